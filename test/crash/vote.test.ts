import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { migrations } from '../../migrations/index.js'
import { approvalsOf } from '../../src/approvals/index.js'
import { type Location, openStore, type Store, verifyAudit } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { type DeskUnderTest, deskOver } from '../builders/desk.js'
import { give } from '../builders/person-at-desk.js'
import { testPostgres } from '../builders/postgres.js'
import { oneYesIsMissing, theVote, withBoard } from './the-vote.js'

/** Every how many statements it is killed: each process takes a second to get so far. */
const stride = 12

const child = join(import.meta.dirname, 'one-unit.js')

interface Opened {
  readonly desk: DeskUnderTest
  readonly store: Store
}

async function opened(location: Location, source?: string): Promise<Opened> {
  const clock = manualClock()
  const store = await openStore({ location, migrations, clock })
  const origin = { ...store, beside: () => Promise.reject(new Error('alone')) }
  return { desk: await deskOver(store, origin, clock, source), store }
}

/** Votes on this database and dies after the n-th statement; tells whether it did. */
function dies(database: string, nth: number): boolean {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [child, database, String(nth), 'vote'], {
    encoding: 'utf8',
  })
  if (signal === null && !stdout.includes('CHG-1')) throw new Error(`the child failed: ${stderr}${stdout}`)
  return signal === 'SIGKILL'
}

/** How far it came: what is written down of the vote, of its tally, and of what followed. */
async function traces({ desk, store }: Opened) {
  const record = await desk.record('CHG-1')
  const [approval] = await approvalsOf(store.read, record.id)
  const ballots = approval?.stages.flatMap((stage) => stage.ballots) ?? []
  const kinds = (await desk.history('CHG-1')).map(({ kind }) => kind)
  const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length
  return {
    ballots: ballots.filter(({ choice }) => choice === 'approve').length,
    voted: count('voted'),
    decided: count('approval_decided'),
    authorised: count('authorise'),
    approval: approval?.state,
    state: record.state,
  }
}

const none = { ballots: 1, voted: 1, decided: 0, authorised: 0, approval: 'waiting', state: 'ready for decision' }
const whole = { ballots: 2, voted: 2, decided: 1, authorised: 1, approval: 'approved', state: 'authorised' }

/** The platform brings it again, and then whoever voted tries once more by hand. */
async function again({ desk, store }: Opened): Promise<void> {
  expect((await give(desk, theVote)).text).to.include('CHG-1')
  expect(await traces({ desk, store })).to.deep.equal(whole)
  expect((await desk.as('reto').types('/change approve CHG-1')).text).to.include('approved already')
  expect(await traces({ desk, store })).to.deep.equal(whole)
  expect(await verifyAudit(store.read)).to.have.property('kind', 'whole')
}

describe('A desk that is killed between a vote and its tally', function () {
  this.timeout(240_000)

  let home: string
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'frontdesk-crash-'))
    const { desk, store } = await opened(at('template.sqlite'), withBoard)
    await oneYesIsMissing(desk)
    await store.close()
  })
  after(() => rmSync(home, { recursive: true, force: true }))
  const at = (file: string): Location => ({ dialect: 'sqlite', file: join(home, file) })

  /** Votes on a fresh copy and dies after the n-th statement; tells whether it did, and what was left. */
  async function diesOnCopy(nth: number): Promise<{ readonly killed: boolean; readonly left: 'none' | 'whole' }> {
    const file = `${nth}.sqlite`
    copyFileSync(join(home, 'template.sqlite'), join(home, file))
    const killed = dies(join(home, file), nth)
    const there = await opened(at(file))
    const found = await traces(there)
    const left = found.state === 'authorised' ? 'whole' : 'none'
    expect(found, `after ${nth}`).to.deep.equal(left === 'whole' ? whole : none)
    await again(there)
    await there.store.close()
    return { killed, left }
  }

  it('has counted it and done what follows, or has not heard of it', async () => {
    let nth = 1
    let unheard = 0
    for (let killed = true; killed; nth += killed ? stride : 0) {
      const died = await diesOnCopy(nth)
      if (died.left === 'none') unheard = nth
      killed = died.killed
    }
    expect(nth, 'killed often').to.be.greaterThan(5 * stride)
    // Around the commit, one by one.
    const last: string[] = []
    for (let one = unheard; one <= unheard + stride; one++) last.push((await diesOnCopy(one)).left)
    expect([...new Set(last)]).to.deep.equal(['none', 'whole'])
  })

  it('leaves nothing of it to the other processes on PostgreSQL', async () => {
    const url = await testPostgres()
    const there = await opened({ dialect: 'postgres', url }, withBoard)
    await oneYesIsMissing(there.desk)
    let killed = 0
    for (let nth = 2; dies(url, nth); nth += 2 * stride) {
      killed++
      const left = await traces(there)
      expect([none, whole], `after ${nth}`).to.deep.include(left)
    }
    expect(killed).to.be.greaterThan(3)
    await again(there)
    await there.store.close()
  })
})
