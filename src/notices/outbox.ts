import { createHash } from 'node:crypto'
import type { AccountRef, Address } from '../chat/address.js'
import type { Ids } from '../kernel/ids.js'
import type { Reader, Work } from '../store/index.js'
import { placeOf } from './address-book.js'
import { type OutboxRow, outboxTable, queueOf, queueTable, type Role, sentTable, type Target } from './table.js'
import type { What } from './what.js'

export type Lane = 'breach' | 'update' | 'digest'
const lanes: Readonly<Record<Lane, number>> = { breach: 0, update: 1, digest: 2 }

/** One message that somebody is to read. */
export interface Notice {
  /** The fact itself, such as `INC-42/resolution/75`: what is told once is never told again under the same key. */
  readonly key: string
  readonly lane: Lane
  readonly to: Target
  readonly what: Exclude<What, { readonly show: 'past' }>
  /** The record it speaks of; what is shown says it, where this is absent. */
  readonly record?: number
  /** A `card` is kept up to date; an `entry` goes into the thread of the record's card. Read from `what` when absent. */
  readonly role?: Role
  /** Not sent before: what stands behind it in the same place and lane waits with it. */
  readonly notBefore?: Date
}

export type Sheet = Extract<What, { readonly show: 'sheet' }>

/** Where rooms say what is to be told. Everything is written in the caller's unit of work and sent after its commit. */
export interface Outbox {
  /** Tells once a key; a second time is no harm and does nothing. */
  tell(work: Work, notice: Notice): Promise<void>
  /**
   * Has alerts told together with those that wait under the same key. Once that message is on its way, or stands, they get
   * one of their own.
   */
  gather(work: Work, notice: Omit<Notice, 'what'>, entries: readonly number[]): Promise<void>
  /**
   * Brings every standing card of a record up to date. Call it after the record was changed in the same unit, so that
   * two changes of one record stand in line before either looks for its cards.
   */
  refresh(work: Work, record: number): Promise<void>
  /** Has an entry put into words anew wherever it stands: what it quotes or what it offers is no longer so. */
  retell(work: Work, record: number, entry: number): Promise<void>
  /** Has what was told under a key put into words anew, wherever it stands by now. */
  reword(work: Work, key: string): Promise<void>
  /**
   * Puts something up that stays: once a key, and changed where it stands from then on, however old it is. Said again, it is
   * brought up to date, and put up anew where somebody has taken it away.
   */
  fix(work: Work, notice: Omit<Notice, 'what' | 'role'> & { readonly what: Sheet }): Promise<void>
  /**
   * Has what was put up under a key brought up to date where it stands, in so many milliseconds at the most: all that is
   * asked for until then is one edit. Where it was taken away it stays away.
   */
  renew(work: Work, key: string, within: number): Promise<void>
  /**
   * Has every message about a record blanked for those who may not read it any more: it became private. Its threads
   * too, what is on its way, and cards in whose stead others stand. Its standing cards are for `refresh`.
   */
  conceal(work: Work, record: number): Promise<void>
  /** Takes up parked messages again, one or all of them, and gives their number. */
  retry(work: Work, which: number | 'all'): Promise<number>
  /** Wakes whoever listens: something was left to send by other means than these. */
  ring(): void
  /** Calls `heard` after every commit that left something to send. Returns how to stop listening. */
  listen(heard: () => void): () => void
}

export function createOutbox({ ids }: { readonly ids: Ids }): Outbox {
  const listeners = new Set<() => void>()
  const known = new Set<string>()
  const ring = () => {
    for (const heard of listeners) heard()
  }
  /** Tells whether nothing had been told under this key. */
  const insert = async (work: Work, notice: Notice): Promise<boolean> => {
    const place = queueOf(notice.to)
    const { what } = notice
    const isNew = await work.insertNew(outboxTable, {
      ...fresh(work.now),
      key: bounded(notice.key),
      lane: lanes[notice.lane],
      role: notice.role ?? roleOf(what),
      ...(notice.notBefore ? { nextAt: notice.notBefore } : {}),
      place,
      target: notice.to,
      what,
      record: notice.record ?? what.record,
    })
    if (!isNew) return false
    if (!known.has(place)) await ensureQueue(work, notice.to, place)
    work.afterCommit(() => {
      if (known.size < 10_000) known.add(place)
      ring()
    })
    return true
  }
  const tell: Outbox['tell'] = async (work, notice) => void (await insert(work, notice))
  return {
    tell,
    async gather(work, notice, entries) {
      if (await insert(work, { ...notice, what: { show: 'alerts', entries } })) return
      const there = await work.hold(outboxTable, { key: bounded(notice.key) })
      if (there?.state !== 'pending' || there.triedAt !== undefined || there.what.show !== 'alerts') {
        const what = { show: 'alerts', entries } as const
        return tell(work, { ...notice, key: `${notice.key}/${entries.join('-')}`, what })
      }
      const what = { show: 'alerts', entries: [...new Set([...there.what.entries, ...entries])] } as const
      await work.update(outboxTable, { id: there.id }, { what })
    },
    ring,
    async refresh(work, record) {
      const cards = await standing(work, record, 'card')
      for (const card of cards) await insertEdit(work, ids, card, record)
      if (cards.length > 0) work.afterCommit(ring)
    },
    async retell(work, record, entry) {
      const standings = await standing(work, record, 'entry', 'alert')
      const told = standings.filter(({ key }) => key.includes(`/entry/${entry}/`) || key.includes(`/alert/${entry}/`))
      for (const one of told) await insertEdit(work, ids, one, record, entry)
      if (told.length > 0) work.afterCommit(ring)
    },
    async reword(work, key) {
      const told = await work.one(outboxTable, { key: bounded(key) })
      if (!told) return
      await insertChange(work, ids, told, told.what)
      work.afterCommit(ring)
    },
    async fix(work, notice) {
      if (await insert(work, { ...notice, role: 'fixture' })) return
      const there = await work.one(outboxTable, { key: bounded(notice.key) })
      if (!there) return
      await insertChange(work, ids, there, { ...notice.what, again: true }, { role: 'fixture' })
      work.afterCommit(ring)
    },
    async renew(work, key, within) {
      const there = await work.one(outboxTable, { key: bounded(key) })
      if (!there) return
      const turn = Math.floor(work.now.getTime() / within) + 1
      const at = new Date(turn * within)
      const row = { key: bounded(`${key}/renew/${turn}`), role: 'fixture', lane: lanes.digest, nextAt: at } as const
      if (await insertChange(work, ids, there, there.what, row)) work.afterCommit(ring)
    },
    async conceal(work, record) {
      const cards = new Set((await standing(work, record, 'card')).map(({ key }) => key))
      const told = [...(await pastCards(work, record)), ...(await standing(work, record, 'entry', 'alert', 'notice'))]
      const others = told.filter(({ key }) => !cards.has(key))
      for (const one of others) await insertPast(work, ids, one, record, 'private')
      if (others.length > 0) work.afterCommit(ring)
    },
    async retry(work, which) {
      const one = which === 'all' ? '' : ' AND "id" = ?'
      const taken = await work.run(
        `UPDATE "outbox" SET "state" = 'pending', "attempts" = 0, "next_at" = ? WHERE "state" = 'parked'${one}`,
        which === 'all' ? [work.now.toISOString()] : [work.now.toISOString(), which],
      )
      if (taken > 0) work.afterCommit(ring)
      return taken
    },
    listen(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
  }
}

const roleOf = ({ show }: What): Role =>
  show === 'alerts' || show === 'pressing' || show === 'sheet' ? 'notice' : show

interface Standing {
  readonly key: string
  readonly lane: number
  readonly place: string
  readonly target: Target
}

/**
 * The cards of a record or its entries, those on their way too: one may have been put into words before this unit's change. One
 * statement, one snapshot: a card that the relay marks as sent meanwhile is in one half of it or in the other.
 */
async function standing(work: Work, record: number, ...roles: readonly Role[]): Promise<readonly Standing[]> {
  const among = roles.map(() => '?').join(', ')
  const rows = await work.rows<{ key: string; lane: number; place: string; target: string }>(
    `SELECT "key", "lane", "place", "target" FROM "outbox"
       WHERE "record" = ? AND "role" IN (${among}) AND "state" = 'pending' AND "edits" IS NULL
     UNION ALL SELECT "key", ${lanes.update} AS "lane", "place", "address" AS "target" FROM "sent_message"
       WHERE "record" = ? AND "role" IN (${among}) AND "current" = 1`,
    [record, ...roles, record, ...roles],
  )
  return rows.map((row) => ({ ...row, target: targetOf(row.target) }))
}

/** The cards of a record in whose stead newer ones stand. */
async function pastCards(work: Work, record: number): Promise<readonly Standing[]> {
  const past = await work.find(sentTable, { record, current: false })
  return past.map(({ key, place, address }) => ({ key, lane: lanes.update, place, target: placeOf(address) }))
}

function targetOf(written: string): Target {
  const target = JSON.parse(written) as { person: AccountRef } | Address
  return 'person' in target ? target : placeOf(target)
}

/** Writes down that the message with `card.key` is out of date. Always a row of its own: one that waits may be leased already. */
export async function insertEdit(work: Work, ids: Ids, card: Standing, record: number, entry?: number): Promise<void> {
  await insertChange(work, ids, card, whatOf(card, record, entry))
}

function whatOf(
  { key }: Standing,
  record: number,
  entry?: number,
): Extract<What, { show: 'card' | 'entry' | 'alert' }> {
  if (entry === undefined) return { show: 'card', record }
  return { show: key.includes(`/alert/${entry}/`) ? 'alert' : 'entry', record, entry }
}

/** Writes down that a message no longer holds, and why. */
export async function insertPast(
  work: Work,
  ids: Ids,
  message: Standing,
  record: number,
  because: 'private' | 'moved',
): Promise<void> {
  await insertChange(work, ids, message, { show: 'past', record, because })
}

/** Tells whether it is new: an edit that has a key of its own is asked for once. */
async function insertChange(
  work: Work,
  ids: Ids,
  { key, lane, place, target }: Standing,
  what: What,
  own: Partial<Pick<OutboxRow, 'key' | 'role' | 'lane' | 'nextAt'>> = {},
): Promise<boolean> {
  const row = {
    key: `edit/${ids.next()}`,
    lane,
    role: roleOf(what),
    place,
    target,
    what,
    record: what.record,
    edits: key,
    ...own,
  }
  return work.insertNew(outboxTable, { ...fresh(work.now), ...row })
}

const fresh = (now: Date): Pick<OutboxRow, 'anew' | 'state' | 'attempts' | 'nextAt' | 'madeAt'> => ({
  anew: false,
  state: 'pending',
  attempts: 0,
  nextAt: now,
  madeAt: now,
})

/** Makes sure that a place has its queue. */
export async function ensureQueue(work: Work, target: Target, place: string): Promise<void> {
  const { platform } = 'person' in target ? target.person : target
  await work.insertNew(queueTable, { place, platform, readyAt: work.now })
}

/** Keys longer than their column keep their beginning and get a digest: still one key a fact. */
const bounded = (key: string): string =>
  key.length <= 300 ? key : `${key.slice(0, 230)}#${createHash('sha256').update(key).digest('hex')}`

/** A message that was given up, for the people who look after the desk. */
export interface Parked {
  readonly id: number
  readonly key: string
  readonly place: string
  readonly what: What
  readonly attempts: number
  readonly error: string
  readonly madeAt: Date
}

/** The newest parked messages, at most `limit`. */
export async function parked(reader: Reader, limit = 200): Promise<readonly Parked[]> {
  const rows = await reader.select(outboxTable, `WHERE t.state = 'parked' ORDER BY t.id DESC LIMIT ?`, [limit])
  return rows.map(({ id, key, place, what, attempts, error, madeAt }) => ({
    id,
    key,
    place,
    what,
    attempts,
    error: error ?? '',
    madeAt,
  }))
}

/** What waits to be sent: how much, since when, and what fails at the moment. */
export interface Pending {
  readonly count: number
  /** When the oldest of them was told. */
  readonly oldest?: Date
  /** How many have failed at least once, and the error of the one that failed most often. */
  readonly failing: number
  readonly error?: string
  readonly parked: number
}

export async function pending(reader: Reader): Promise<Pending> {
  const [all] = await reader.rows<{ n: number; oldest: string | null; failing: number | null }>(
    `SELECT count(*) AS n, min("made_at") AS oldest, sum(CASE WHEN "attempts" > 0 THEN 1 ELSE 0 END) AS failing
     FROM "outbox" WHERE "state" = 'pending'`,
  )
  const [worst] = await reader.select(
    outboxTable,
    `WHERE t.state = 'pending' AND t.attempts > 0 ORDER BY t.attempts DESC, t.id LIMIT 1`,
  )
  const [given] = await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM "outbox" WHERE "state" = 'parked'`)
  return {
    count: Number(all?.n ?? 0),
    ...(all?.oldest ? { oldest: new Date(all.oldest) } : {}),
    failing: Number(all?.failing ?? 0),
    ...(worst?.error ? { error: worst.error } : {}),
    parked: Number(given?.n ?? 0),
  }
}

/**
 * Forgets edits and entries that were settled before `before`, and gives the number of rows. Parked and waiting messages
 * stay, and so do cards and notices: it is by their key that they are told once, and a record may live for years.
 */
export const prune = (work: Work, before: Date): Promise<number> =>
  work.run(
    `DELETE FROM "outbox" WHERE "state" IN ('done', 'dropped') AND "done_at" < ?
       AND ("edits" IS NOT NULL OR "role" IN ('entry', 'alert'))`,
    [before.toISOString()],
  )
