/**
 * Who is hit when something fails. Failure spreads over needs: an item is hit when something that it cannot do without is
 * hit, or when too few are left of those of which it needs only some. What is hit is the smallest set for which that
 * holds, so circles of items that need each other end, and none of them is hit by itself.
 *
 * The spreading takes no data itself: whoever drives it brings the needs of one step after the other, from memory or in
 * batches from a database.
 */

/** `item` cannot do without `on`. */
export interface Need {
  readonly item: number
  readonly on: number
  /** In which words the two are related. */
  readonly kind: string
  /** Where `on` is one of several that can stand in for each other. */
  readonly among?: Alternatives
}

export interface Alternatives {
  /** Which of the item's groups of alternatives. */
  readonly group: string
  /** How many different items are in it. */
  readonly of: number
  /** How many of them have to be left; 1 is "any one of". */
  readonly enough: number
}

export interface Hit {
  readonly item: number
  /** Steps from what failed; what failed itself is at 0. */
  readonly depth: number
  /** The needs that failed it, all of earlier steps: one, or as many as it took of a group, in the order in which they failed. None for what failed itself. */
  readonly by: readonly Need[]
}

/** It goes on, with fewer alternatives than it had. */
export interface Weakened {
  readonly item: number
  readonly group: string
  readonly left: number
  readonly enough: number
}

export interface Impact {
  /** In the order of their depth; what failed comes first. */
  readonly hits: ReadonlyMap<number, Hit>
  readonly weakened: readonly Weakened[]
  /** By what the answer was cut short while there was more to be found; absent when it is whole. */
  readonly cut?: 'depth' | 'count'
}

export interface Limits {
  /** At most so many steps away. */
  readonly depth?: number
  /** At most so many hits, those at the start included. */
  readonly count?: number
}

export interface Spreading {
  /** The items whose needs are to be brought next; empty when nothing spreads any further. */
  readonly front: readonly number[]
  /** Takes every need on any item of the front, in any order, and goes one step on. */
  take(needs: readonly Need[]): void
  end(): Impact
}

export function spread(
  failed: readonly number[],
  { depth: deepest = Infinity, count = Infinity }: Limits = {},
): Spreading {
  const hits = new Map<number, Hit>(failed.map((item) => [item, { item, depth: 0, by: [] }]))
  const lost = new Map<string, Map<number, Need>>()
  let front: readonly number[] = [...hits.keys()]
  let depth = 0
  let cut: Impact['cut']
  return {
    get front() {
      return front
    },
    take(needs) {
      const step = hitBy(needs, hits, lost)
      depth++
      front = []
      if (step.length === 0) return
      if (depth > deepest) cut = 'depth'
      else {
        const room = Math.max(0, count - hits.size)
        if (step.length > room) cut = 'count'
        const taken = step.slice(0, room)
        for (const { item, by } of taken) hits.set(item, { item, depth, by })
        front = cut ? [] : taken.map(({ item }) => item)
      }
    },
    end: () => ({ hits, weakened: weakenedIn(lost, hits), ...(cut ? { cut } : {}) }),
  }
}

/**
 * What these needs hit that was not hit before, each once, by id. The order in which needs were brought changes nothing; a
 * need without alternatives is told before those that have them.
 */
function hitBy(
  needs: readonly Need[],
  hits: ReadonlyMap<number, Hit>,
  lost: Map<string, Map<number, Need>>,
): readonly Pick<Hit, 'item' | 'by'>[] {
  const step = new Map<number, readonly Need[]>()
  // Most of what a large house brings was hit before, and putting things in order is what costs.
  for (const need of needs.filter(({ item }) => !hits.has(item)).sort(inOrder)) {
    if (step.has(need.item)) continue
    if (!need.among) step.set(need.item, [need])
    else {
      const gone = goneOf(lost, need)
      if (gone.size >= fatal(need.among)) step.set(need.item, [...gone.values()])
    }
  }
  return [...step].map(([item, by]) => ({ item, by }))
}

const inOrder = (a: Need, b: Need): number =>
  a.item - b.item ||
  Number(a.among !== undefined) - Number(b.among !== undefined) ||
  a.on - b.on ||
  (a.kind < b.kind ? -1 : 1)

/** What has failed of a need's alternatives, this one included. Two ways of being related are one alternative. */
function goneOf(lost: Map<string, Map<number, Need>>, need: Need): ReadonlyMap<number, Need> {
  const key = `${need.item}/${need.among?.group}`
  const gone = lost.get(key) ?? new Map<number, Need>()
  lost.set(key, gone)
  if (!gone.has(need.on)) gone.set(need.on, need)
  return gone
}

/** So many have to fail. Where there never were enough, the next one that fails is one too many. */
export const fatal = ({ of, enough }: Pick<Alternatives, 'of' | 'enough'>): number => Math.max(1, of - enough + 1)

function weakenedIn(
  lost: ReadonlyMap<string, ReadonlyMap<number, Need>>,
  hits: ReadonlyMap<number, Hit>,
): readonly Weakened[] {
  return [...lost.values()].flatMap((gone) => {
    const [{ item, among } = {}] = gone.values()
    if (item === undefined || !among || hits.has(item) || gone.size >= fatal(among)) return []
    return [{ item, group: among.group, left: among.of - gone.size, enough: among.enough }]
  })
}

/** The needs that lead from what failed to a hit, the first of them on what failed: of several ways the shortest. */
export function wayTo({ hits }: Pick<Impact, 'hits'>, item: number): readonly Need[] {
  const way: Need[] = []
  for (let at = hits.get(item); at; ) {
    const [need] = at.by
    if (!need) break
    way.unshift(need)
    at = hits.get(need.on)
  }
  return way
}

/**
 * The same question the other way round: everything that these items rest on, alternatives included. The needs that are
 * brought are those *of* the front; in the answer `item` is what is needed and `on` what needs it.
 */
export function foundations(items: readonly number[], limits: Limits = {}): Spreading {
  const down = spread(items, limits)
  return {
    get front() {
      return down.front
    },
    take: (needs) => down.take(needs.map(({ item, on, kind }) => ({ item: on, on: item, kind }))),
    end: down.end,
  }
}
