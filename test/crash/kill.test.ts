import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { migrations } from '../../migrations/index.js'
import { type Location, openStore, type Store, verifyAudit } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { type DeskUnderTest, deskOver } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { give } from '../builders/person-at-desk.js'
import { testPostgres } from '../builders/postgres.js'
import { theReport } from './the-report.js'

const child = join(import.meta.dirname, 'one-unit.js')

/** What a report leaves in the database. */
const traces = ['record', 'timeline', 'record_text', 'counter', 'inbox', 'outbox'] as const

/** Every how many statements it is killed on PostgreSQL, where each process takes a second to get so far. */
const stride = 5

describe('A desk on PostgreSQL that is killed in the middle of a report', function () {
  this.timeout(240_000)

  it('leaves nothing of it to the other processes, and takes it again without a gap', async () => {
    const url = await testPostgres()
    const clock = manualClock()
    const store = await openStore({ location: { dialect: 'postgres', url }, migrations, clock })
    const desk = await deskOver(store, { ...store, beside: () => Promise.reject(new Error('alone')) }, clock, inn())
    await desk.as('emily').types('/desk whoami')
    let killed = 0
    for (let nth = 1; ; nth += stride) {
      const { signal, stdout, stderr } = spawnSync(process.execPath, [child, url, String(nth)], { encoding: 'utf8' })
      if (signal === null && !stdout.includes('INC-1')) throw new Error(`the child failed: ${stderr}`)
      if (signal === null) break
      killed++
      const left = await Promise.all(traces.map((table) => desk.rows(table)))
      expect(left.every((rows) => rows === 0) || left.every((rows) => rows > 0), `after ${nth}: ${left}`).to.equal(true)
    }

    expect(killed).to.be.greaterThan(3)
    expect((await give(desk, theReport)).text).to.include('INC-1')
    expect(await desk.rows('record')).to.equal(1)
    expect(await verifyAudit(store.read)).to.have.property('kind', 'whole')
    await desk.close()
  })
})

describe('A desk that is killed between two statements of a report', function () {
  this.timeout(240_000)
  let home: string
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'frontdesk-crash-'))
    const { desk, store } = await opened(join(home, 'template.sqlite'), inn())
    // Emily has been here before, so that the report is the only unit of work.
    await desk.as('emily').types('/desk whoami')
    await store.close()
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  async function opened(file: string, source?: string): Promise<{ desk: DeskUnderTest; store: Store }> {
    const clock = manualClock()
    const location: Location = { dialect: 'sqlite', file }
    const store = await openStore({ location, migrations, clock })
    const origin = { ...store, beside: () => Promise.reject(new Error('alone')) }
    return { desk: await deskOver(store, origin, clock, source), store }
  }

  /** Reports on a fresh copy and dies after the n-th statement; tells whether it got that far. */
  function dies(nth: number): { readonly file: string; readonly killed: boolean; readonly said: string } {
    const file = join(home, `${nth}.sqlite`)
    copyFileSync(join(home, 'template.sqlite'), file)
    const { signal, stdout, stderr } = spawnSync(process.execPath, [child, file, String(nth)], { encoding: 'utf8' })
    if (signal === null && !stdout.includes('INC-1')) throw new Error(`the child failed: ${stderr}`)
    return { file, killed: signal === 'SIGKILL', said: stdout }
  }

  it('has the whole incident or nothing of it, and takes the report again without a gap or a double', async () => {
    let whole = 0
    let none = 0
    for (let nth = 1; ; nth++) {
      const { file, killed } = dies(nth)
      const { desk, store } = await opened(file)
      const left = await Promise.all(traces.map((table) => desk.rows(table)))
      const isWhole = left.every((rows) => rows > 0)
      expect(isWhole || left.every((rows) => rows === 0), `after ${nth}: ${traces} = ${left}`).to.equal(true)
      if (isWhole) whole++
      else none++
      expect(await verifyAudit(store.read), `after ${nth}`).to.have.property('kind', 'whole')

      const again = await give(desk, theReport)
      expect(again.text).to.include('INC-1')
      const next = await give(desk, {
        ...theReport,
        args: { ...theReport.args, same: 'none' },
        ids: ['chat:event-2'],
      })
      expect(next.text).to.include('INC-2')
      expect(await desk.rows('record')).to.equal(2)
      expect(await verifyAudit(store.read)).to.have.property('kind', 'whole')
      await store.close()

      if (!killed) break
    }
    expect(none, 'killed before the commit').to.be.greaterThan(10)
    expect(whole, 'killed after the commit, or not at all').to.equal(2)
  })
})
