import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { migrations } from '../../migrations/index.js'
import { minutes } from '../../src/kernel/duration.js'
import { type Location, openStore, type Store, verifyAudit } from '../../src/store/index.js'
import { automated } from '../automation/orders.js'
import { manualClock } from '../builders/clock.js'
import { type DeskUnderTest, deskOver } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { testPostgres } from '../builders/postgres.js'
import { openReceiver, type Receiver } from '../builders/receiver.js'
import { dialects } from '../builders/store.js'

const child = join(import.meta.dirname, 'one-call.js')
const at = '2026-12-01T09:00:00Z'

for (const dialect of dialects) {
  describe(`A desk that is killed while a task is done by itself, with ${dialect}`, function () {
    this.timeout(120_000)
    let home: string
    let folder: string
    let gate: Receiver
    let store: Store
    let desk: DeskUnderTest
    let location: Location
    const clock = manualClock(at)
    const open = async (source?: string): Promise<void> => {
      store = await openStore({ location, migrations, clock })
      const origin = { ...store, beside: () => Promise.reject(new Error('alone')) }
      const config = { secretOf: () => 'between us', scriptsDir: folder }
      desk = await deskOver(store, origin, clock, source, config)
    }
    beforeEach(async () => {
      home = mkdtempSync(join(tmpdir(), 'frontdesk-crash-'))
      folder = join(home, 'allowed')
      mkdirSync(folder, { mode: 0o755 })
      gate = await openReceiver()
      location =
        dialect === 'sqlite' ? { dialect, file: join(home, 'desk.sqlite') } : { dialect, url: await testPostgres() }
      clock.to(at)
      await open(automated(gate.url))
    })
    afterEach(async () => {
      // Opened without a file, the store is not the desk's to close.
      await desk.close()
      await store.close()
      await gate.close()
      rmSync(home, { recursive: true, force: true })
    })
    /** Another process begins what is due, and is killed as soon as `when` resolves. */
    const killed = async (when: () => Promise<void>): Promise<void> => {
      await desk.close()
      const where = location.dialect === 'sqlite' ? location.file : location.url
      const running = spawn(process.execPath, [child, where, clock.now().toISOString(), folder], { stdio: 'inherit' })
      const gone = once(running, 'exit')
      await Promise.race([when(), gone])
      running.kill('SIGKILL')
      expect((await gone)[1]).to.equal('SIGKILL')
      await open()
    }
    const look = async (): Promise<void> => {
      await desk.parts.automation.look()
      await desk.parts.automation.settled()
    }

    it('between the call and its outcome calls again with the same key', async () => {
      await desk.as('emily').types('/request order gate with:"plate: BE 1234"')
      gate.answers('hang')
      await killed(() => gate.has(1))
      expect((await desk.record('TSK-1')).state).to.equal('open')

      clock.forward(minutes(1))
      await look()

      expect(gate.received).to.have.lengthOf(2)
      const [first, second] = gate.received.map(({ headers }) => headers['idempotency-key'])
      expect(second).to.equal(first)
      expect((await desk.record('TSK-1')).state).to.equal('done')
      expect(await verifyAudit(store.read)).to.have.property('kind', 'whole')
    })

    it('while a script runs does not run it again, and asks a person to look', async () => {
      const mark = join(home, 'ran')
      writeFileSync(join(folder, 'make-card'), `#!/bin/sh\necho run >> '${mark}'\nsleep 20\n`)
      chmodSync(join(folder, 'make-card'), 0o755)
      await desk.as('emily').types('/request order card with:"plate: Emily"')
      await killed(async () => {
        while (!existsSync(mark)) await new Promise((resolve) => setTimeout(resolve, 20))
      })

      clock.forward(minutes(1))
      await look()
      await look()

      expect(readFileSync(mark, 'utf8')).to.equal('run\n')
      expect((await desk.record('TSK-1')).state).to.equal('failed')
      await desk.relayed()
      expect(cardText(desk.card('TSK-1').card)).to.include('nobody knows how far it came')
    })
  })
}
