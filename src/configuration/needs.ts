import type { Reader } from '../store/index.js'
import { foundations, type Impact, type Limits, type Need, spread } from './impact.js'
import { sufferer } from './relations.js'
import type { NeedRow } from './table.js'

/** Drives the spreading over the database: a step is one statement, whatever its size. */

const spreading = Object.entries(sufferer).flatMap(([kind, who]) => (who === 'neither' ? [] : [kind]))

/** What is hit when these items fail; ids. Ends on circles. `limits` cut it short, and the answer says so. */
export async function impactOn(reader: Reader, failed: readonly number[], limits: Limits = {}): Promise<Impact> {
  const up = spread(failed.filter(entered), limits)
  while (up.front.length > 0) up.take(await needsOf(reader, 'on', up.front))
  return up.end()
}

/** Everything that these items rest on. */
export async function foundationsOf(reader: Reader, items: readonly number[], limits: Limits = {}): Promise<Impact> {
  const down = foundations(items.filter(entered), limits)
  while (down.front.length > 0) down.take(await needsOf(reader, 'item', down.front))
  return down.end()
}

/**
 * Everything that these items rest on, with the needs that lead there: enough to tell from memory whether one of them fails
 * when something else does.
 */
export async function groundsOf(reader: Reader, items: readonly number[], limits: Limits = {}): Promise<Grounds> {
  const needs: Need[] = []
  const down = foundations(items.filter(entered), limits)
  while (down.front.length > 0) {
    const step = await needsOf(reader, 'item', down.front)
    needs.push(...step)
    down.take(step)
  }
  const on = new Map<number, Need[]>()
  for (const need of needs) {
    const there = on.get(need.on)
    if (there) there.push(need)
    else on.set(need.on, [need])
  }
  const { hits } = down.end()
  const mine = new Set(items)
  return {
    items: new Set(hits.keys()),
    failsWith(others) {
      const up = spread(others.filter((item) => hits.has(item)))
      while (up.front.length > 0) up.take(up.front.flatMap((item) => on.get(item) ?? []))
      return [...up.end().hits.keys()].some((item) => mine.has(item))
    },
  }
}

export interface Grounds {
  /** Those at the start are among them, and alternatives too. */
  readonly items: ReadonlySet<number>
  /** Whether one of those at the start fails when these others do: one of several alternatives is not enough. */
  failsWith(others: readonly number[]): boolean
}

/** A service that nothing was ever related to has no row, and nothing spreads from it. */
const entered = (id: number): boolean => id > 0

type Side = 'on' | 'item'
type Raw = [
  item: number,
  on: number,
  kind: NeedRow['kind'],
  group: string | null,
  of: number | null,
  enough: number | null,
]

/** The front is one parameter, and the answer one text: both are far cheaper than ten thousand marks and rows. */
async function needsOf(reader: Reader, side: Side, front: readonly number[]): Promise<readonly Need[]> {
  const kinds = spreading.map((kind) => `'${kind}'`).join(', ')
  const sql =
    reader.dialect === 'sqlite'
      ? `SELECT json_group_array(json_array(r."item", r."on", r."kind", r."group", r."of", r."enough")) AS "needs"
         FROM json_each(?) f CROSS JOIN "item_need" r ON r."${side}" = f.value WHERE r."kind" IN (${kinds})`
      : `SELECT coalesce(json_agg(json_build_array(r."item", r."on", r."kind", r."group", r."of", r."enough")), '[]')::text AS "needs"
         FROM json_array_elements_text(?::json) f JOIN "item_need" r ON r."${side}" = f.value::integer WHERE r."kind" IN (${kinds})`
  const [row] = await reader.rows<{ needs: string }>(sql, [JSON.stringify(front)])
  return (JSON.parse(row?.needs ?? '[]') as readonly Raw[]).map(needOf)
}

const needOf = ([item, on, kind, group, of, enough]: Raw): Need =>
  group === null ? { item, on, kind } : { item, on, kind, among: { group, of: of ?? 1, enough: enough ?? 1 } }
