import { type Caller, can } from '../people/index.js'
import { type Entry, entriesOf, type Rec } from '../records/index.js'
import { type Books, type ClockRow, clockTable, type Derived, derive, nextOf, syncClocks } from '../sla/index.js'
import type { Reader, Work } from '../store/index.js'
import { newsFor } from './aim-news.js'
import { type Parts, practiceOf } from './parts.js'
import { isAlert, raiseUnseen } from './raise.js'
import { writeEntry } from './write-entry.js'

/** The clocks of records: kept up with every change, from the record's timeline alone. */

/** Brings the clocks of a record up to its timeline, in the unit that changed it. `fresh` is the whole timeline of one just opened. */
export async function followClocks(parts: Parts, work: Work, record: Rec, fresh?: readonly Entry[]): Promise<void> {
  const { promises, life } = practiceOf(parts, record.practice)
  if (!promises) return
  const there = fresh ?? (await entriesOf(work, record.id))
  // Its clocks may have stood still, or it was being raised, when all others were aimed by a new desk file.
  const news = fresh ? undefined : await newsFor(parts, record, there)
  const entries = news ? [...there, await writeEntry(work, record, 'reaimed', news)] : there
  const books = await booksFor(parts, entries)
  if (!books) return
  const { broke } = await syncClocks(work, { record, entries, life, promises, books }, fresh !== undefined)
  for (const { row, derived } of broke) await raiseUnseen(parts, work, record, { row, derived })
}

/** The desk files that a timeline was written under; undefined where none of them has an agreement. */
export async function booksFor({ desks }: Pick<Parts, 'desks'>, entries: readonly Entry[]): Promise<Books | undefined> {
  const current = desks.current()
  const ids = new Set(entries.flatMap(({ data }) => (typeof data.desk === 'number' ? [data.desk] : [])))
  const versions = new Map(await Promise.all([...ids].map(async (id) => [id, await desks.version(id)] as const)))
  if ([current, ...versions.values()].every(({ agreements }) => agreements.size === 0)) return undefined
  return { at: (version) => versions.get(version) ?? current }
}

/** The clocks of a record as they follow from its timeline, with what is stored of them. */
export interface Looked {
  readonly derived: Derived
  readonly row: ClockRow
}

export async function clocksOfRecord(parts: Parts, reader: Reader, record: Rec): Promise<readonly Looked[]> {
  const { promises, life } = practiceOf(parts, record.practice)
  if (!promises) return []
  const entries = await entriesOf(reader, record.id)
  const books = await booksFor(parts, entries)
  if (!books) return []
  const rows = await reader.find(clockTable, { record: record.id })
  return derive({ record, entries, life, promises, books }).flatMap((derived) => {
    const row = rows.find(({ key }) => key === derived.key)
    return row ? [{ derived, row }] : []
  })
}

/** What an entry says of who spoke: words for the team alone answer nobody, nor do those of a bystander. */
export function heardBy(
  parts: Parts,
  caller: Caller,
  record: Rec,
  internal = false,
): Readonly<Record<string, unknown>> {
  if (internal) return { internal: true }
  if (record.requester === caller.person.id) return {}
  return can(caller, practiceOf(parts, record.practice).workers, record) ? {} : { aside: true }
}

/** Clocks that are neither over nor replaced. */
export const openClocks = async (work: Work, record: Rec): Promise<readonly ClockRow[]> =>
  (await work.find(clockTable, { record: record.id })).filter(({ state }) => state === 'running' || state === 'paused')

/** Somebody looks after what presses, or after some clocks of it: reminders end, and nobody is called in their stead. */
export async function acknowledgeClocks(
  parts: Parts,
  work: Work,
  record: Rec,
  { person, clocks }: { readonly person: string; readonly clocks?: readonly ClockRow[] },
): Promise<void> {
  for (const { id, ackedBy } of clocks ?? (await openClocks(work, record)))
    if (ackedBy === undefined) await work.update(clockTable, { id }, { ackedBy: person, ackedAt: work.now })
  await rearm(parts, work, record)
}

/** After an acknowledgement or a snooze: when each clock is looked at next, and alerts without their buttons. */
export async function rearm(parts: Parts, work: Work, record: Rec): Promise<void> {
  for (const { derived, row } of await clocksOfRecord(parts, work, record)) {
    const { id, ...set } = row
    await work.update(clockTable, { id }, { nextAt: nextOf(derived, set, record.priority, work.now) })
  }
  for (const entry of (await entriesOf(work, record.id)).filter(isAlert))
    await parts.outbox.retell(work, record.id, entry.id)
  await parts.outbox.refresh(work, record.id)
}
