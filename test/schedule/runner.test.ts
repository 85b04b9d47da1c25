import { expect } from 'chai'
import { pino } from 'pino'
import { days, minutes, seconds } from '../../src/kernel/duration.js'
import { createRunner, type Job, pruneRuns, type SlotJob } from '../../src/schedule/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`A job on ${dialect}`, () => {
    const clock = manualClock()
    let store: TestStore
    let ran: string[]
    beforeEach(async () => {
      clock.to('2031-03-03T09:00:00.000Z')
      store = await openTestStore(dialect, clock)
      ran = []
    })
    afterEach(() => store.close())

    const job: SlotJob = {
      name: 'sweep',
      cron: '* * * * *',
      missed: 'latest',
      run: async (now) => void ran.push(now.toISOString().slice(11, 16)),
    }
    const runner = (jobs: readonly Job[] = []) => createRunner({ store, clock, log: pino({ level: 'silent' }), jobs })

    it('runs once a slot, however often the clock ticks in it', async () => {
      const told = [await runner().run(job), await runner().run(job)]
      clock.forward(seconds(59))
      told.push(await runner().run(job))

      expect(told).to.deep.equal([true, false, false])
      expect(ran).to.deep.equal(['09:00'])
    })

    it('runs once when many processes tick at once', async () => {
      const told = await Promise.all(Array.from({ length: 8 }, () => runner().run(job)))

      expect(told.filter(Boolean)).to.have.lengthOf(1)
      expect(ran).to.have.lengthOf(1)
    })

    it('does not run a slot again when the clock runs backwards', async () => {
      await runner().run(job)
      clock.forward(minutes(1))
      await runner().run(job)
      clock.forward(-minutes(1))
      await runner().run(job)

      expect(ran).to.deep.equal(['09:00', '09:01'])
    })

    it('spends its slot when it fails, and runs in the next one', async () => {
      let fails = true
      const weak: SlotJob = {
        ...job,
        run: async (now, slot) => {
          if (fails) throw new Error('no')
          await job.run(now, slot)
        },
      }
      expect((await Promise.allSettled([runner().run(weak)]))[0]).to.have.property('status', 'rejected')
      fails = false
      expect(await runner().run(weak)).to.equal(false)
      clock.forward(minutes(1))
      expect(await runner().run(weak)).to.equal(true)

      const runs = await store.read.rows<{ done_at: string | null }>('SELECT "done_at" FROM "job_run" ORDER BY "slot"')
      expect(runs.map(({ done_at: done }) => done !== null)).to.deep.equal([false, true])
    })

    it('starts by the clock and stops without leaving anything under way', async () => {
      const running = runner([job])
      running.start()
      await running.stop()

      expect(ran).to.deep.equal([])
    })

    it('is forgotten after two weeks', async () => {
      await runner().run(job)
      expect(await pruneRuns(store, new Date(clock.now().getTime() + days(14)))).to.equal(0)
      expect(await pruneRuns(store, new Date(clock.now().getTime() + days(14) + 1))).to.equal(1)
    })
  })
}
