import { expect } from 'chai'
import { seconds } from '../../src/kernel/duration.js'
import { createLeases } from '../../src/store/index.js'
import { type ManualClock, manualClock } from '../builders/clock.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`A lease on ${dialect}`, () => {
    let clock: ManualClock
    let store: TestStore
    let leaseOf: ReturnType<typeof createLeases>
    beforeEach(async () => {
      clock = manualClock()
      store = await openTestStore(dialect, clock)
      let n = 0
      leaseOf = createLeases({ store, clock, ids: { next: () => `id${++n}` } })
    })
    afterEach(() => store.close())

    it('is had by whoever asks first, and hands over what the last one left', async () => {
      const first = leaseOf('gateway')
      expect(await first.take()).to.deep.equal({ left: undefined })
      await first.release({ seq: 7 })

      expect(await leaseOf('gateway').take()).to.deep.equal({ left: { seq: 7 } })
    })

    it('is kept as long as nobody else took it', async () => {
      const first = leaseOf('gateway')
      await first.take()
      expect(await first.keep({ seq: 8 })).to.equal(true)

      await first.release({ seq: 9 })
      await leaseOf('gateway').take()

      expect(await first.keep({ seq: 10 })).to.equal(false)
    })

    it('is one for each name', async () => {
      await leaseOf('one').take()

      expect(await leaseOf('other').take()).to.deep.equal({ left: undefined })
    })

    it('cannot be let go by somebody who lost it', async () => {
      const first = leaseOf('gateway')
      await first.take()
      await first.release({})
      const second = leaseOf('gateway')
      await second.take()

      await first.release({ seq: 'old' })

      expect(await second.keep({ seq: 'new' })).to.equal(true)
    })
  })
}

describe('A lease that several processes want', () => {
  it('is refused while its holder says that it is there, and taken when it falls silent', async () => {
    const clock = manualClock()
    const store = await openTestStore('postgres', clock)
    let n = 0
    const ids = { next: () => `id${++n}` }
    const leaseOf = createLeases({ store, clock, ids })
    const first = createLeases({ store, clock, ids })('gateway')
    const second = leaseOf('gateway')
    await first.take()

    expect(await second.take()).to.equal(undefined)
    clock.forward(seconds(4))
    await first.keep({ seq: 3 })
    expect(await second.take()).to.equal(undefined)
    clock.forward(seconds(4))
    expect(await second.take()).to.equal(undefined)
    clock.forward(seconds(1))

    expect(await leaseOf('gateway').take()).to.deep.equal({ left: { seq: 3 } })
    expect(await first.keep({ seq: 4 })).to.equal(false)
    await store.close()
  })
})
