import { accountFrom, channelOf, type Place, placeFrom, placeWord } from '../chat/address.js'
import type { KnownRemark, Mark, Watch, WatchedPlace } from '../chat/catch-up.js'
import { after, days, minutes } from '../kernel/duration.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { channelsOn, knownOf } from './channel-seen.js'
import type { Parts } from './parts.js'

/** How much is looked at: a gap must be made good in minutes, and a platform's limits are tight. */
const most = { channels: 100, threads: 200, remarks: 4_000, origins: 500 } as const
/** Clocks differ, and what was under way when the gap began was perhaps not taken. */
const overlap = minutes(2)
/** Words older than that are not looked at for edits and deletions. */
const remarksFor = days(30)

/** What to look at on a platform for what happened since then. */
export async function watchOf(parts: Parts, platform: string, since: Date, signal: AbortSignal): Promise<Watch> {
  const reader = parts.store.read
  const threads = await openThreads(reader, platform)
  const channels = await watchedChannels(parts, platform, threads)
  const remarks = await remarksIn(reader, platform, after(since, -remarksFor))
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

/** Where routes lead, where messages go that have no other place, and where somebody spoke to the desk. */
async function watchedChannels(parts: Parts, platform: string, threads: readonly Place[]): Promise<readonly Place[]> {
  const reader = parts.store.read
  const all = [
    ...routedPlaces(parts, platform),
    ...threads.map(channelOf),
    ...(await originsOn(reader, platform)),
    ...(await channelsOn(reader, platform, most.channels)),
  ]
  return unique(all.map(channelOf)).slice(0, most.channels)
}

/** The places that the desk file in force names on a platform. */
export const routedPlaces = ({ desks }: Pick<Parts, 'desks'>, platform: string): readonly Place[] =>
  placesNamed(desks.current(), platform)

/** The places that a desk file names on a platform. */
export function placesNamed({ routes, defaults }: Organisation, platform: string): readonly Place[] {
  const named = [...routes.flatMap(({ to }) => to), ...defaults.channels]
  return unique(named.filter((place) => place.platform === platform))
}

const unique = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [placeWord(place), place])).values(),
]

/** Threads of cards whose records are not over, those first that moved last. */
async function openThreads(reader: Reader, platform: string): Promise<readonly Place[]> {
  const rows = await reader.rows<{ thread: string }>(
    `SELECT s."thread" FROM "sent_message" s JOIN "record" r ON r."id" = s."record"
     WHERE s."role" = 'card' AND r."open" = 1 AND s."word" LIKE ? ORDER BY r."updated_at" DESC, s."id" DESC LIMIT ?`,
    [`${platform}:%`, most.threads],
  )
  return unique(rows.flatMap(({ thread }) => placeFrom(thread) ?? []))
}

/** The channels where the newest open records were reported. */
async function originsOn(reader: Reader, platform: string): Promise<readonly Place[]> {
  const rows = await reader.rows<{ origin: string }>(
    `SELECT "origin" FROM "record" WHERE "open" = 1 AND "origin" IS NOT NULL ORDER BY "id" DESC LIMIT ?`,
    [most.origins],
  )
  return rows.map(({ origin }) => channelOf(JSON.parse(origin))).filter((place) => place.platform === platform)
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
  from: Date,
): Promise<ReadonlyMap<string, readonly KnownRemark[]>> {
  const rows = await reader.rows<RemarkRow>(
    `SELECT m."source", m."text", m."said_at", min(a."word") AS "account" FROM "remark" m
       JOIN "record" r ON r."id" = m."record" JOIN "account" a ON a."person" = m."author" AND a."platform" = ?
     WHERE r."open" = 1 AND m."source" LIKE ? AND m."deleted_at" IS NULL AND m."said_at" >= ?
     GROUP BY m."id", m."source", m."text", m."said_at" ORDER BY m."id" DESC LIMIT ?`,
    [platform, `${platform}:%`, from.toISOString(), most.remarks],
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
