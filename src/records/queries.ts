import type { Caller } from '../people/index.js'
import type { Reader } from '../store/index.js'
import type { Entry, HungFile, Link, Member, Rec, Remark } from './record.js'
import { entryTable, fileTable, linkTable, memberTable, recordTable, remarkTable } from './table.js'

/** The role that sees every private record. An administrator has it not: running the desk is not reading it. */
export const privyRole = 'security'

const seesAll = (viewer: Caller): boolean => viewer.grants.some((grant) => grant.role === privyRole && !grant.service)

/** The condition on `t`, a record, that keeps private ones from those who are not their people. */
export function visibleTo(viewer: Caller): { readonly sql: string; readonly params: readonly unknown[] } {
  if (seesAll(viewer)) return { sql: '1 = 1', params: [] }
  const id = viewer.person.id
  return {
    sql:
      '(t."private" = 0 OR t."requester" = ? OR t."assignee" = ? OR EXISTS (SELECT 1 FROM "record_member" m ' +
      'WHERE m."record" = t."id" AND m."person" = ? AND m."as" = \'member\'))',
    params: [id, id, id],
  }
}

/** The people besides the named roles who may see a private record: its requester, its holder and its members. */
export async function peopleOf(reader: Reader, record: Rec): Promise<ReadonlySet<string>> {
  const members = await membersOf(reader, record.id)
  return new Set([
    record.requester,
    ...(record.assignee ? [record.assignee] : []),
    ...members.filter((member) => member.as === 'member').map((member) => member.person),
  ])
}

/** One record by its number; undefined also when the viewer may not know that it exists. */
export async function findRecord(reader: Reader, number: string, viewer?: Caller): Promise<Rec | undefined> {
  const seen = viewer ? visibleTo(viewer) : { sql: '1 = 1', params: [] }
  return (await reader.select(recordTable, `WHERE t."number" = ? AND ${seen.sql}`, [number, ...seen.params]))[0]
}

/** Which of these numbers the viewer may know. */
export async function knownTo(
  reader: Reader,
  viewer: Caller,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(numbers)]
  if (wanted.length === 0) return new Set()
  const seen = visibleTo(viewer)
  const marks = wanted.map(() => '?').join(', ')
  const found = await reader.select(recordTable, `WHERE t."number" IN (${marks}) AND ${seen.sql}`, [
    ...wanted,
    ...seen.params,
  ])
  return new Set(found.map(({ number }) => number))
}

export const recordById = (reader: Reader, id: number): Promise<Rec | undefined> => reader.one(recordTable, { id })

/** What is open and stands in a person's name, asked for or in their hands: what the viewer may see of it, and how many in all. */
export async function openOf(
  reader: Reader,
  person: string,
  viewer: Caller,
): Promise<{ readonly seen: readonly Rec[]; readonly all: number }> {
  const theirs = 't."open" = 1 AND (t."requester" = ? OR t."assignee" = ?)'
  const may = visibleTo(viewer)
  const seen = await reader.select(recordTable, `WHERE ${theirs} AND ${may.sql} ORDER BY t."id" LIMIT 20`, [
    person,
    person,
    ...may.params,
  ])
  const [all] = await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "record" t WHERE ${theirs}`, [
    person,
    person,
  ])
  return { seen, all: Number(all?.n ?? 0) }
}

/** The newest of what somebody asked for and is open still, but of these practices, and how much of it there is. */
export async function openOfRequester(
  reader: Reader,
  requester: string,
  { limit, without }: { readonly limit: number; readonly without: readonly string[] },
): Promise<{ readonly records: readonly Rec[]; readonly all: number }> {
  const others = without.length > 0 ? ` AND t."practice" NOT IN (${without.map(() => '?').join(', ')})` : ''
  const theirs = `t."requester" = ? AND t."open" = 1${others}`
  const params = [requester, ...without]
  const [records, [all]] = await Promise.all([
    reader.select(recordTable, `WHERE ${theirs} ORDER BY t."id" DESC LIMIT ?`, [...params, limit]),
    reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "record" t WHERE ${theirs}`, params),
  ])
  return { records, all: Number(all?.n ?? 0) }
}

/** What others asked for, is open and somebody follows, but of these practices: the newest that they may see, and how much. */
export async function openFollowed(
  reader: Reader,
  viewer: Caller,
  { limit, without }: { readonly limit: number; readonly without: readonly string[] },
): Promise<{ readonly records: readonly Rec[]; readonly all: number }> {
  const me = viewer.person.id
  const may = visibleTo(viewer)
  const others = without.length > 0 ? `AND t."practice" NOT IN (${without.map(() => '?').join(', ')})` : ''
  const theirs = `t."id" IN (SELECT f."record" FROM "record_member" f WHERE f."person" = ? AND f."as" = 'watcher')
    AND t."open" = 1 AND t."requester" <> ? AND (t."assignee" IS NULL OR t."assignee" <> ?) ${others} AND ${may.sql}`
  const params = [me, me, me, ...without, ...may.params]
  const [records, [all]] = await Promise.all([
    reader.select(recordTable, `WHERE ${theirs} ORDER BY t."id" DESC LIMIT ?`, [...params, limit]),
    reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "record" t WHERE ${theirs}`, params),
  ])
  return { records, all: Number(all?.n ?? 0) }
}

/** What others asked for, is open and in somebody's hands, the most urgent first, and how much of it there is. */
export async function openInHands(
  reader: Reader,
  assignee: string,
  limit: number,
): Promise<{ readonly records: readonly Rec[]; readonly all: number }> {
  const theirs = 't."assignee" = ? AND t."open" = 1 AND t."requester" <> ?'
  const [records, [all]] = await Promise.all([
    reader.select(recordTable, `WHERE ${theirs} ORDER BY t."priority", t."id" LIMIT ?`, [assignee, assignee, limit]),
    reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "record" t WHERE ${theirs}`, [assignee, assignee]),
  ])
  return { records, all: Number(all?.n ?? 0) }
}

/** A team's open work that everybody may read, the most urgent first, and how much of it there is. */
export async function openOfTeam(
  reader: Reader,
  team: string,
  limit: number,
): Promise<{ readonly records: readonly Rec[]; readonly all: number }> {
  const theirs = 't."team" = ? AND t."open" = 1 AND t."private" = 0 AND t."resolved_at" IS NULL'
  const records = await reader.select(recordTable, `WHERE ${theirs} ORDER BY t."priority", t."id" LIMIT ?`, [
    team,
    limit,
  ])
  const [all] = await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "record" t WHERE ${theirs}`, [team])
  return { records, all: Number(all?.n ?? 0) }
}

export interface Listing {
  readonly practice?: string
  readonly open?: boolean
  readonly state?: string
  readonly assignee?: string
  readonly requester?: string
  readonly team?: string
  readonly service?: string
  readonly unassigned?: boolean
  readonly limit: number
  readonly offset?: number
}

/** Each of these has an index in the order of a list; so has a practice, by state and by whether it is open. */
const narrow = ['assignee', 'requester', 'team', 'service'] as const

/**
 * A queue: the most urgent first, then the oldest. Private records of others are not in it. The narrowest thing that is
 * asked for chooses the index; on SQLite, which knows nothing of how many rows have a value, the rest is put so that it
 * cannot.
 */
export async function listRecords(reader: Reader, viewer: Caller, ask: Listing): Promise<readonly Rec[]> {
  const seen = visibleTo(viewer)
  const conditions: string[] = [seen.sql]
  const params: unknown[] = [...seen.params]
  const narrowest = narrow.find((name) => ask[name] !== undefined)
  const also = (name: keyof Listing, value: string | number, mayChoose: boolean): void => {
    const bare = typeof value === 'number' ? `t."${name}" + 0` : `t."${name}" || ''`
    conditions.push(`${mayChoose || reader.dialect === 'postgres' ? `t."${name}"` : bare} = ?`)
    params.push(value)
  }
  if (ask.practice !== undefined) also('practice', ask.practice, !narrowest)
  if (ask.open !== undefined) also('open', ask.open ? 1 : 0, !narrowest && ask.state === undefined)
  if (ask.state !== undefined) also('state', ask.state, !narrowest)
  for (const name of narrow) {
    const value = ask[name]
    if (value !== undefined) also(name, value, name === narrowest)
  }
  if (ask.unassigned) conditions.push('t."assignee" IS NULL')
  params.push(ask.limit, ask.offset ?? 0)
  return reader.select(
    recordTable,
    `WHERE ${conditions.join(' AND ')} ORDER BY t."priority", t."id" LIMIT ? OFFSET ?`,
    params,
  )
}

/** The records whose numbers begin so, `INC-4` and then `INC-40`, the shortest first: two digits more at most. */
export async function numbered(
  reader: Reader,
  viewer: Caller,
  beginnings: readonly string[],
  limit: number,
): Promise<readonly Rec[]> {
  if (beginnings.length === 0) return []
  const digits = [...'0123456789']
  // Named one by one they are found by the index, in whichever order the database sorts text.
  const more = ['', ...digits, ...digits.flatMap((ten) => digits.map((one) => ten + one))]
  const numbers = beginnings.flatMap((number) => more.map((digit) => number + digit))
  const seen = visibleTo(viewer)
  return reader.select(
    recordTable,
    `WHERE t."number" IN (${numbers.map(() => '?').join(', ')}) AND ${seen.sql} ORDER BY length(t."number"), t."id" LIMIT ?`,
    [...numbers, ...seen.params, limit],
  )
}

/** A record's history, oldest first. */
export const entriesOf = (reader: Reader, record: number): Promise<readonly Entry[]> =>
  reader.select(entryTable, 'WHERE t."record" = ? ORDER BY t."id"', [record])

/** The newest line of a record's history; with `kinds`, the newest of those, before another one. */
export async function newestEntry(
  reader: Reader,
  record: number,
  of?: { readonly kinds: readonly string[]; readonly before: number },
): Promise<Entry | undefined> {
  const among = of ? `AND t."id" < ? AND t."kind" IN (${of.kinds.map(() => '?').join(', ')})` : ''
  const found = await reader.select(entryTable, `WHERE t."record" = ? ${among} ORDER BY t."id" DESC LIMIT 1`, [
    record,
    ...(of ? [of.before, ...of.kinds] : []),
  ])
  return found[0]
}

/** The id of the newest line of any of these kinds, by record; a record that has none is not among them. */
export async function newestOfKinds(
  reader: Reader,
  records: readonly number[],
  kinds: readonly string[],
): Promise<ReadonlyMap<number, number>> {
  if (records.length === 0 || kinds.length === 0) return new Map()
  const marks = (of: readonly unknown[]): string => of.map(() => '?').join(', ')
  const rows = await reader.rows<{ record: number; id: number }>(
    `SELECT "record", max("id") AS "id" FROM "timeline"
      WHERE "record" IN (${marks(records)}) AND "kind" IN (${marks(kinds)}) GROUP BY "record"`,
    [...records, ...kinds],
  )
  return new Map(rows.map(({ record, id }) => [Number(record), Number(id)]))
}

/** Lines of histories by their ids. */
export async function entriesByIds(reader: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, Entry>> {
  if (ids.length === 0) return new Map()
  const found = await reader.select(entryTable, `WHERE t."id" IN (${ids.map(() => '?').join(', ')})`, ids)
  return new Map(found.map((entry) => [entry.id, entry]))
}

/** The timelines of several records, oldest entry first. */
export async function entriesIn(
  reader: Reader,
  records: readonly number[],
): Promise<ReadonlyMap<number, readonly Entry[]>> {
  if (records.length === 0) return new Map()
  const among = records.map(() => '?').join(', ')
  const found = await reader.select(entryTable, `WHERE t."record" IN (${among}) ORDER BY t."id"`, records)
  const by = new Map<number, Entry[]>(records.map((id) => [id, []]))
  for (const entry of found) by.get(entry.record)?.push(entry)
  return by
}

export const entryById = (reader: Reader, id: number): Promise<Entry | undefined> => reader.one(entryTable, { id })

/** A record's conversation, oldest first; internal remarks only where they are asked for. */
export const remarksOf = (reader: Reader, record: number, internal: boolean): Promise<readonly Remark[]> =>
  reader.select(
    remarkTable,
    `WHERE t."record" = ? AND t."deleted_at" IS NULL ${internal ? '' : 'AND t."internal" = 0'} ORDER BY t."id"`,
    [record],
  )

export const remarkBySource = (reader: Reader, source: string): Promise<Remark | undefined> =>
  reader.one(remarkTable, { source })

export const remarkById = (reader: Reader, id: number): Promise<Remark | undefined> => reader.one(remarkTable, { id })

/** The files that came with a report. */
export async function filesOf(reader: Reader, record: number): Promise<readonly HungFile[]> {
  const rows = await reader.select(fileTable, 'WHERE t."record" = ? AND t."remark" IS NULL ORDER BY t."nth"', [record])
  return rows.map(({ id, file: { name, type, url }, lies }) => ({
    id,
    name,
    on: lies.platform,
    ...(type === undefined ? {} : { type }),
    ...(url === undefined ? {} : { url }),
  }))
}

export const membersOf = (reader: Reader, record: number): Promise<readonly Member[]> =>
  reader.find(memberTable, { record })

/** Links from and to a record, with the number at the other end, as far as the viewer may see it. */
export async function linksOf(
  reader: Reader,
  record: number,
  viewer: Caller,
): Promise<readonly { readonly kind: string; readonly forward: boolean; readonly other: Rec }[]> {
  const links: readonly Link[] = await reader.select(linkTable, 'WHERE t."from" = ? OR t."to" = ? ORDER BY t."id"', [
    record,
    record,
  ])
  if (links.length === 0) return []
  const ids = [...new Set(links.map((link) => (link.from === record ? link.to : link.from)))]
  const seen = visibleTo(viewer)
  const others = await reader.select(
    recordTable,
    `WHERE t."id" IN (${ids.map(() => '?').join(', ')}) AND ${seen.sql}`,
    [...ids, ...seen.params],
  )
  const byId = new Map(others.map((other) => [other.id, other]))
  return links.flatMap((link) => {
    const forward = link.from === record
    const other = byId.get(forward ? link.to : link.from)
    return other ? [{ kind: link.kind, forward, other }] : []
  })
}

/** Records that have stood in a state since before an instant, oldest first: what a job settles. `behind` goes on after a record. */
export async function settled(
  reader: Reader,
  practice: string,
  state: string,
  { before, behind, limit }: { readonly before: Date; readonly behind?: Rec | undefined; readonly limit: number },
): Promise<readonly Rec[]> {
  const from = behind?.resolvedAt?.toISOString()
  const further = behind && from ? 'AND t."resolved_at" >= ? AND (t."resolved_at" > ? OR t."id" > ?)' : ''
  return reader.select(
    recordTable,
    `WHERE t."practice" = ? AND t."state" = ? AND t."resolved_at" <= ? ${further} ORDER BY t."resolved_at", t."id" LIMIT ?`,
    [practice, state, before.toISOString(), ...(behind && from ? [from, from, behind.id] : []), limit],
  )
}
