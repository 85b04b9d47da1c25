import { type Address, channelOf, type Place, placeWord } from '../chat/address.js'
import type { Reader } from '../store/index.js'
import { queueOf, type Role, type SentRow, sentTable, type Target } from './table.js'

/** One message about a record, and where it stands. */
export interface Standing {
  readonly key: string
  readonly role: Role
  readonly address: Address
  /** False when a newer message stands in its stead. */
  readonly current: boolean
  readonly at: Date
}

/** All messages about a record, oldest first. */
export async function messagesOf(reader: Reader, record: number): Promise<readonly Standing[]> {
  const rows = await reader.select(sentTable, 'WHERE t.record = ? ORDER BY t.id', [record])
  return rows.map(({ key, role, address, current, at }) => ({ key, role, address, current, at }))
}

/** The record that a message is about, or whose card opened the thread; undefined for any other place. */
export const recordAt = async (reader: Reader, place: Place | Address): Promise<number | undefined> =>
  (await sentAt(reader, place))?.record

/** Whether a message is one that the desk wrote about a record. */
export const stands = async (reader: Reader, address: Address): Promise<boolean> =>
  (await sentBy(reader, 'word', wordOf(address))) !== undefined

/**
 * Whether a card is being put into one of these queues now, so that its thread may be there before its address is written
 * down. `since` is when a try would have begun that is still under way.
 */
export async function comes(reader: Reader, queues: readonly string[], since: Date): Promise<boolean> {
  const rows = await reader.rows(
    `SELECT 1 FROM "outbox" WHERE "state" = 'pending' AND "place" IN (${queues.map(() => '?').join(', ')})
       AND "role" = 'card' AND ("edits" IS NULL OR "anew" = 1) AND "tried_at" >= ? LIMIT 1`,
    [...queues, since.toISOString()],
  )
  return rows.length > 0
}

/** Whether a thread is the very one into which a record's entries for `to` go: another one of the same channel is not. */
export async function isThread(reader: Reader, record: number, to: Target, thread: Place): Promise<boolean> {
  const card = await cardIn(reader, record, queueOf(to))
  return card !== undefined && `${placeWord(channelOf(card.address))}/${threadOf(card.address)}` === placeWord(thread)
}

async function sentAt(reader: Reader, place: Place | Address): Promise<SentRow | undefined> {
  if ('message' in place) {
    const itself = await sentBy(reader, 'word', wordOf(place))
    if (itself) return itself
  }
  if (place.thread === undefined) return undefined
  const thread = placeWord(place)
  return (await sentBy(reader, 'word', thread)) ?? (await sentBy(reader, 'thread', thread))
}

/** Which messages speak of which records. */
export const addressBook = { messagesOf, recordAt } as const

/** The card of a record that stands in a place, the first one where there are several. */
export async function cardIn(reader: Reader, record: number, place: string): Promise<SentRow | undefined> {
  const [card] = await reader.select(
    sentTable,
    `WHERE t.record = ? AND t.role = 'card' AND t.current = 1 AND t.place = ? ORDER BY t.id LIMIT 1`,
    [record, place],
  )
  return card
}

/** A thread belongs to the record whose card is in it, before those that were only mentioned there. */
async function sentBy(reader: Reader, column: 'word' | 'thread', word: string): Promise<SentRow | undefined> {
  const [row] = await reader.select(
    sentTable,
    `WHERE t.${column} = ? AND t.record IS NOT NULL ORDER BY CASE WHEN t.role = 'card' THEN 0 ELSE 1 END, t.id LIMIT 1`,
    [word],
  )
  return row
}

/** A message as one word, whatever thread it stands in. */
export const wordOf = (address: Address): string => `${placeWord(channelOf(address))}/${address.message}`

/** The thread that a message stands in, or opens. */
export const threadOf = (address: Address): string => address.thread ?? address.message

/** The channel or the thread in which a message stands. */
export const placeOf = (address: Address): Place =>
  address.thread === undefined ? channelOf(address) : { ...channelOf(address), thread: address.thread }
