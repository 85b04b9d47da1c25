import { expect } from 'chai'
import { pino } from 'pino'
import { days, hours, minutes, seconds } from '../../src/kernel/duration.js'
import {
  crashed,
  createRunner,
  fenced,
  holdsSlot,
  type Job,
  type Missed,
  overran,
  type Runner,
  type SlotJob,
} from '../../src/schedule/index.js'
import type { Store } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

/** Something to wait for, and what lets it go on. */
function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

for (const dialect of dialects) {
  describe(`The slots of a job on ${dialect}`, () => {
    const clock = manualClock()
    let store: TestStore
    let ran: string[]
    let poisoned: string[]
    beforeEach(async () => {
      clock.to('2031-03-03T22:00:00.000Z')
      store = await openTestStore(dialect, clock)
      ran = []
      poisoned = []
    })
    afterEach(() => store.close())

    const note = (at: Date): void => void ran.push(at.toISOString().slice(11, 16))
    const hourly = (missed: Missed, does: SlotJob['run'] = async (_, { at }) => note(at)): SlotJob => ({
      name: 'sweep',
      cron: '0 * * * *',
      missed,
      run: does,
    })
    const processOf = (jobs: readonly Job[], on: Store = store): Runner =>
      createRunner({
        store: on,
        clock,
        log: pino({ level: 'silent' }),
        jobs,
        onPoison: async (_, { name }) => void poisoned.push(name),
      })
    /** Ticks second after second. */
    async function live(through: number, ...processes: readonly Runner[]): Promise<void> {
      for (const until = clock.now().getTime() + through; clock.now().getTime() < until; clock.forward(seconds(1)))
        for (const each of processes) await each.tick()
    }
    const standing = async (runner: Runner) => (await runner.standings())[0]

    it('are run at their times, each once, by whichever process ticks', async () => {
      const two = [processOf([hourly('latest')]), processOf([hourly('latest')])]
      for (let at = 0; at < 5; at++, clock.forward(minutes(30))) for (const each of two) await each.tick()

      expect(ran).to.deep.equal(['22:00', '23:00', '00:00'])
    })

    it('that were slept through are made up for as the job wants it', async () => {
      const told = new Map<Missed, readonly string[]>()
      for (const missed of ['all', 'latest', 'skip'] as const) {
        clock.to('2031-03-03T22:00:00.000Z')
        const job = { ...hourly(missed), name: missed }
        const runner = processOf([job])
        await runner.tick()
        clock.to('2031-03-04T03:17:00.000Z')
        await runner.tick()
        await runner.tick()
        clock.to('2031-03-04T04:00:00.000Z')
        await runner.tick()
        told.set(missed, ran.splice(0))
      }

      expect(told.get('all')).to.deep.equal(['22:00', '23:00', '00:00', '01:00', '02:00', '03:00', '04:00'])
      expect(told.get('latest')).to.deep.equal(['22:00', '03:00', '04:00'])
      expect(told.get('skip')).to.deep.equal(['22:00', '04:00'])
    })

    it('that no process was there for are found by the next one that starts', async () => {
      await processOf([hourly('all')]).tick()
      clock.forward(hours(3) + seconds(30))
      await processOf([hourly('all')]).tick()

      expect(ran).to.deep.equal(['22:00', '23:00', '00:00', '01:00'])
    })

    it('before a job was known are none of its', async () => {
      clock.to('2031-03-03T22:30:00.000Z')
      const runner = processOf([hourly('all')])
      await runner.tick()
      clock.to('2031-03-03T23:00:00.000Z')
      await runner.tick()

      expect(ran).to.deep.equal(['23:00'])
    })

    it('are cut to the newest hundred when too many were missed, which is shown', async () => {
      const runner = processOf([hourly('all')])
      await runner.tick()
      clock.forward(days(10))
      await runner.tick()

      expect(ran).to.have.lengthOf(101)
      expect((await standing(runner))?.cut?.toISOString()).to.equal('2031-03-09T19:00:00.000Z')
    })

    it('are none of those that came before the job had these times', async () => {
      let cron = '0 22 * * *'
      const jobs = [hourly('all')]
      const runner = createRunner({
        store,
        clock,
        log: pino({ level: 'silent' }),
        jobs,
        timing: ({ missed }) => ({ cron, zone: 'UTC', missed }),
      })
      await runner.tick()
      clock.to('2031-03-04T12:00:00.000Z')
      await runner.tick()
      cron = '0 9 * * *'
      clock.forward(minutes(1))
      await runner.tick()
      clock.to('2031-03-06T08:00:00.000Z')
      await runner.tick()

      expect(ran).to.deep.equal(['22:00', '09:00'])
    })

    it('are not run twice by a clock that is set back, nor left out once it is', async () => {
      const runner = processOf([hourly('all')])
      await runner.tick()
      clock.forward(hours(3))
      await runner.tick()
      clock.forward(-hours(2))
      await runner.tick()
      clock.forward(-hours(5))
      await runner.tick()
      clock.to('2031-03-04T02:00:00.000Z')
      await runner.tick()

      const [before, behind, after] = [ran.slice(0, 4), ran.slice(4, 5), ran.slice(5)]
      expect(before).to.deep.equal(['22:00', '23:00', '00:00', '01:00'])
      expect(behind).to.deep.equal(['18:00'])
      expect(after).to.deep.equal(['19:00', '20:00', '21:00', '02:00'])
    })

    it('come once in the nights in which the clocks are changed, however often somebody looks', async () => {
      for (const eve of ['2031-03-29', '2031-10-25']) {
        const does: SlotJob['run'] = async (_, { at }) => void ran.push(at.toISOString().slice(5, 16))
        const nightly = { ...hourly('all', does), name: eve, cron: '30 2 * * *', zone: 'Europe/Copenhagen' }
        clock.to(`${eve}T22:00:00.000Z`)
        // Each process is as new as after a restart.
        for (let at = 0; at < 60; at++, clock.forward(minutes(30))) await processOf([nightly]).tick()
      }

      expect(ran).to.deep.equal(['03-30T01:00', '03-31T00:30', '10-26T00:30', '10-27T01:30'])
    })

    it('wait while the job is still under way, and are then run as missed ones', async () => {
      const { opened, open } = gate()
      const one = processOf([
        hourly('latest', async (_, { at }) => {
          note(at)
          await opened
        }),
      ])
      const other = processOf([hourly('latest')])
      const first = one.tick()
      await live(seconds(3), other)
      for (let hour = 0; hour < 3; hour++) {
        clock.forward(hours(1))
        await one.beat()
        await live(seconds(1), other)
      }
      expect(ran).to.deep.equal(['22:00'])

      open()
      await first
      await live(seconds(2), other)

      expect(ran).to.deep.equal(['22:00', '01:00'])
    })

    it('of a process that has gone are taken over, and it can write nothing any more', async () => {
      const { opened, open } = gate()
      const claimed = gate()
      let mine: boolean | undefined
      const tokens: number[] = []
      const gone = processOf([
        hourly('skip', async (_, slot) => {
          tokens.push(slot.token)
          claimed.open()
          await opened
          mine = await store.work({ kind: 'desk', job: 'sweep' }, (work) => holdsSlot(work, slot))
        }),
      ])
      const other = processOf([
        hourly('skip', async (_, { at, token }) => {
          note(at)
          tokens.push(token)
        }),
      ])
      const begun = gone.tick()
      await claimed.opened
      await live(seconds(9), other)
      expect(ran).to.deep.equal([])
      await live(seconds(4), other)
      expect(ran).to.deep.equal(['22:00'])

      open()
      await begun

      expect(tokens).to.deep.equal([1, 2])
      expect(mine).to.equal(false)
      const rows = await store.read.rows('SELECT "token", "tries", "outcome" FROM "job_run"')
      expect(rows).to.deep.equal([{ token: 2, tries: 2, outcome: 'done' }])
    })

    it('are not taken from somebody who slept together with the one who looks', async () => {
      const { opened, open } = gate()
      const one = processOf([
        hourly('latest', async (_, { at }) => {
          note(at)
          await opened
        }),
      ])
      const other = processOf([hourly('latest')])
      const begun = one.tick()
      await live(seconds(3), other)
      clock.forward(hours(8))
      await other.tick()
      await one.beat()
      await live(seconds(5), other)
      open()
      await begun

      expect(ran).to.deep.equal(['22:00', '06:00'])
    })

    it('whose run hangs are given up after its limit, told once, and leave the next ones alone', async () => {
      const begun: AbortSignal[] = []
      const overdue: string[] = []
      let hangs = true
      const job: SlotJob = {
        ...hourly('latest', async (_, { at, signal }) => {
          if (!hangs) return note(at)
          begun.push(signal)
          await new Promise(() => undefined)
        }),
        cron: '*/15 * * * *',
        limit: minutes(5),
      }
      const runner = createRunner({
        store,
        clock,
        log: pino({ level: 'silent' }),
        jobs: [job],
        onOverrun: async (_, { name, limit }) => void overdue.push(`${name} ${limit / minutes(1)}`),
      })
      const pass = async (through: number) => {
        for (const until = clock.now().getTime() + through; clock.now().getTime() < until; clock.forward(seconds(1))) {
          void runner.tick()
          await runner.beat()
          while ((await standing(runner))?.runningSince === undefined && begun.length === 0)
            await new Promise((resolve) => setImmediate(resolve))
        }
      }
      await pass(minutes(4))
      expect(begun.map(({ aborted }) => aborted)).to.deep.equal([false])
      // A machine that sleeps has not worked on it.
      clock.forward(minutes(3))
      await pass(seconds(30))
      expect(begun.map(({ aborted }) => aborted)).to.deep.equal([false])
      await pass(minutes(14))
      expect(begun.map(({ aborted }) => aborted)).to.deep.equal([true, true])
      expect(overdue).to.deep.equal(['sweep 5'])
      expect((await standing(runner))?.last?.error).to.equal(overran)
      hangs = false
      await pass(minutes(15))
      await runner.stop()

      expect(ran).to.have.lengthOf.greaterThan(0)
      expect((await standing(runner))?.failures).to.equal(0)
    })

    it('that were given up can write nothing any more', async () => {
      const { opened, open } = gate()
      const said: string[] = []
      const [begun, ended] = [gate(), gate()]
      const job: SlotJob = {
        ...hourly('skip', async (_, slot) => {
          begun.open()
          await opened
          const mine = await store.work({ kind: 'operator' }, (work) => holdsSlot(work, slot))
          const wrote = await fenced(store, slot)
            .work({ kind: 'operator' }, async (work) => work.audit('late', 'sweep'))
            .then(
              () => 'wrote',
              ({ name }: Error) => name,
            )
          said.push(String(mine), wrote)
          ended.open()
        }),
        limit: seconds(20),
      }
      const runner = processOf([job])
      const first = runner.tick()
      await begun.opened
      for (let second = 0; second < 21; second++, clock.forward(seconds(1))) await runner.beat()
      await first
      open()
      await ended.opened

      expect(said).to.deep.equal(['false', 'Overrun'])
      expect(await store.read.rows(`SELECT 1 FROM "audit" WHERE "kind" = 'late'`)).to.deep.equal([])
    })

    it('that end five processes are given up, and the next one is tried', async () => {
      let begun = 0
      for (let at = 0; at < 5; at++) {
        const { opened, open } = gate()
        const dying = processOf([
          hourly('latest', () => {
            begun++
            open()
            return new Promise(() => undefined)
          }),
        ])
        for (let second = 0; second < 15 && begun === at; second++, clock.forward(seconds(1)))
          await Promise.race([dying.tick(), opened])
      }
      const well = processOf([hourly('latest')])
      await live(seconds(15), well)
      expect((await standing(well))?.last?.error).to.equal(crashed)
      clock.to('2031-03-03T23:00:00.000Z')
      await well.tick()

      expect(begun).to.equal(5)
      expect(ran).to.deep.equal(['23:00'])
    })

    it('that fail leave what failed, never a message, and the next one tries again', async () => {
      let fails = true
      const runner = processOf([
        hourly('latest', async (_, { at }) => {
          if (fails) throw Object.assign(new TypeError('ana typed this'), { code: 'E_NO' })
          note(at)
        }),
      ])
      await runner.tick()
      await runner.tick()
      const failed = await standing(runner)
      fails = false
      clock.forward(hours(1))
      await runner.tick()
      const well = await standing(runner)

      expect(failed?.last?.error).to.match(/^TypeError E_NO \(slots\.test\.js:\d+\)$/)
      expect(failed?.failures).to.equal(1)
      expect(well?.last).to.have.keys(['at', 'took'])
      expect(well?.failures).to.equal(0)
      expect(ran).to.deep.equal(['23:00'])
    })

    it('that fail five times in a row are told of once, and do not hold up other jobs', async () => {
      let fails = true
      const weak = hourly('latest', async () => {
        if (fails) throw new Error('no')
      })
      const runner = processOf([weak, { ...hourly('latest'), name: 'other' }])
      const later = async (times: number) => {
        for (let at = 0; at < times; at++, clock.forward(hours(1))) await runner.tick()
      }
      await later(4)
      expect(poisoned).to.deep.equal([])
      await later(8)
      expect(poisoned).to.deep.equal(['sweep'])
      fails = false
      await later(1)
      fails = true
      await later(5)

      expect(poisoned).to.deep.equal(['sweep', 'sweep'])
      expect(ran).to.have.lengthOf(18)
    })

    it('are left alone by a run by hand, which is written down with who wanted it', async () => {
      const runner = processOf([hourly('all')])
      await runner.tick()
      clock.forward(minutes(150))
      const outcome = await runner.byHand('sweep', { kind: 'person', id: 'ana', name: 'Ana' })
      await runner.tick()

      expect(outcome?.kind).to.equal('done')
      expect(ran).to.deep.equal(['22:00', '00:30', '23:00', '00:00'])
      const [run] = await store.read.rows('SELECT "by" FROM "job_run" WHERE "by" IS NOT NULL')
      expect(run).to.deep.equal({ by: 'ana' })
      expect(await runner.byHand('nothing', { kind: 'operator' })).to.equal(undefined)
    })

    it('and a run by hand keep out of each other’s way', async () => {
      const [begins, ends] = [gate(), gate()]
      const waits = hourly('latest', async () => {
        begins.open()
        await ends.opened
      })
      const begun = processOf([waits]).tick()
      await begins.opened
      expect(await processOf([hourly('latest')]).byHand('sweep', { kind: 'operator' })).to.deep.equal({ kind: 'busy' })
      ends.open()
      await begun
    })

    it('none: such a job is done every second, in every process, and never beside itself', async () => {
      const { opened, open } = gate()
      let waits = true
      const every: Job = {
        name: 'sweep',
        slotless: true,
        run: async (now) => {
          ran.push(now.toISOString().slice(17, 19))
          if (waits) await opened
        },
      }
      const [one, other] = [processOf([every]), processOf([every])]
      const slow = one.tick()
      clock.forward(seconds(1))
      await one.tick()
      waits = false
      await other.tick()
      open()
      await slow
      clock.forward(seconds(1))
      await Promise.all([one.tick(), other.tick()])

      expect(ran).to.deep.equal(['00', '01', '02', '02'])
    })

    it('none: how such a job went is remembered, and written down once a minute', async () => {
      let n = 0
      const runner = processOf([
        { name: 'sweep', slotless: true, run: async () => (n++ === 0 ? undefined : Promise.reject(new Error('no'))) },
      ])
      await live(seconds(30), runner)
      expect((await standing(runner))?.last?.error).to.match(/^Error/)
      expect(
        (await standing(processOf([{ name: 'sweep', slotless: true, run: async () => undefined }])))?.last,
      ).to.have.keys(['at', 'took'])
      await live(minutes(5), runner)
      expect(poisoned).to.deep.equal(['sweep'])
    })
  })
}

describe('Five processes on one PostgreSQL', () => {
  it('run every slot of every job once, whatever their clocks say', async () => {
    const clock = manualClock('2031-03-03T22:00:00.000Z')
    const store = await openTestStore('postgres', clock)
    const ran: string[] = []
    const job = (name: string, missed: Missed): SlotJob => ({
      name,
      cron: '* * * * *',
      missed,
      run: async (_, { at }) => void ran.push(`${name} ${at.toISOString()}`),
    })
    const jobs = [job('a', 'all'), job('b', 'all'), job('c', 'latest')]
    const processes = await Promise.all(
      [0, 400, -700, 1500, -1500].map(async (off) => {
        const own = { now: () => new Date(clock.now().getTime() + off) }
        return createRunner({ store: await store.beside(own), clock: own, log: pino({ level: 'silent' }), jobs })
      }),
    )
    for (let at = 0; at < 20; at++, clock.forward(seconds(30))) await Promise.all(processes.map((each) => each.tick()))
    await store.close()

    expect(ran).to.have.lengthOf(new Set(ran).size)
    const since = (name: string) => ran.filter((run) => run >= `${name} 2031-03-03T22:00` && run.startsWith(name))
    expect(since('a')).to.have.lengthOf(10)
    expect(since('b')).to.have.lengthOf(10)
    expect(since('c')).to.have.lengthOf(10)
  })
})
