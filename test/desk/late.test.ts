import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { pino } from 'pino'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Reply } from '../../src/chat/reply.js'
import { createHouse } from '../../src/desk/house.js'
import { openSpool, type Spool } from '../../src/desk/spool.js'
import { Outage } from '../../src/kernel/errors.js'
import { randomIds } from '../../src/kernel/ids.js'
import { manualClock } from '../builders/clock.js'
import { pictures } from '../builders/day.js'
import { ChatInMemory } from '../builders/desk.js'
import { theReport } from '../crash/the-report.js'

const done: Reply = { kind: 'done' }

describe('An inbound that was acknowledged before its effect', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-spool-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const kept = (): readonly string[] => readdirSync(folder)
  const spool = (): Promise<Spool> => openSpool(folder, randomIds)
  const inbound = (n = 1): Inbound => ({ ...theReport, ids: [`chat:${n}`], at: `2031-03-03T09:00:0${9 - n}.000Z` })

  /** A house over a core that does what it is told, call by call, and then answers. */
  async function house(...core: readonly ((inbound: Inbound) => Promise<Reply>)[]) {
    const chat = new ChatInMemory('chat', manualClock())
    const asked: Inbound[] = []
    const calls = [...core]
    return {
      chat,
      asked,
      ...createHouse({
        dispatch: (inbound) => {
          asked.push(inbound)
          return (calls.shift() ?? (async () => done))(inbound)
        },
        spool: await spool(),
        platforms: new Map([['chat', chat]]),
        registry: { commands: [], heads: [], find: () => undefined, voice: () => never(), list: () => [] },
        pictures,
        languageOf: () => 'en',
        ticketEmoji: () => 'ticket',
        log: pino({ level: 'silent' }),
      }),
    }
  }

  it('survives a crash: the next process takes it up, in the order in which they came, and tells the outcome', async () => {
    const first = await spool()
    for (const n of [1, 2, 3]) await first.put(inbound(n))

    const next = await house()

    expect(await next.replay()).to.equal(3)
    expect(next.asked).to.deep.equal([inbound(3), inbound(2), inbound(1)])
    expect(next.chat.late.map(({ reply }) => reply)).to.deep.equal([done, done, done])
    expect(kept()).to.deep.equal([])
  })

  it('is not kept when its effect came about while it was being written down', async () => {
    let finish = () => {}
    const slow = await house(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(done)
        }),
    )
    const mine = inbound()
    const handling = slow.handle(mine)
    const writing = slow.spool(mine)
    finish()
    await Promise.all([handling, writing])

    expect(kept()).to.deep.equal([])
  })

  it('is not written down any more when its effect has come about', async () => {
    const quick = await house()
    const mine = inbound()
    await quick.handle(mine)
    await quick.spool(mine)

    expect(kept()).to.deep.equal([])
  })

  it('is tried again by the desk itself when the database went away after it was written down', async () => {
    const mine = inbound()
    let fail = (_: Error) => {}
    const weak = await house(
      () =>
        new Promise((_, reject) => {
          fail = reject
        }),
    )
    const handling = weak.handle(mine).catch((error: unknown) => error)
    const writing = weak.spool(mine)
    fail(new Outage('the database does not answer'))

    expect(await handling).to.be.instanceOf(Outage)
    await writing
    await until(() => weak.chat.late.length === 1 && kept().length === 0)
    expect(weak.asked).to.have.lengthOf(2)
  })

  it('is left to its platform when the database went away before it was written down', async () => {
    const weak = await house(async () => {
      throw new Outage('the database does not answer')
    })

    expect(await weak.handle(inbound()).catch((error: unknown) => error)).to.be.instanceOf(Outage)
    expect(weak.asked).to.have.lengthOf(1)
    expect(kept()).to.deep.equal([])
  })

  it('is done with when its outcome can never be told', async () => {
    const left = await spool()
    await left.put(inbound())
    const next = await house()
    next.chat.answerLate = async () => {
      throw new Error('the address of the answer has expired')
    }
    await next.replay()

    expect(kept()).to.deep.equal([])
  })

  it('does not wait behind a file that cannot be read', async () => {
    const left = await spool()
    await left.put(inbound())
    writeFileSync(join(folder, 'broken.json'), '{"half":')

    const next = await house()

    expect(await next.replay()).to.equal(1)
    expect(kept()).to.deep.equal(['broken.json.unreadable'])
  })
})

const never = (): never => {
  throw new Error('not asked for')
}

/** Waits for what other turns of the event loop bring about. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
