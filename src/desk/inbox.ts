import type { Reply } from '../chat/reply.js'
import { instant, json, key, nullable, type Reader, table, type Work } from '../store/index.js'

/** What was answered to an inbound, kept so that its repetition gets the same answer and no second effect. */
export interface Outcome {
  readonly reply: Reply
  /** The number of the record that it opened. */
  readonly made?: string
}

interface InboxRow {
  readonly id: string
  readonly at: Date
  readonly outcome?: Outcome
}

export const inboxTable = table<InboxRow>('inbox', { id: key(300), at: instant(), outcome: nullable(json()) })

/**
 * Claims every id of an inbound in the unit of work of its effect. It is the last write of the unit: when the same thing
 * was done meanwhile, by whichever process, the key collides and the whole unit is rolled back.
 */
export async function claim(work: Work, ids: readonly string[], outcome: Outcome): Promise<void> {
  for (const id of new Set(ids)) await work.insert(inboxTable, { id: short(id), at: work.now, outcome })
}

/** The same where nothing else was written that would have to be rolled back; false when another was first. */
export async function claimNew(work: Work, ids: readonly string[], outcome: Outcome): Promise<boolean> {
  let mine = true
  for (const id of new Set(ids)) {
    mine = (await work.insertNew(inboxTable, { id: short(id), at: work.now, outcome })) && mine
  }
  return mine
}

/** What was answered to any of these ids before. */
export async function recall(reader: Reader, ids: readonly string[]): Promise<Outcome | undefined> {
  for (const id of ids) {
    const row = await reader.one(inboxTable, { id: short(id) })
    if (row?.outcome) return row.outcome
  }
  return undefined
}

/** A claim, held until the end of the unit. */
export const heldClaim = (work: Work, id: string): Promise<InboxRow | undefined> =>
  work.hold(inboxTable, { id: short(id) })

export const forget = (work: Work, id: string): Promise<number> => work.remove(inboxTable, { id: short(id) })

/** Slack brings a late event again for 24 hours; an hour more is kept. */
export const keptFor = 25 * 3_600_000

/**
 * Forgets what is older than anything a platform may bring again, or that may be read after a gap: `heard` is the instant
 * up to which every platform was heard. Marks of messages stay: a second person may set one weeks later, and it has made its record all
 * the same.
 */
export const pruneInbox = (work: Work, heard: Date): Promise<number> =>
  work.run(`DELETE FROM "inbox" WHERE "at" < ? AND "id" NOT LIKE 'reaction:%'`, [
    new Date(heard.getTime() - keptFor).toISOString(),
  ])

/** Keys are at most 300 characters; ids of platforms are far shorter, and what is longer was made up by someone. */
const short = (id: string): string => id.slice(0, 300)
