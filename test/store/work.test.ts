import { expect } from 'chai'
import { Outage, Refusal } from '../../src/kernel/errors.js'
import { counterTable } from '../../src/records/table.js'
import { type Actor, isDuplicate, verifyAudit, type Work } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

const ana: Actor = { kind: 'person', id: 'ana', name: 'Ana' }

/** A promise that is kept by hand: what two units wait for, instead of time. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

for (const dialect of dialects) {
  describe(`A unit of work on ${dialect}`, () => {
    let store: TestStore
    beforeEach(async () => {
      store = await openTestStore(dialect)
    })
    afterEach(() => store.close())

    const put = (work: Work, prefix: string, last = 1) => work.insert(counterTable, { prefix, last })
    const there = async () => (await store.read.find(counterTable, {})).map(({ prefix }) => prefix).sort()

    it('is seen as a whole, and only once it is committed', async () => {
      const seenInside: string[][] = []

      await store.work(ana, async (work) => {
        await put(work, 'A')
        seenInside.push(await there())
        await put(work, 'B')
      })

      expect(seenInside).to.deep.equal([[]])
      expect(await there()).to.deep.equal(['A', 'B'])
    })

    it('leaves nothing behind when it throws: no row, no number, no audit entry', async () => {
      const broken = store.work(ana, async (work) => {
        await put(work, 'A')
        work.audit('test', 'A')
        throw new Refusal('record.which')
      })

      expect(await refusalIn(broken)).to.equal('record.which')
      expect(await there()).to.deep.equal([])
      expect(await store.read.rows('SELECT * FROM "audit"')).to.deep.equal([])
    })

    it('is not undone by another one that overlaps it and fails', async () => {
      const first = gate()
      const good = store.work(ana, async (work) => {
        await put(work, 'GOOD')
        await first.opened
      })
      const bad = store.work(ana, async (work) => {
        await put(work, 'BAD')
        throw new Error('no')
      })
      first.open()

      const [, failed] = await Promise.allSettled([good, bad])

      expect(failed.status).to.equal('rejected')
      expect(await there()).to.deep.equal(['GOOD'])
    })

    it('does not see what another one that is under way has written', async () => {
      const wrote = gate()
      const seen = gate()
      const first = store.work(ana, async (work) => {
        await put(work, 'A')
        wrote.open()
        if (dialect === 'postgres') await seen.opened
        throw new Error('taken back')
      })
      await wrote.opened
      const second = store.work(ana, async (work) => {
        const found = await work.find(counterTable, {})
        seen.open()
        return found
      })

      const [, found] = await Promise.allSettled([first, second])

      expect(found).to.deep.equal({ status: 'fulfilled', value: [] })
    })

    it('joins the one it is opened in: both are committed together or not at all', async () => {
      const nested = store.work(ana, async (work) => {
        await put(work, 'OUTER')
        await store.work(ana, (inner) => put(inner, 'INNER'))
        throw new Error('no')
      })

      expect((await settled(nested)).status).to.equal('rejected')
      expect(await there()).to.deep.equal([])
    })

    it('cannot be used by what was left running when it ended', async () => {
      const ended = gate()
      let late: Promise<unknown> = Promise.resolve()
      await store.work(ana, async (work) => {
        late = settled(ended.opened.then(() => put(work, 'LATE')))
      })
      ended.open()

      expect(await late).to.have.property('status', 'rejected')
      expect(await there()).to.deep.equal([])
    })

    it('is not joined by what was left running when it ended: that opens one of its own', async () => {
      const ended = gate()
      let late: Promise<unknown> = Promise.resolve()
      await store.work(ana, async () => {
        late = ended.opened.then(() => store.work(ana, (work) => put(work, 'OWN')))
      })
      ended.open()
      await late

      expect(await there()).to.deep.equal(['OWN'])
    })

    it('runs what waits for the commit after it, in order, and never when it fails', async () => {
      const heard: string[] = []

      await store.work(ana, async (work) => {
        work.afterCommit(() => heard.push('first'))
        work.afterCommit(() => heard.push('second'))
        heard.push('inside')
      })
      await settled(
        store.work(ana, async (work) => {
          work.afterCommit(() => heard.push('never'))
          throw new Error('no')
        }),
      )

      expect(heard).to.deep.equal(['inside', 'first', 'second'])
    })

    it('stays committed when what waited for the commit throws', async () => {
      const unit = store.work(ana, async (work) => {
        await put(work, 'A')
        work.audit('test', 'A')
        work.afterCommit(() => {
          throw new Error('a cache is broken')
        })
      })

      expect((await settled(unit)).status).to.equal('rejected')
      expect(await there()).to.deep.equal(['A'])
      await store.work(ana, async (work) => work.audit('test', 'B'))
      expect(await store.read.rows('SELECT * FROM "audit"')).to.have.lengthOf(2)
    })

    it('fails for what another one wrote only when that can be read', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () =>
          store
            .work(ana, (work) => put(work, 'SAME'))
            .catch(async (error: unknown) => {
              expect(isDuplicate(error)).to.equal(true)
              expect(await there()).to.deep.equal(['SAME'])
              throw error
            }),
        ),
      )

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(1)
    })

    it('keeps the others when some of many at once fail', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, (_, at) =>
          store.work(ana, async (work) => {
            await put(work, `N${at}`)
            work.audit('test', `N${at}`)
            if (at % 3 === 0) throw new Error('no')
          }),
        ),
      )

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.lengthOf(20)
      expect(await there())
        .to.have.lengthOf(20)
        .and.not.include('N3')
      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'whole', entries: 20 })
    })

    it('reads committed rows while forty of them are under way', async () => {
      await store.work(ana, (work) => put(work, 'A', 7))

      const units = Array.from({ length: 40 }, (_, at) =>
        store.work(ana, async (work) => {
          await put(work, `N${at}`)
          return (await store.read.one(counterTable, { prefix: 'A' }))?.last
        }),
      )

      expect(await Promise.all(units)).to.deep.equal(Array(40).fill(7))
    })

    it('fails alone when one of its statements cannot even be prepared', async () => {
      const nonsense = (work: Work) => work.run('UPDATE "nothing" SET "last" = 1')

      const outcomes = await Promise.all([settled(store.work(ana, nonsense)), settled(store.work(ana, nonsense))])

      expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected'])
      expect((await settled(store.read.rows('SELECT "last" FROM "nothing"'))).status).to.equal('rejected')
      await store.work(ana, (work) => put(work, 'A'))
    })

    it('lets what people typed into no error, so that no log can hold it', async () => {
      const secret = 'my password is swordfish'
      const unit = store.work(ana, (work) => work.insert(counterTable, { prefix: 'A', last: secret as never }))
      const asked = store.read.rows('SELECT CAST(? AS integer) FROM "nothing"', [secret])

      const outcomes = [await settled(asked), await settled(unit)]

      expect(JSON.stringify(outcomes.map((one) => ('reason' in one ? { ...one.reason } : {})))).not.to.include(secret)
    })

    it('is an outage once the database is closed, since it may be asked again after a restart', async () => {
      const other = await openTestStore(dialect)
      await other.close()

      for (const unit of [other.work(ana, (work) => put(work, 'A')), other.read.rows('SELECT 1 AS one')]) {
        const outcome = await settled(unit)
        expect(outcome.status === 'rejected' && outcome.reason).to.be.instanceOf(Outage)
      }
    })

    it('tells an insert that was refused for its key from one that was done', async () => {
      const told = await store.work(ana, async (work) => [
        await work.insertNew(counterTable, { prefix: 'A', last: 1 }),
        await work.insertNew(counterTable, { prefix: 'A', last: 2 }),
      ])

      expect(told).to.deep.equal([true, false])
      expect(await store.read.one(counterTable, { prefix: 'A' })).to.deep.equal({ prefix: 'A', last: 1 })
    })
  })
}

describe('A unit of work on postgres, beside others', () => {
  let store: TestStore
  beforeEach(async () => {
    store = await openTestStore('postgres')
    await store.work(ana, async (work) => {
      await work.insert(counterTable, { prefix: 'A', last: 0 })
      await work.insert(counterTable, { prefix: 'B', last: 0 })
    })
  })
  afterEach(() => store.close())

  const add = (work: Work, prefix: string) =>
    work.run('UPDATE "counter" SET "last" = "last" + 1 WHERE "prefix" = ?', [prefix])

  it('is done again when the database ended it to resolve a deadlock', async () => {
    const both = [gate(), gate()]
    let tries = 0
    const crossing = (mine: number, first: string, second: string) =>
      store.work(ana, async (work) => {
        tries++
        await add(work, first)
        both[mine]!.open()
        await both[1 - mine]!.opened
        await add(work, second)
      })

    await Promise.all([crossing(0, 'A', 'B'), crossing(1, 'B', 'A')])

    expect(await store.read.find(counterTable, {})).to.have.deep.members([
      { prefix: 'A', last: 2 },
      { prefix: 'B', last: 2 },
    ])
    expect(tries).to.be.greaterThan(2)
  })

  it('holds a row so that another process waits for it and then sees what it did', async () => {
    const other = await store.beside(manualClock())
    const held = gate()
    const go = gate()
    const first = store.work(ana, async (work) => {
      await work.hold(counterTable, { prefix: 'A' })
      held.open()
      await go.opened
      await add(work, 'A')
    })
    await held.opened
    const second = other.work(ana, (work) => work.hold(counterTable, { prefix: 'A' }))
    go.open()
    await first

    expect(await second).to.deep.equal({ prefix: 'A', last: 1 })
  })

  it('is an outage, worth another try, when the database ends its connection', async () => {
    const unit = store.work(ana, async (work) => {
      const [me] = await work.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await store.read.rows('SELECT pg_terminate_backend(?)', [me?.pid])
      await add(work, 'A')
    })

    const outcome = await settled(unit)

    expect(outcome.status === 'rejected' && outcome.reason).to.be.instanceOf(Outage)
    await store.work(ana, (work) => add(work, 'B'))
    expect(await store.read.one(counterTable, { prefix: 'B' })).to.deep.equal({ prefix: 'B', last: 1 })
  })
})

const settled = async (unit: Promise<unknown>): Promise<PromiseSettledResult<unknown>> =>
  (await Promise.allSettled([unit]))[0]!

async function refusalIn(unit: Promise<unknown>): Promise<string> {
  const outcome = await settled(unit)
  return outcome.status === 'rejected' && outcome.reason instanceof Refusal ? outcome.reason.code : 'not refused'
}
