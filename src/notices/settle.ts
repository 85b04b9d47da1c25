import { type AccountRef, accountWord, channelOf, type Place, placeWord } from '../chat/address.js'
import { Undeliverable } from '../chat/platform.js'
import { backOff } from '../kernel/back-off.js'
import { after } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import { shorten } from '../kernel/text.js'
import type { Work } from '../store/index.js'
import { placeOf, threadOf, wordOf } from './address-book.js'
import type { Outcome } from './attempt.js'
import type { Claim } from './claim.js'
import { ensureQueue, insertEdit, insertPast, type Outbox } from './outbox.js'
import { triesInAll } from './patience.js'
import { type OutboxRow, outboxTable, queueOf, queueTable, type SentRow, sentTable } from './table.js'

/** What settling needs besides the outcome, found out before the unit of work is opened. */
export interface Surroundings {
  readonly outbox: Outbox
  readonly ids: Ids
  readonly pace: number
  /** Where messages to this place go when it takes none. */
  readonly instead: Place | undefined
  readonly admins: readonly AccountRef[]
}

/** Writes the outcome of a try down, and frees the place for the next message. */
export async function settle(work: Work, claim: Claim, outcome: Outcome, around: Surroundings): Promise<void> {
  // That a message stands there is true whoever has the lease by now.
  if (outcome.kind === 'sent') await stands(work, claim, outcome, around)
  const ours = await free(work, claim, after(work.now, Math.max(around.pace, askedToWait(outcome))))
  if (!ours || outcome.kind === 'sent') return
  const { row, before } = claim
  switch (outcome.kind) {
    case 'nothing to tell':
      return void (await change(work, row, { ...before, state: 'dropped', doneAt: work.now }))
    case 'too early':
      return void (await change(work, row, { ...before, nextAt: outcome.at }))
    case 'failed':
      return failed(work, claim, outcome, around)
  }
}

/** How long the platform asked us to leave the place alone. */
const askedToWait = (outcome: Outcome): number =>
  outcome.kind === 'failed' && outcome.error instanceof Outage ? (outcome.error.detail.retryAfter ?? 0) : 0

/** Gives the place back; false when the lease had run out and another process took it. */
async function free(work: Work, { row, lease }: Claim, readyAt: Date): Promise<boolean> {
  const held = { place: row.place, leasedUntil: lease }
  return (await work.update(queueTable, held, { leasedUntil: undefined, readyAt })) > 0
}

const change = (work: Work, row: OutboxRow, set: Partial<OutboxRow>): Promise<number> =>
  work.update(outboxTable, { id: row.id, state: 'pending' }, set)

async function stands(
  work: Work,
  { row, standing }: Claim,
  { address, found, inPlace }: Extract<Outcome, { kind: 'sent' }>,
  { outbox, ids }: Surroundings,
): Promise<void> {
  const done = { state: 'done', doneAt: work.now, error: undefined, unsureSince: undefined } as const
  await work.update(outboxTable, { id: row.id }, done)
  if (inPlace) return
  const { key, record, role, place } = row
  const thread = `${placeWord(channelOf(address))}/${threadOf(address)}`
  const at = found ? (row.unsureSince ?? work.now) : work.now
  const message = { key, record, role, place, address, word: wordOf(address), thread, current: true, at }
  if (!(await work.insertNew(sentTable, message))) return
  if (standing) await replace(work, row, standing, ids)
  work.afterCommit(() => outbox.ring())
  // What was found was put into words at an earlier try; the record may have moved on since.
  if (!found || role !== 'card' || record === undefined) return
  await insertEdit(work, ids, { key, lane: row.lane, place, target: placeOf(address) }, record)
}

/** What stood there before says so from now on, where it still can be reached: its state and its buttons are of the past. */
async function replace(work: Work, row: OutboxRow, standing: SentRow, ids: Ids): Promise<void> {
  const { key, place, address } = standing
  await work.update(sentTable, { key, current: true }, { current: false, replacedBy: row.key })
  if (place !== row.place || row.record === undefined) return
  await insertPast(work, ids, { key, lane: row.lane, place, target: placeOf(address) }, row.record, 'moved')
}

async function failed(
  work: Work,
  claim: Claim,
  { error, reached }: Extract<Outcome, { kind: 'failed' }>,
  around: Surroundings,
): Promise<void> {
  const { row, before } = claim
  const says = shorten(error instanceof Error ? error.message : String(error), 500)
  if (error instanceof Undeliverable) {
    // A platform that refuses has not posted: this try leaves no doubt behind.
    return undeliverable(work, { ...claim, row: { ...row, ...before, error: says } }, error, around)
  }
  const known = !reached || (error instanceof Outage && !error.detail.unknownOutcome)
  const tried = known ? before : {}
  if (error instanceof Outage && error.detail.retryAfter !== undefined) {
    // Asked to wait is not failed: a message must not be given up because a channel was busy.
    return void (await change(work, row, { ...tried, error: says, nextAt: after(work.now, error.detail.retryAfter) }))
  }
  const attempts = row.attempts + 1
  const parked = attempts >= triesInAll
  const nextAt = after(work.now, backOff(row.key, attempts))
  await change(work, row, { ...tried, attempts, error: says, nextAt, ...(parked ? { state: 'parked' } : {}) })
  if (!parked) return
  const words = { words: 'notices.given_up', params: { place: row.place, tries: attempts } }
  await tellAdmins(work, row, `given up/${row.place}/${day(work)}`, words, around)
}

const day = (work: Work): string => work.now.toISOString().slice(0, 10)

async function undeliverable(work: Work, claim: Claim, error: Undeliverable, around: Surroundings): Promise<void> {
  const { row, before, platform } = claim
  const attempts = row.attempts + 1
  if (row.what.show === 'past' && row.what.because === 'moved') {
    return void (await change(work, row, { ...before, error: row.error, state: 'dropped', doneAt: work.now }))
  }
  // What was taken away stays away, unless somebody asks for it.
  const isGone = row.role === 'fixture' && row.edits !== undefined && !row.anew && !isWanted(row)
  if (isGone || (error.reason === 'cannot be edited' && row.edits !== undefined && isOfItsTime(row))) {
    return void (await change(work, row, { ...before, error: row.error, state: 'dropped', doneAt: work.now }))
  }
  if (error.reason === 'cannot be edited' && row.edits !== undefined && !row.anew && row.role !== 'past') {
    return void (await change(work, row, { ...before, error: row.error, anew: true, nextAt: work.now }))
  }
  if (error.reason === 'rejected' || error.reason === 'cannot be edited') {
    await change(work, row, { ...before, attempts, error: row.error, state: 'parked' })
    const reason = shorten(error.detail.split(/[\s:]/)[0] ?? '', 60)
    const words = { words: 'notices.rejected', params: { platform, reason } }
    return tellAdmins(work, row, `rejected/${platform}/${reason}/${day(work)}`, words, around)
  }
  await placeGone(work, row, error.reason, around)
}

const isOfItsTime = ({ role }: OutboxRow): boolean => role === 'entry' || role === 'alert'
const isWanted = ({ what }: OutboxRow): boolean => what.show === 'sheet' && what.again === true

const gone = { archived: 'archived', 'unknown place': 'unknown', 'not a member': 'outside' } as const

/** The message goes to the place that stands in for this one; without one it waits for a person. Admins hear of it once. */
async function placeGone(work: Work, row: OutboxRow, reason: keyof typeof gone, around: Surroundings): Promise<void> {
  const { instead } = around
  const words = `notices.place_gone.${gone[reason]}`
  const { triedAt, unsureSince, place, error } = row
  if (!instead) {
    await change(work, row, { triedAt, unsureSince, error, attempts: row.attempts + 1, state: 'parked' })
    return tellAdmins(work, row, `told/${place}`, { words, params: { place } }, around)
  }
  const target = channelOf(instead)
  const there = queueOf(target)
  await ensureQueue(work, target, there)
  // A card that stood there is posted in the other place, and is the one that counts from then on.
  const anew = row.edits !== undefined
  const moved = { triedAt: undefined, unsureSince: undefined, attempts: 0, nextAt: work.now }
  await change(work, row, { ...moved, place: there, target, anew, error })
  await tellAdmins(work, row, `told/${place}`, { words: `${words}_moved`, params: { place, instead: there } }, around)
}

interface Sentence {
  readonly words: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Tells each admin once a key. Of a message to an admin that does not arrive nobody is told: that would never end. */
async function tellAdmins(work: Work, row: OutboxRow, key: string, sentence: Sentence, around: Surroundings) {
  if (row.role === 'notice' && row.key.startsWith(toAdmins)) return
  for (const person of around.admins) {
    await around.outbox.tell(work, {
      key: `${toAdmins}${key}/${accountWord(person)}`,
      lane: 'update',
      to: { person },
      what: { show: 'notice', ...sentence },
    })
  }
}

const toAdmins = 'admins/'
