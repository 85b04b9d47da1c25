import { days, hours } from '../kernel/duration.js'
import type { Reader } from '../store/index.js'
import { forEver, isForEver, type Span } from './span.js'

/** From an instant on, until the next level begins, so many are taken. */
export interface Level {
  readonly at: Date
  readonly taken: number
}

/**
 * Bookings in classes: those of a class are at most a power of two of hours long, and every class is looked through from
 * that much earlier on. What is taken until it is given back is a class of its own.
 */
export const reachOf = ({ from, to }: Span): number =>
  isForEver({ to }) ? endless : Math.max(0, Math.ceil(Math.log2((to.getTime() - from.getTime()) / hours(1))))

const longestOf = (reach: number): number => hours(2 ** reach)
/** Longer than any span that is taken for a time. */
const classes: readonly number[] = Array.from(
  { length: Math.ceil(Math.log2(days(3 * 366) / hours(1))) + 1 },
  (_, at) => at,
)
const endless = 99

/**
 * How many of an item are taken in a span, as levels from its beginning on. By indexes, at the cost of what touches the span,
 * however many bookings there are besides.
 */
export async function levelsIn(reader: Reader, item: string, { from, to }: Span): Promise<readonly Level[]> {
  const [begin, end] = [from.toISOString(), to.toISOString()]
  const [there] = await reader.rows<{ taken: number }>(takenAt, [
    ...classes.flatMap((reach) => [
      item,
      reach,
      begin,
      new Date(from.getTime() - longestOf(reach)).toISOString(),
      begin,
    ]),
    ...[item, endless, begin, '', begin],
  ])
  const changes = await reader.rows<{ at: string; change: number }>(changesIn, [item, begin, end, item, begin, end])
  const levels: Level[] = [{ at: from, taken: Number(there?.taken ?? 0) }]
  let taken = levels[0]?.taken ?? 0
  for (const { at, change } of changes) {
    taken += Number(change)
    levels.push({ at: new Date(at), taken })
  }
  return levels
}

const ofClass = `SELECT "count" FROM "stock_booking" WHERE "item" = ? AND "reach" = ? AND "from" <= ? AND "from" > ? AND "to" > ?`
const takenAt = `SELECT coalesce(sum(c."count"), 0) AS "taken" FROM (${[...classes, endless].map(() => ofClass).join(' UNION ALL ')}) c`

const changesIn = `SELECT c."at" AS "at", sum(c."change") AS "change" FROM (
  SELECT "from" AS "at", "count" AS "change" FROM "stock_booking" WHERE "item" = ? AND "from" > ? AND "from" < ?
  UNION ALL
  SELECT "to" AS "at", -"count" AS "change" FROM "stock_booking" WHERE "item" = ? AND "to" > ? AND "to" < ?
) c GROUP BY c."at" HAVING sum(c."change") <> 0 ORDER BY c."at"`

/** The most that is taken at any instant. */
export const peakOf = (levels: readonly Level[]): number => Math.max(0, ...levels.map(({ taken }) => taken))

/** So far ahead a free time is looked for. */
export const lookAhead = days(366)
/** The first look; each further one is twice as long, since most free times are near. */
const firstLook = days(16)

export interface Sought {
  readonly item: string
  /** So many may be taken besides. */
  readonly room: number
  /** How long it has to be free, in milliseconds; for ever when absent. */
  readonly length?: number | undefined
  /** Not before. */
  readonly after: Date
}

/** The first instant from which on there is room all the time; undefined where there is none within a year. */
export async function firstFree(reader: Reader, { item, room, length, after }: Sought): Promise<Date | undefined> {
  if (room < 0) return undefined
  if (length === undefined) return freeForGood(await levelsIn(reader, item, { from: after, to: forEver }), room)
  const latest = after.getTime() + lookAhead
  /** Since when there is room; it goes on from one look to the next. */
  let since: Date | undefined
  let from = after
  for (let look = firstLook; ; look *= 2) {
    const to = new Date(from.getTime() + look)
    for (const { at, taken } of await levelsIn(reader, item, { from, to })) {
      if (since && at.getTime() - since.getTime() >= length) return since
      if (taken > room) since = undefined
      else if (at.getTime() <= latest) since ??= at
    }
    if (since && to.getTime() - since.getTime() >= length) return since
    if (!since && to.getTime() > latest) return undefined
    from = to
  }
}

function freeForGood(levels: readonly Level[], room: number): Date | undefined {
  const lastFull = levels.findLastIndex(({ taken }) => taken > room)
  return levels[lastFull + 1]?.at
}
