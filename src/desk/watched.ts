import { accountFrom, channelOf, type Place, placeFrom, placeWord } from '../chat/address.js'
import type { KnownRemark, Mark, Watch, WatchedPlace } from '../chat/catch-up.js'
import { after, days, minutes } from '../kernel/duration.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { channelsOn, knownOf } from './channel-seen.js'
import type { Parts } from './parts.js'

/** How much is looked at: a gap must be made good in minutes, and a platform's limits are tight. */
const most = { channels: 200, spokenIn: 100, threads: 200, remarks: 4_000, records: 500 } as const
/** Clocks differ, and what was under way when the gap began was perhaps not taken. */
const overlap = minutes(2)
/** Words older than that are not looked at for edits and deletions. */
const remarksFor = days(30)

/** What to look at on a platform for what happened since then. */
export async function watchOf(parts: Parts, platform: string, since: Date, signal: AbortSignal): Promise<Watch> {
  const reader = parts.store.read
  const open = await openRecords(parts)
  const ids = open.map(({ id }) => id)
  const threads = await threadsOf(reader, platform, ids)
  const origins = open.flatMap(({ origin }) => (origin?.platform === platform ? [origin] : []))
  const channels = await watchedChannels(parts, platform, [...threads, ...origins])
  const remarks = await remarksIn(reader, platform, ids, after(since, -remarksFor))
  const known = await knownOf(reader, platform)
  const places = [...channels, ...threads].map((place): WatchedPlace => {
    const seen = known.get(placeWord(place))
    const { name, state = 'open' } = seen ?? {}
    return {
      place,
      ...(seen ? { known: { ...(name === undefined ? {} : { name }), state } } : {}),
      remarks: remarks.get(placeWord(place)) ?? [],
    }
  })
  return { since, readFrom: after(since, -overlap), places, marks: await marksOf(parts, platform, since), signal }
}

/** Where routes lead, where messages go that have no other place, where the desk was spoken to, and where open records live. */
async function watchedChannels(parts: Parts, platform: string, open: readonly Place[]): Promise<readonly Place[]> {
  const spokenIn = await channelsOn(parts.store.read, platform, most.spokenIn)
  const all = [...routedPlaces(parts, platform), ...spokenIn, ...open]
  return unique(all.map(channelOf)).slice(0, most.channels)
}

/** The places that the desk file in force names on a platform. */
export const routedPlaces = ({ desks }: Pick<Parts, 'desks'>, platform: string): readonly Place[] =>
  placesNamed(desks.current(), platform)

/** The places that a desk file names on a platform: for records, for what has no other place, and for boards. */
export function placesNamed({ routes, defaults, boards }: Organisation, platform: string): readonly Place[] {
  const boardrooms = [...boards.values()].flatMap(({ channels }) => channels)
  const named = [...routes.flatMap(({ to }) => to), ...defaults.channels, ...boardrooms]
  return unique(named.filter((place) => place.platform === platform))
}

const unique = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [placeWord(place), place])).values(),
]

interface Open {
  readonly id: number
  readonly origin?: Place
}

/** Records that are not over, those first that moved last. An index finds them by their practice. */
async function openRecords({ store, practices }: Parts): Promise<readonly Open[]> {
  const rows = await store.read.rows<{ id: number; origin: string | null }>(
    `SELECT "id", "origin" FROM "record" WHERE "practice" IN (${marks(practices.size)}) AND "open" = 1
     ORDER BY "updated_at" DESC LIMIT ?`,
    [...practices.keys(), most.records],
  )
  return rows.map(({ id, origin }) => ({ id, ...(origin ? { origin: JSON.parse(origin) as Place } : {}) }))
}

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ')

/** The threads of their cards, in the order of the records. */
async function threadsOf(reader: Reader, platform: string, ids: readonly number[]): Promise<readonly Place[]> {
  if (ids.length === 0) return []
  const rows = await reader.rows<{ record: number; thread: string }>(
    `SELECT "record", "thread" FROM "sent_message"
     WHERE "record" IN (${marks(ids.length)}) AND "role" = 'card' AND "word" LIKE ? ORDER BY "id" DESC`,
    [...ids, `${platform}:%`],
  )
  const place = new Map(ids.map((id, at) => [id, at]))
  const sorted = rows.toSorted((a, b) => (place.get(a.record) ?? 0) - (place.get(b.record) ?? 0))
  return unique(sorted.flatMap(({ thread }) => placeFrom(thread) ?? [])).slice(0, most.threads)
}

interface RemarkRow {
  readonly source: string
  readonly text: string
  readonly said_at: string
  readonly account: string
}

/** The newest words of open conversations that came from this platform, by the place they stand in. */
async function remarksIn(
  reader: Reader,
  platform: string,
  ids: readonly number[],
  from: Date,
): Promise<ReadonlyMap<string, readonly KnownRemark[]>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.rows<RemarkRow>(
    `SELECT m."source", m."text", m."said_at", min(a."word") AS "account" FROM "remark" m
       JOIN "account" a ON a."person" = m."author" AND a."platform" = ?
     WHERE m."record" IN (${marks(ids.length)}) AND m."source" LIKE ? AND m."deleted_at" IS NULL AND m."said_at" >= ?
     GROUP BY m."id", m."source", m."text", m."said_at" ORDER BY m."id" DESC LIMIT ?`,
    [platform, ...ids, `${platform}:%`, from.toISOString(), most.remarks],
  )
  const found = new Map<string, KnownRemark[]>()
  for (const row of rows) {
    const remark = knownRemark(row)
    if (!remark) continue
    const there = placeWord({ ...channelOf(remark.address), ...threadOf(remark.address) })
    found.set(there, [...(found.get(there) ?? []), remark])
  }
  return found
}

function knownRemark({ source, text, said_at, account }: RemarkRow): KnownRemark | undefined {
  const cut = source.lastIndexOf('#')
  const place = placeFrom(source.slice(0, cut))
  const who = accountFrom(account)
  if (!place || !who) return undefined
  return { address: { ...place, message: source.slice(cut + 1) }, account: who, text, at: new Date(said_at) }
}

const threadOf = ({ thread }: Place) => (thread === undefined ? {} : { thread })

/** Reactions that made a record so shortly before that they could still be taken back. */
async function marksOf(parts: Parts, platform: string, since: Date): Promise<readonly Mark[]> {
  const { ticketEmoji: emoji, undoWithin } = parts.desks.current().intake
  const begins = `reaction:${emoji}:`
  const rows = await parts.store.read.rows<{ id: string }>(
    `SELECT "id" FROM "inbox" WHERE "at" >= ? AND "id" LIKE 'reaction:%' AND "outcome" LIKE '%"made":%' ORDER BY "at"`,
    [after(since, -undoWithin).toISOString()],
  )
  return rows
    .filter(({ id }) => id.startsWith(`${begins}${platform}:`))
    .flatMap(({ id }) => markFrom(id.slice(begins.length), emoji) ?? [])
}

/** Reads `slack:T1/C2#1712.3:slack:T1/U4`, the rest of the name under which a person's reaction is claimed. */
function markFrom(rest: string, emoji: string): Mark | undefined {
  const [, at, message, who] = /^([^#]+)#([^:]+):(.+)$/.exec(rest) ?? []
  const place = at === undefined ? undefined : placeFrom(at)
  const account = who === undefined ? undefined : accountFrom(who)
  return place && message && account ? { emoji, message: { ...place, message }, account } : undefined
}
