import type { Reader, Work } from '../../store/index.js'
import { fieldNames, type ItemFields } from '../item.js'
import { itemsByKey, type Register } from '../items.js'
import { foundationsOf, impactOn } from '../needs.js'
import type { BaselineRow } from '../table.js'
import type { EntryRelation } from '../transfer/entry.js'

/**
 * Pictures are made and held against each other by the database: it writes each item with its relations as one text, and
 * only where two texts differ are they read here. A hundred thousand items take a second that way instead of ten.
 */

/** What a picture is of: these items with what lies below or above them, or all that there are. */
export type Scope = Pick<BaselineRow, 'seeds' | 'reach'>

/** What of an item stands in a picture. */
export interface Pictured {
  /** Absent for a service of the desk file, of which only the relations are kept here. */
  readonly fields?: ItemFields
  readonly relations: readonly EntryRelation[]
}

/** An item that is not in a picture as it is now. */
export interface Seen {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly madeAt: Date
  /** Absent where it is not in the picture. */
  readonly before?: Pictured
  readonly now: Pictured
}

/** The ids of the items that a picture is of, growing; undefined for all that there are. */
export async function idsWithin(
  { reader, organisation }: Register,
  { seeds, reach }: Scope,
): Promise<readonly number[] | undefined> {
  if (seeds.length === 0) return undefined
  const found = [...(await itemsByKey({ reader, organisation }, seeds)).values()]
  const start = found.flatMap(({ id }) => (id === 0 ? [] : [id]))
  const ids = new Set(start)
  if (reach === 'below' || reach === 'both')
    for (const id of (await foundationsOf(reader, start)).hits.keys()) ids.add(id)
  if (reach === 'above' || reach === 'both') {
    const { hits, weakened } = await impactOn(reader, start)
    for (const id of [...hits.keys(), ...weakened.map(({ item }) => item)]) ids.add(id)
  }
  return [...ids].toSorted((a, b) => a - b)
}

/** Pictures these items, or all, in one statement: as they were at one moment. Gives their number. */
export async function picture(work: Work, baseline: string, ids: readonly number[] | undefined): Promise<number> {
  const among = ids === undefined ? '' : `WHERE t."id" IN (${listOf(work)})`
  return work.run(
    `INSERT INTO "baseline_item" ("baseline", "key", "content")
      SELECT ${work.dialect === 'postgres' ? 'CAST(? AS varchar)' : '?'}, t."key", ${contentOf(work)} FROM "item" t ${among}`,
    [baseline, ...(ids === undefined ? [] : [JSON.stringify(ids)])],
  )
}

/** So many items are held against a picture by one statement, so that what others ask comes in between. */
const window = 2_000

/** The items that are not in a picture as they are now, in the order in which they were entered, some at a time. */
export async function* changedSince(
  register: Register,
  baseline: string,
  ids: readonly number[] | undefined,
): AsyncGenerator<readonly Seen[]> {
  const { reader } = register
  for await (const condition of ids === undefined ? everyWindow(reader) : windowsOf(reader, ids)) {
    const now = contentOf(reader)
    const rows = await reader.rows<Row>(
      `SELECT * FROM (SELECT t."id" AS "id", t."key" AS "key", t."name" AS "name", t."made_at" AS "madeAt",
          b."content" AS "before", ${now} AS "now"
        FROM "item" t LEFT JOIN "baseline_item" b ON b."baseline" = ? AND b."key" = t."key" WHERE ${condition.sql}) s
      WHERE s."before" IS NULL OR s."before" <> s."now" ORDER BY s."id"`,
      [baseline, ...condition.params],
    )
    if (rows.length > 0) yield rows.map((row) => seenIn(register, row))
  }
}

interface Row {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly madeAt: string
  readonly before: string | null
  readonly now: string
}

interface Condition {
  readonly sql: string
  readonly params: readonly unknown[]
}

async function* everyWindow(reader: Reader): AsyncGenerator<Condition> {
  const [row] = await reader.rows<{ last: number | null }>('SELECT max("id") AS "last" FROM "item"')
  for (let from = 0; from < Number(row?.last ?? 0); from += window)
    yield { sql: 't."id" > ? AND t."id" <= ?', params: [from, from + window] }
}

function* windowsOf(reader: Reader, ids: readonly number[]): Generator<Condition> {
  for (let from = 0; from < ids.length; from += window)
    yield { sql: `t."id" IN (${listOf(reader)})`, params: [JSON.stringify(ids.slice(from, from + window))] }
}

/** Ids that are one parameter. */
export const listOf = ({ dialect }: Reader): string =>
  dialect === 'sqlite' ? 'SELECT value FROM json_each(?)' : 'SELECT f::integer FROM json_array_elements_text(?::json) f'

const columns = fieldNames.map((name) => `t."${name}"`).join(', ')

/** The relations that a sentence about the item begins with: of a part, that with its whole. */
const relations = `SELECT r."kind" AS "kind", o."key" AS "other", r."group" AS "group", r."enough" AS "enough"
    FROM "item_need" r JOIN "item" o ON o."id" = r."on" WHERE r."item" = t."id" AND r."kind" <> 'part of'
  UNION ALL SELECT r."kind", o."key", r."group", r."enough"
    FROM "item_need" r JOIN "item" o ON o."id" = r."item" WHERE r."on" = t."id" AND r."kind" = 'part of'`

/** The text of an item `t`: its fields, its attributes and its relations, in one order. */
const contentOf = ({ dialect }: Reader): string =>
  dialect === 'sqlite'
    ? `json_array(${columns}, json(t."attributes"), json((
        SELECT json_group_array(json_array(n."kind", n."other", n."group", n."enough"))
        FROM (${relations} ORDER BY 1, 2) n)))`
    : `json_build_array(${columns}, t."attributes"::json, (
        SELECT coalesce(json_agg(json_build_array(n."kind", n."other", n."group", n."enough")
          ORDER BY n."kind", n."other"), '[]'::json) FROM (${relations}) n))::text`

function seenIn({ organisation }: Register, { id, key, name, madeAt, before, now }: Row): Seen {
  const present = picturedIn(now)
  const service = present.fields?.type === 'service' ? organisation.services.get(key) : undefined
  return {
    id,
    key,
    name: service?.name[organisation.language] ?? name,
    madeAt: new Date(madeAt),
    ...(before === null ? {} : { before: picturedIn(before) }),
    now: service ? { relations: present.relations } : present,
  }
}

type RawRelation = readonly [kind: EntryRelation['kind'], other: string, group: string | null, enough: number | null]

function picturedIn(content: string): Pictured & { readonly fields: ItemFields } {
  const all = JSON.parse(content) as readonly unknown[]
  const fields = Object.fromEntries(fieldNames.flatMap((name, at) => (all[at] === null ? [] : [[name, all[at]]])))
  const attributes = all[fieldNames.length] as ItemFields['attributes']
  const related = all[fieldNames.length + 1] as readonly RawRelation[]
  return {
    fields: { ...(fields as unknown as Omit<ItemFields, 'attributes'>), attributes },
    relations: related.map(([kind, other, group, enough]) => ({
      kind,
      other,
      ...(group === null ? {} : { group, enough: enough ?? 1 }),
    })),
  }
}
