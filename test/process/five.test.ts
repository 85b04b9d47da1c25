import { expect } from 'chai'
import pg from 'pg'
import { until } from '../journeys/journey.js'
import { type Five, openFive, type Service, serviceIds } from './five.js'

describe('five processes on one PostgreSQL', function () {
  this.timeout(120_000)
  let five: Five
  const reported = new Map<string, Service>()
  const began = Date.now()
  before(async () => {
    five = await openFive()
  })
  after(() => five.close())

  const report = async (service: Service): Promise<string> => {
    const number = await five.reports(service)
    reported.set(number, service)
    return number
  }
  const reportOfEach = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n++) for (const service of serviceIds) await report(service)
  }

  /** What was promised of every record is told, and nothing waits any more: then what stands on the platforms is looked at. */
  const allIsTold = async (): Promise<void> => {
    await until(
      'that all is told',
      () =>
        five.rows<{ n: number }>(
          `SELECT (SELECT count(*) FROM "outbox" WHERE "state" = 'pending') +
                (SELECT count(*) FROM "sla_alert" WHERE "told" = 0) +
                (SELECT 2 * count(*) FROM "record") - (SELECT count(*) FROM "sla_alert") AS n`,
        ),
      ([left]) => Number(left?.n) === 0,
      60_000,
    )
  }
  const expected = (): readonly string[] =>
    [...reported.keys()].flatMap((number) => [`${number} warned`, `${number} broken`]).toSorted()
  const told = (): readonly string[] => serviceIds.flatMap((service) => five.teams[service].alerts()).toSorted()
  const standsOnceAndInOrder = (): void => {
    const numbers = [...reported.keys()].toSorted((a, b) => orderOf(a) - orderOf(b))
    expect(told()).to.deep.equal(expected())
    for (const channel of five.cards) expect(channel()).to.deep.equal(numbers)
  }

  it('tell hundreds of messages once, and in order in every channel', async () => {
    await reportOfEach(3)
    await allIsTold()

    standsOnceAndInOrder()
    const busy = five.processes.filter(({ url }) => five.balanced.served(url) > 0)
    expect(busy).to.have.lengthOf(5)
  })

  it('tell what a process was about to tell that is killed in the middle of its sweep', async () => {
    // Alerts can be read and not written: whoever sweeps first stands still with the records of all in its hands.
    const barrier = new pg.Client({ connectionString: five.url })
    await barrier.connect()
    await reportOfEach(1)
    await barrier.query('BEGIN')
    await barrier.query('LOCK TABLE "sla_alert" IN SHARE MODE')
    const [stuck] = await until(
      'a sweep that stands still',
      () =>
        five.rows<{ application_name: string }>(
          `SELECT "application_name" FROM pg_stat_activity
         WHERE "datname" = current_database() AND "wait_event_type" = 'Lock' AND "query" LIKE 'INSERT INTO "sla_alert"%'`,
        ),
      ({ length }) => length > 0,
    )
    // What a killed process was sending waits for the end of its lease, a minute: here it is sending nothing.
    await until(
      'that nothing is being sent',
      () => five.rows<{ n: string }>(`SELECT count(*) AS n FROM "outbox" WHERE "state" = 'pending'`),
      ([left]) => Number(left?.n) === 0,
    )
    const sweeping = five.processes[Number(stuck?.application_name.split('-')[1])]

    await sweeping?.kill()
    await barrier.query('ROLLBACK')
    await barrier.end()
    await allIsTold()

    standsOnceAndInOrder()
    await sweeping?.start()
    await five.allReady()
  })

  it('hear on Discord what was said while its gateway changed hands by a kill', async () => {
    const holder = five.holder()
    const resumed = five.discord.gateway.resumes

    await holder?.kill()
    await five.writes('restaurant', 'the smoke is black')
    await until(
      'that another one has taken the session over',
      async () => five.discord.gateway.resumes,
      (n) => n > resumed,
    )
    const heard = () => five.rows<{ data: string }>(`SELECT * FROM "remark" WHERE "text" LIKE '%smoke is black%'`)
    await until('that it is heard', heard, ({ length }) => length > 0)

    await holder?.start()
    await five.allReady()
    expect(await heard()).to.have.lengthOf(1)
    expect(five.discord.gateway.count).to.equal(1)
  })

  it('answer all the time while one after the other is restarted', async () => {
    let [rolling, asked] = [true, 0]
    const working = (async () => {
      for (; rolling; asked++) await five.asks()
    })()
    try {
      for (const [turn, desk] of five.processes.entries()) {
        await report(serviceIds[turn % serviceIds.length] ?? 'rooms')
        await desk.stop()
        await desk.start()
        await five.allReady()
      }
    } finally {
      rolling = false
      await working
    }
    await allIsTold()

    expect(asked).to.be.greaterThan(20)
    standsOnceAndInOrder()
    expect(five.discord.gateway.count).to.equal(1)
  })

  it('have run each job once at each of its times', async () => {
    const minute = Math.ceil(began / 60_000) * 60_000
    const slot = new Date(minute).toISOString().slice(0, 16)
    const runs = () =>
      five.rows<{ job: string; slot: string; outcome: string; tries: number; token: number }>(
        'SELECT * FROM "job_run" ORDER BY "job", "slot"',
      )
    const all = await until('a minute from its beginning', runs, (seen) =>
      seen.some((run) => run.slot >= slot && run.job === 'oncall-handover' && run.outcome === 'done'),
    )

    const jobs = await five.rows<{ name: string; token: number }>('SELECT "name", "token" FROM "job" WHERE "token" > 0')
    for (const { name, token } of jobs) {
      const tries = all.filter(({ job }) => job === name).map((run) => run.tries)
      expect(
        tries.reduce((sum, n) => sum + n, 0),
        name,
      ).to.equal(token)
    }
    expect(all.filter(({ outcome }) => outcome === 'failed')).to.deep.equal([])
    expect(new Set(all.map(({ job, slot: at }) => `${job} ${at}`)).size).to.equal(all.length)
  })

  it('have done nothing that a platform complains of', () => {
    five.slack.assertClean()
    // No process knows how long another one was asked to wait.
    five.discord.forgive(/was repeated .* before its retry_after was over/)
    five.discord.check()
  })
})

const orderOf = (number: string): number => Number(number.split('-')[1])
