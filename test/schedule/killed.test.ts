import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { pino } from 'pino'
import { migrations } from '../../migrations/index.js'
import { seconds } from '../../src/kernel/duration.js'
import { createRunner, type SlotJob } from '../../src/schedule/index.js'
import { locationOf, openStore } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { testPostgres } from '../builders/postgres.js'
import { dialects } from '../builders/store.js'

const child = join(import.meta.dirname, 'doomed.js')

for (const dialect of dialects) {
  describe(`A process that is killed in the middle of a job, on ${dialect}`, () => {
    let home: string
    before(() => {
      home = mkdtempSync(join(tmpdir(), 'frontdesk-jobs-'))
    })
    after(() => rmSync(home, { recursive: true, force: true }))

    it('leaves its slot to the one that starts next, which runs it once', async () => {
      const url = dialect === 'sqlite' ? `sqlite:${join(home, 'frontdesk.sqlite')}` : await testPostgres()
      const { signal, stderr } = spawnSync(process.execPath, [child, url], { encoding: 'utf8' })
      expect(signal, stderr).to.equal('SIGKILL')

      const clock = manualClock('2031-03-03T22:00:03.000Z')
      const location = locationOf(url, '/')
      if (!location) throw new Error('not a database')
      const store = await openStore({ location, migrations, clock })
      const ran: string[] = []
      const job: SlotJob = {
        name: 'sweep',
        cron: '0 * * * *',
        missed: 'skip',
        run: async (_, { at, token }) => void ran.push(`${at.toISOString()} ${token}`),
      }
      const runner = createRunner({ store, clock, log: pino({ level: 'silent' }), jobs: [job] })
      for (let second = 0; second < 60; second++, clock.forward(seconds(1))) await runner.tick()
      const runs = await store.read.rows('SELECT "outcome", "tries" FROM "job_run"')
      await store.close()

      expect(ran).to.deep.equal(['2031-03-03T22:00:00.000Z 2'])
      expect(runs).to.deep.equal([{ outcome: 'done', tries: 2 }])
    })
  })
}
