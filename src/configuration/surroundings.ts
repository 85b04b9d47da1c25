import type { Reader } from '../store/index.js'
import { fatal } from './impact.js'
import { spreads } from './needs.js'

/** What some items have to do with others, to be asked about many of them without the database. */
export interface Surroundings {
  /** Everything that fails when they do, themselves included. */
  readonly above: ReadonlySet<number>
  /** Everything that they rest on, themselves included, alternatives too. */
  readonly below: ReadonlySet<number>
  /** Whether one of them fails when these others do: one of several alternatives is not enough. */
  failWith(others: readonly number[]): boolean
}

/**
 * By two statements, however far it goes, and unlike an impact never cut: for what is asked all the time. What fails is what
 * `spread` says, without the ways that lead there.
 */
export async function surroundingsOf(reader: Reader, items: readonly number[]): Promise<Surroundings> {
  const [up, down] = [await needsBeyond(reader, 'on', items), await needsBeyond(reader, 'item', items)]
  const below = new Set([...items, ...down.map(([, on]) => on)])
  const falls = fallingOver(down)
  return {
    above: fallingOver(up)(items),
    below,
    failWith(others) {
      const gone = falls(others.filter((item) => below.has(item)))
      return items.some((item) => gone.has(item))
    },
  }
}

/** The group is null where there are no alternatives. */
type Need = readonly [item: number, on: number, group: string | null, of: number | null, enough: number | null]

/** What fails, by needs that are all there. */
function fallingOver(needs: readonly Need[]): (failed: readonly number[]) => ReadonlySet<number> {
  const on = new Map<number, Need[]>()
  for (const need of needs) {
    const there = on.get(need[1])
    if (there) there.push(need)
    else on.set(need[1], [need])
  }
  return (failed) => {
    const gone = new Set(failed)
    const lost = new Map<string, Set<number>>()
    // A set that grows is gone through to its new end.
    for (const next of gone) for (const need of on.get(next) ?? []) if (isFatal(need, lost)) gone.add(need[0])
    return gone
  }
}

function isFatal([item, on, group, of, enough]: Need, lost: Map<string, Set<number>>): boolean {
  if (group === null) return true
  const key = `${item}/${group}`
  const gone = lost.get(key) ?? new Set<number>()
  lost.set(key, gone.add(on))
  return gone.size >= fatal({ of: of ?? 1, enough: enough ?? 1 })
}

/** The needs on whatever may be reached from these items, or of whatever they rest on. The answer is one text. */
async function needsBeyond(reader: Reader, side: 'on' | 'item', items: readonly number[]): Promise<readonly Need[]> {
  const other = side === 'on' ? 'item' : 'on'
  const row = 'r."item", r."on", r."group", r."of", r."enough"'
  const [start, needs, all] =
    reader.dialect === 'sqlite'
      ? [
          'SELECT value FROM json_each(?)',
          `"reached" f CROSS JOIN "item_need" r ON r."${side}" = f."id" AND ${spreads}`,
          `json_group_array(json_array(${row}))`,
        ]
      : [
          'SELECT f::integer FROM json_array_elements_text(?::json) f',
          // Without the offset it is taken for a join of two whole tables.
          `"reached" f CROSS JOIN LATERAL (SELECT * FROM "item_need" r WHERE r."${side}" = f."id" AND ${spreads} OFFSET 0) r`,
          `coalesce(json_agg(json_build_array(${row})), '[]')::text`,
        ]
  const [found] = await reader.rows<{ needs: string }>(
    `WITH RECURSIVE "reached" ("id") AS (${start} UNION SELECT r."${other}" FROM ${needs}) SELECT ${all} AS "needs" FROM ${needs}`,
    [JSON.stringify(items)],
  )
  return JSON.parse(found?.needs ?? '[]') as readonly Need[]
}
