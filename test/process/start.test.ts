import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import { pino } from 'pino'
import { migrations } from '../../migrations/index.js'
import type { Clock } from '../../src/kernel/clock.js'
import { randomIds } from '../../src/kernel/ids.js'
import { startDesk } from '../../src/process.js'
import { openReader, openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { type Machine, machine, until } from '../builders/frontdesk.js'
import { LedgerPlatform } from '../builders/ledger-platform.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

const silent = pino({ level: 'silent' })

/** What the demo made: every record with the number of its timeline entries. */
async function history(here: Machine): Promise<readonly string[]> {
  const reader = await openReader(here.config().location)
  const rows = await reader.read.rows<{ number: string; n: number }>(
    `SELECT r."number", count(*) AS n FROM "record" r JOIN "timeline" t ON t."record" = r."id"
     GROUP BY r."id", r."number" ORDER BY r."id"`,
  )
  await reader.close()
  return rows.map(({ number, n }) => `${number}: ${n}`)
}

for (const dialect of dialects) {
  describe(`starting the desk, on ${dialect}`, () => {
    let here: Machine
    let whole: readonly string[]
    beforeEach(async () => {
      here = await machine(dialect)
    })
    afterEach(() => here.close())

    it('needs no settings: it says where the desk is open, is ready then, and ends when told to', async () => {
      const desk = await here.serve()

      expect(desk.said()).to.match(/^Alpine Hotel: the desk is open at http:\/\/127\.0\.0\.1:\d+\n$/)
      expect((await fetch(`${desk.url}/readyz`)).status).to.equal(200)
      whole = await history(here)
      expect(whole).to.have.lengthOf(21)
      const lobby = await (await fetch(`${desk.url}/c/lobby`)).text()
      expect(lobby).to.include('Good morning!')
      expect(await desk.stop()).to.equal(0)

      const again = await here.serve()
      expect(await history(here)).to.deep.equal(whole)
      await again.stop()
    })

    it('loads the demo whole, though it is killed in the middle of it', async () => {
      const untouched = await machine(dialect)
      await (await untouched.serve()).stop()
      whole = await history(untouched)
      await untouched.close()
      let now = 0
      // Every unit of work asks for the time: this clock stops the loading somewhere in its middle.
      const failing: Clock = {
        now: () => {
          if (++now > 25) throw new Error('the power is gone')
          return new Date(1_900_000_000_000)
        },
      }

      const fails = await startDesk({
        config: here.config(),
        clock: failing,
        ids: randomIds,
        log: silent,
        web: false,
      }).then(
        () => 'it started',
        (error: Error) => error.message,
      )

      expect(fails).to.equal('the power is gone')
      expect((await history(here)).length).to.be.within(1, 9)
      const desk = await here.serve()
      expect(await history(here)).to.deep.equal(whole)
      await desk.stop()
    })
  })
}

describe('two processes that start at once on an empty PostgreSQL', () => {
  it('load the demo once', async () => {
    const here = await machine('postgres')
    const other = { DATA_DIR: join(here.home, 'other') }

    const desks = await Promise.all([here.serve(), here.serve(other)])

    const loaded = await history(here)
    const numbers = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}-${at + 1}`)
    expect(loaded.map((line) => line.split(':')[0])).to.deep.equal([
      ...[...numbers('INC', 10), ...numbers('CHG', 3)],
      ...['REQ-1', 'TSK-1', 'TSK-2', 'TSK-3', 'TSK-4', 'REQ-2', 'REQ-3', 'TSK-5'],
    ])
    for (const desk of desks) await desk.stop()
    await here.close()
  })
})

describe('starting the desk', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
  })
  afterEach(() => here.close())

  it('keeps folder and files to its own user', async () => {
    const desk = await here.serve()
    const data = join(here.home, 'data')

    const modes = [
      '.',
      'frontdesk.sqlite',
      'frontdesk.sqlite-wal',
      'frontdesk.sqlite.lock',
      'control.sock',
      'spool',
    ].map((name) => (statSync(join(data, name)).mode & 0o777).toString(8))

    expect(modes).to.deep.equal(['700', '600', '600', '600', '600', '700'])
    await desk.stop()
  })

  it('says why a second process on the same file does not start, and leaves the first one alone', async () => {
    const desk = await here.serve()

    const { code, err } = await here.frontdesk(['start'])

    expect(code).to.equal(1)
    expect(err).to.include('Another Frontdesk process is using').and.include('PostgreSQL')
    expect(err).to.not.include(' at ')
    expect((await here.frontdesk(['code', 'ana'])).code).to.equal(0)
    await desk.stop()
  })

  it('says so when the port is taken, and can be started again', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )

    const { code, out, err } = await here.frontdesk(['start'], { PORT: String(port) })

    expect(code).to.equal(1)
    expect(out).to.equal('')
    expect(err).to.include(`Port ${port} is taken by another program.`).and.include('PORT=')
    other.close()
    const desk = await here.serve()
    expect(await desk.stop()).to.equal(0)
  })

  it('says so when the desk file is broken or missing, and starts once it is right', async () => {
    const file = here.file('desk.yaml', smallDesk({ teams: '\n  reception: {name: Reception, members: [anna]}' }))

    const broken = await here.frontdesk(['start'], { DESK_FILE: file })
    expect(broken.code).to.equal(1)
    expect(broken.err).to.match(/desk\.yaml:6:\d+ .*There is no person “anna”/)
    const missing = await here.frontdesk(['start'], { DESK_FILE: join(here.home, 'nowhere.yaml'), LANG: 'da_DK.UTF-8' })
    expect(missing.err).to.include('nowhere.yaml kan ikke læses: den findes ikke.')

    here.file('desk.yaml', smallDesk())
    const desk = await here.serve({ DESK_FILE: file })
    expect(desk.said()).to.include('Small Inn')
    await desk.stop()
  })

  it('hints at a desk file that was changed on disk and never applied', async () => {
    const file = here.file('desk.yaml', smallDesk())
    await (await here.serve({ DESK_FILE: file })).stop()
    here.file('desk.yaml', smallDesk({ languages: '[en]' }))

    const desk = await here.serve({ DESK_FILE: file })

    expect(desk.said()).to.include('the desk file on disk is not in force')
    await desk.stop()
  })

  it('closes what it had opened when a platform does not let it in', async () => {
    const clock = manualClock()
    const chat = new LedgerPlatform('chat', clock)
    const shut = Object.assign(new LedgerPlatform('talk', clock), {
      start: async () => {
        throw new Error('the door is shut')
      },
    })
    const ended: string[] = []
    for (const platform of [chat, shut]) platform.stop = async () => void ended.push(platform.name)
    const around = { config: here.config(), clock, ids: randomIds, log: silent, also: [chat, shut] }

    const fails = await startDesk(around).then(
      () => 'it started',
      (error: Error) => error.message,
    )

    expect(fails).to.equal('the door is shut')
    expect(ended).to.deep.equal(['talk', 'chat'])
    const store = await openStore({ location: here.config().location, migrations, clock })
    await store.close()
    const desk = await here.serve()
    expect(await desk.stop()).to.equal(0)
  })

  it('ends in order when it is told to while somebody holds a connection', async () => {
    const desk = await here.serve()
    const live = await fetch(`${desk.url}/readyz`, { headers: { connection: 'keep-alive' } })

    expect(await desk.stop()).to.equal(0)
    expect(live.status).to.equal(200)
    await until(async () => (await here.type(['doctor'])).out.includes('No desk is running'), 'the desk is gone')
  })
})
