import type { Reader } from '../store/index.js'
import { foundations, type Impact, type Limits, type Need, spread } from './impact.js'
import { sufferer } from './relations.js'
import type { NeedRow } from './table.js'

/** Drives the spreading over the database: a step is one statement, whatever its size. */

const without = Object.entries(sufferer).flatMap(([kind, who]) => (who === 'neither' ? [`'${kind}'`] : []))

/** Which relations spread failure. Said by those that do not, for SQLite would look for each of the others by the key. */
export const spreads = `r."kind" NOT IN (${without.join(', ')})`

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
  const sql =
    reader.dialect === 'sqlite'
      ? `SELECT json_group_array(json_array(r."item", r."on", r."kind", r."group", r."of", r."enough")) AS "needs"
         FROM json_each(?) f CROSS JOIN "item_need" r ON r."${side}" = f.value WHERE ${spreads}`
      : `SELECT coalesce(json_agg(json_build_array(r."item", r."on", r."kind", r."group", r."of", r."enough")), '[]')::text AS "needs"
         FROM json_array_elements_text(?::json) f JOIN "item_need" r ON r."${side}" = f.value::integer WHERE ${spreads}`
  const [row] = await reader.rows<{ needs: string }>(sql, [JSON.stringify(front)])
  return (JSON.parse(row?.needs ?? '[]') as readonly Raw[]).map(needOf)
}

const needOf = ([item, on, kind, group, of, enough]: Raw): Need =>
  group === null ? { item, on, kind } : { item, on, kind, among: { group, of: of ?? 1, enough: enough ?? 1 } }
