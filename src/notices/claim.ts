import { channelOf } from '../chat/address.js'
import { after } from '../kernel/duration.js'
import type { Reader, Work } from '../store/index.js'
import { cardIn, placeOf, threadOf } from './address-book.js'
import { ensureQueue } from './outbox.js'
import { type OutboxRow, outboxTable, queueTable, type SentRow, sentTable } from './table.js'

/** A message that is ours to send until the lease runs out. */
export interface Claim {
  /** As it stands in the database while the send is under way. */
  readonly row: OutboxRow
  readonly platform: string
  readonly lease: Date
  /** What was known before this try: it holds again when the try is known to have posted nothing. */
  readonly before: Pick<OutboxRow, 'triedAt' | 'unsureSince'>
  /** The message to be changed, or the one in whose stead this is posted. */
  readonly standing?: SentRow
}

/** What the relay must know of a platform to claim its messages. */
export interface Terms {
  readonly leaseFor: number
  editableFor(platform: string): number
  pace(platform: string): number
}

/** A place where something waits, and the earliest instant at which it may be sent. */
export interface Waiting {
  readonly place: string
  readonly lane: number
  readonly when: Date
}

/**
 * The places where something waits, of these platforms only: what a platform that is not connected should say keeps
 * waiting. It hops through the index from place to place, so that ten thousand messages to one channel cost one step.
 */
export async function waiting(reader: Reader, platforms: readonly string[]): Promise<readonly Waiting[]> {
  if (platforms.length === 0) return []
  const rows = await reader.rows<{ place: string; lane: number; ready: string; next: string; leased: string | null }>(
    `WITH RECURSIVE "hop" ("place") AS (
       SELECT min("place") FROM "outbox" WHERE "state" = 'pending'
       UNION ALL
       SELECT (SELECT min(o."place") FROM "outbox" o WHERE o."state" = 'pending' AND o."place" > "hop"."place")
       FROM "hop" WHERE "hop"."place" IS NOT NULL)
     SELECT q."place" AS "place", h."lane" AS "lane", q."ready_at" AS "ready", h."next_at" AS "next",
       q."leased_until" AS "leased"
     FROM "hop" JOIN "outbox_queue" q ON q."place" = "hop"."place"
     JOIN "outbox" h ON h."id" = (SELECT o."id" FROM "outbox" o WHERE o."state" = 'pending' AND o."place" = q."place"
       ORDER BY o."lane", o."id" LIMIT 1)
     WHERE q."platform" IN (${platforms.map(() => '?').join(', ')})`,
    platforms,
  )
  return rows
    .map(({ place, lane, ready, next, leased }) => {
      // ISO instants of one length compare as text.
      const last = [ready, next, leased ?? ''].toSorted().at(-1) ?? next
      return { place, lane, when: new Date(last) }
    })
    .sort((a, b) => a.lane - b.lane || a.when.getTime() - b.when.getTime())
}

/** Claims the first message of each of these places, as far as nobody else has the place. */
export async function claim(work: Work, places: readonly string[], terms: Terms): Promise<readonly Claim[]> {
  const now = work.now.toISOString()
  const skip = work.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''
  const queues = await work.select(
    queueTable,
    `WHERE t.place IN (${places.map(() => '?').join(', ')}) AND t.ready_at <= ?
       AND (t.leased_until IS NULL OR t.leased_until <= ?) ${skip}`,
    [...places, now, now],
  )
  const claims: Claim[] = []
  for (const { place, platform } of queues) {
    const next = await nextIn(work, place, platform, terms)
    if (next) claims.push(await lease(work, next, platform, terms))
  }
  return claims
}

/** Lets go of every lease: for when it is known that nobody holds one. */
export const abandon = (work: Work): Promise<number> =>
  work.run('UPDATE "outbox_queue" SET "leased_until" = NULL WHERE "leased_until" IS NOT NULL')

interface Next {
  readonly row: OutboxRow
  readonly standing?: SentRow
}

/** The message whose turn it is in a place that is held. What has nothing left to say is dropped on the way. */
async function nextIn(work: Work, place: string, platform: string, terms: Terms): Promise<Next | undefined> {
  for (;;) {
    const head = await firstIn(work, place)
    if (!head || head.nextAt > work.now) return undefined
    const row = (await cardBefore(work, head)) ?? head
    if (row.edits === undefined) return { row: await threaded(work, row) }
    const next = await editOf(work, row, terms.editableFor(platform))
    if (next) return next
  }
}

const firstIn = async (reader: Reader, place: string): Promise<OutboxRow | undefined> =>
  (
    await reader.select(outboxTable, `WHERE t.state = 'pending' AND t.place = ? ORDER BY t.lane, t.id LIMIT 1`, [place])
  )[0]

/** An entry that overtook its record's card lets it go first, so that there is a thread to go into; unless that card fails. */
async function cardBefore(work: Work, row: OutboxRow): Promise<OutboxRow | undefined> {
  if (row.role !== 'entry' || row.record === undefined || row.unsureSince) return undefined
  const [card] = await work.select(
    outboxTable,
    `WHERE t.state = 'pending' AND t.record = ? AND t.role = 'card' AND t.edits IS NULL AND t.place = ?
       AND t.next_at <= ? ORDER BY t.lane, t.id LIMIT 1`,
    [row.record, row.place, work.now.toISOString()],
  )
  return card
}

/** An entry goes into the thread of its record's card, as that stands now. Where a try may have gone, it is looked for there. */
async function threaded(work: Work, row: OutboxRow): Promise<OutboxRow> {
  const { target, record } = row
  if (row.role !== 'entry' || record === undefined || row.unsureSince) return row
  if ('thread' in target) return row
  const card = await cardIn(work, record, row.place)
  return card ? { ...row, target: { ...channelOf(card.address), thread: threadOf(card.address) } } : row
}

/** What an edit has become by now: an edit, a posting in the old message's stead, or nothing. */
async function editOf(work: Work, row: OutboxRow, editableFor: number): Promise<Next | undefined> {
  if (row.role === 'past') return pastOf(work, row)
  const standing = await newestOf(work, row.edits)
  if (!standing) return notYet(work, row)
  if (row.unsureSince || (row.anew && standing.key === row.edits)) return { row, standing }
  if (standing.place !== row.place) return moveTo(work, row, standing.place)
  if (await replacing(work, row, standing)) return drop(work, row)
  // An entry that is old is changed in place or not at all: posted anew it would stand out of its time. A fixture stays.
  const inPlace = row.role === 'entry' || row.role === 'alert' || row.role === 'fixture'
  const anew = !inPlace && after(standing.at, editableFor) <= work.now
  return { row: { ...row, edits: standing.key, anew, target: placeOf(standing.address) }, standing }
}

/** The last edit of a message: of that one itself, whatever stands in its stead, and however old it is. */
async function pastOf(work: Work, row: OutboxRow): Promise<Next | undefined> {
  const itself = await work.one(sentTable, { key: row.edits ?? '' })
  if (!itself) return notYet(work, row)
  if (itself.place !== row.place) return moveTo(work, row, itself.place)
  return { row: { ...row, target: placeOf(itself.address) }, standing: itself }
}

/** The message that stands now where the one with this key stood. */
async function newestOf(reader: Reader, key: string | undefined): Promise<SentRow | undefined> {
  let message = key === undefined ? undefined : await reader.one(sentTable, { key })
  while (message?.replacedBy) message = await reader.one(sentTable, { key: message.replacedBy })
  return message
}

/** Whether another row is about to post anew in this message's stead: it will say what this one would. */
async function replacing(work: Work, row: OutboxRow, standing: SentRow): Promise<boolean> {
  const others = await work.find(outboxTable, { edits: standing.key, anew: true, state: 'pending' })
  return others.some((other) => other.id !== row.id)
}

async function drop(work: Work, row: OutboxRow): Promise<undefined> {
  await work.update(outboxTable, { id: row.id }, { state: 'dropped', doneAt: work.now })
}

async function moveTo(work: Work, row: OutboxRow, place: string): Promise<undefined> {
  await ensureQueue(work, row.target, place)
  await work.update(outboxTable, { id: row.id }, { place })
}

/**
 * The message itself stands nowhere. Where it was parked or dropped, it will be up to date if it ever is posted; where
 * it went to another place meanwhile, the edit follows, since it may be under way there in older words.
 */
async function notYet(work: Work, row: OutboxRow): Promise<undefined> {
  const post = await work.one(outboxTable, { key: row.edits ?? '', state: 'pending' })
  return post && post.place !== row.place ? moveTo(work, row, post.place) : drop(work, row)
}

/**
 * Marks it as under way. From here on it is unsure whether a posting stands there, until its outcome is written down:
 * that is what a crash leaves behind. An edit may be done twice without harm.
 */
async function lease(work: Work, { row, standing }: Next, platform: string, terms: Terms): Promise<Claim> {
  const posts = row.edits === undefined || row.anew
  const set = {
    target: row.target,
    edits: row.edits,
    anew: row.anew,
    ...(posts ? { triedAt: work.now, unsureSince: row.unsureSince ?? work.now } : {}),
  }
  await work.update(outboxTable, { id: row.id }, set)
  // More alerts may have been gathered into it until this row was ours; from here on none are.
  const gathered = row.what.show === 'alerts' ? await work.one(outboxTable, { id: row.id }) : undefined
  await supersede(work, row, standing)
  const until = after(work.now, terms.leaseFor)
  await work.update(
    queueTable,
    { place: row.place },
    { leasedUntil: until, readyAt: after(work.now, terms.pace(platform)) },
  )
  const { triedAt, unsureSince } = row
  return {
    row: { ...row, ...set, what: gathered?.what ?? row.what },
    platform,
    lease: until,
    before: { triedAt, unsureSince },
    ...(standing ? { standing } : {}),
  }
}

/**
 * The newest edit wins: this message is put into words after this unit, so every other edit of it that is visible here
 * has nothing to add. One that becomes visible later stays and is sent after it.
 */
async function supersede(work: Work, row: OutboxRow, standing: SentRow | undefined): Promise<void> {
  if (row.role === 'past' || (row.role !== 'card' && row.edits === undefined)) return
  await work.run(
    `UPDATE "outbox" SET "state" = 'dropped', "done_at" = ?
     WHERE "edits" IN (?, ?) AND "id" <> ? AND "anew" = 0 AND "role" <> 'past' AND "state" IN ('pending', 'parked')`,
    [work.now.toISOString(), row.edits ?? row.key, standing?.key ?? row.key, row.id],
  )
}
