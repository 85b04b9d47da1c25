import { expect } from 'chai'
import fc from 'fast-check'
import {
  foundations,
  type Impact,
  type Limits,
  type Need,
  type Spreading,
  spread,
  wayTo,
} from '../../src/configuration/index.js'

const seed = 5
const runs = { seed, numRuns: 400 }
const many = 9

/** A few items, with needs in all directions, circles and needs of themselves included. */
const someNeeds: fc.Arbitrary<readonly Need[]> = fc
  .array(
    fc.record({
      item: fc.nat(many),
      on: fc.nat(many),
      group: fc.option(fc.constantFrom('power', 'uplink'), { nil: undefined }),
      enough: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom('depends on', 'uses'),
    }),
    { maxLength: 24 },
  )
  .map((all) => {
    const groupOf = (item: number, group: string) => all.filter((one) => one.item === item && one.group === group)
    return all.map(({ item, on, kind, group }) => {
      if (group === undefined) return { item, on, kind }
      const alternatives = groupOf(item, group)
      const of = new Set(alternatives.map((one) => one.on)).size
      return { item, on, kind, among: { group, of, enough: Math.max(...alternatives.map((one) => one.enough)) } }
    })
  })

const someItems = fc.uniqueArray(fc.nat(many), { minLength: 1, maxLength: 3 })

function driven(spreading: Spreading, on: (front: readonly number[]) => readonly Need[]): Impact {
  while (spreading.front.length > 0) spreading.take(on(spreading.front))
  return spreading.end()
}

const impact = (needs: readonly Need[], failed: readonly number[], limits?: Limits): Impact =>
  driven(spread(failed, limits), (front) => needs.filter(({ on }) => front.includes(on)))

const rests = (needs: readonly Need[], items: readonly number[]): Impact =>
  driven(foundations(items), (front) => needs.filter(({ item }) => front.includes(item)))

/** The rule as it is said, tried on every item again and again until nothing changes. */
function oracle(
  needs: readonly Need[],
  failed: readonly number[],
  rounds = Number.POSITIVE_INFINITY,
): ReadonlySet<number> {
  let hit = new Set(failed)
  for (let round = 0; round < rounds; round++) {
    const next = new Set(hit)
    for (let item = 0; item <= many; item++) if (fails(needs, item, hit)) next.add(item)
    if (next.size === hit.size) break
    hit = next
  }
  return hit
}

function fails(needs: readonly Need[], item: number, hit: ReadonlySet<number>): boolean {
  const own = needs.filter((need) => need.item === item)
  if (own.some(({ among, on }) => !among && hit.has(on))) return true
  return own.some(({ among }) => {
    if (!among) return false
    const alternatives = new Set(own.filter((one) => one.among?.group === among.group).map(({ on }) => on))
    const left = [...alternatives].filter((one) => !hit.has(one)).length
    return left < alternatives.size && left < among.enough
  })
}

describe('Impact', () => {
  it('hits what the rule says, and nothing else, also on circles', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        expect([...impact(needs, failed).hits.keys()].toSorted()).to.deep.equal([...oracle(needs, failed)].toSorted())
      }),
      runs,
    )
  })

  it('hits each item at the step at which the rule first holds', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        for (const { item, depth } of impact(needs, failed).hits.values()) {
          expect(oracle(needs, failed, depth).has(item)).to.equal(true)
          if (depth > 0) expect(oracle(needs, failed, depth - 1).has(item)).to.equal(false)
        }
      }),
      runs,
    )
  })

  it('is the same in whatever order the needs are brought', () => {
    const shuffled = someNeeds.chain((needs) =>
      fc.tuple(fc.constant(needs), fc.shuffledSubarray([...needs], { minLength: needs.length })),
    )
    fc.assert(
      fc.property(shuffled, someItems, ([needs, others], failed) => {
        const [one, other] = [impact(needs, failed), impact(others, failed)]
        expect([...one.hits]).to.deep.equal([...other.hits])
        expect(one.weakened).to.deep.equal(other.weakened)
      }),
      runs,
    )
  })

  it('gives a way to each hit, over needs that stand there, from something that failed', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        const found = impact(needs, failed)
        for (const { item, depth } of found.hits.values()) {
          const way = wayTo(found, item)
          expect(way.length === 0).to.equal(depth === 0)
          expect(way.every((need) => needs.includes(need))).to.equal(true)
          if (depth === 0) continue
          expect(failed).to.include(way[0]?.on)
          expect(way.at(-1)?.item).to.equal(item)
          expect(way.slice(1).every((need, at) => need.on === way[at]?.item)).to.equal(true)
        }
      }),
      runs,
    )
  })

  it('names as the cause just as many alternatives as were one too many', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        const found = impact(needs, failed)
        for (const { by, depth } of found.hits.values()) {
          expect(by.every(({ on }) => (found.hits.get(on)?.depth ?? Infinity) < depth)).to.equal(true)
          const among = by[0]?.among
          if (among) expect(by).to.have.lengthOf(Math.max(1, among.of - among.enough + 1))
        }
      }),
      runs,
    )
  })

  it('tells what goes on with fewer alternatives than it had', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        const { hits, weakened } = impact(needs, failed)
        const expected = needs.filter(({ item, on, among }) => among && !hits.has(item) && hits.has(on))
        expect(new Set(weakened.map(({ item, group }) => `${item}/${group}`))).to.deep.equal(
          new Set(expected.map(({ item, among }) => `${item}/${among?.group}`)),
        )
        for (const { left, enough } of weakened) expect(left).to.be.at.least(enough)
      }),
      runs,
    )
  })

  it('is cut by a depth, and says so exactly when there was more', () => {
    fc.assert(
      fc.property(someNeeds, someItems, fc.nat(4), (needs, failed, depth) => {
        const { hits, cut } = impact(needs, failed, { depth })
        expect([...hits.keys()].toSorted()).to.deep.equal([...oracle(needs, failed, depth)].toSorted())
        expect(cut).to.equal(oracle(needs, failed).size > hits.size ? 'depth' : undefined)
      }),
      runs,
    )
  })

  it('is cut by a number of hits, and says so exactly when there was more', () => {
    fc.assert(
      fc.property(someNeeds, someItems, fc.integer({ min: 3, max: many }), (needs, failed, count) => {
        const whole = oracle(needs, failed)
        const { hits, cut } = impact(needs, failed, { count })
        expect(hits.size).to.equal(Math.min(whole.size, count))
        expect(cut).to.equal(whole.size > count ? 'count' : undefined)
        expect([...hits.keys()].every((item) => whole.has(item))).to.equal(true)
      }),
      runs,
    )
  })

  it('of several is at least that of each: what fails more hits more', () => {
    fc.assert(
      fc.property(someNeeds, someItems, fc.nat(many), (needs, failed, also) => {
        const fewer = impact(needs, failed)
        const more = impact(needs, [...failed, also])
        expect([...fewer.hits.keys()].every((item) => more.hits.has(item))).to.equal(true)
      }),
      runs,
    )
  })

  it('hits only what rests on something that failed', () => {
    fc.assert(
      fc.property(someNeeds, someItems, (needs, failed) => {
        for (const item of impact(needs, failed).hits.keys())
          expect(failed.some((one) => rests(needs, [item]).hits.has(one))).to.equal(true)
      }),
      runs,
    )
  })
})

describe('Reception’s payment terminals', () => {
  const [terminals, wifi, mobile, controller, fuse] = [1, 2, 3, 4, 5] as const
  const among = { group: 'uplink', of: 2, enough: 1 }
  const needs: readonly Need[] = [
    { item: terminals, on: wifi, kind: 'uses', among },
    { item: terminals, on: mobile, kind: 'uses', among },
    { item: wifi, on: controller, kind: 'depends on' },
    { item: controller, on: fuse, kind: 'runs on' },
  ]

  it('go on without the Wi-Fi controller, with nothing to spare', () => {
    const { hits, weakened } = impact(needs, [controller])
    expect([...hits.keys()]).to.deep.equal([controller, wifi])
    expect(weakened).to.deep.equal([{ item: terminals, group: 'uplink', left: 1, enough: 1 }])
  })

  it('stand still when the mobile link is gone as well, and it is told how', () => {
    const found = impact(needs, [fuse, mobile])
    expect(found.hits.get(terminals)?.by.map(({ on }) => on)).to.deep.equal([mobile, wifi])
    expect(wayTo(found, terminals).map(({ on }) => on)).to.deep.equal([mobile])
    expect(wayTo(found, wifi).map(({ on }) => on)).to.deep.equal([fuse, controller])
  })

  it('rest on all of it', () => {
    expect([...rests(needs, [terminals]).hits.keys()]).to.deep.equal([terminals, wifi, mobile, controller, fuse])
  })
})
