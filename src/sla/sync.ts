import { addBusinessTime } from '../kernel/calendar.js'
import type { Entry, Life, Rec } from '../records/index.js'
import type { Work } from '../store/index.js'
import { type Books, clocksOf, type Derived } from './derive.js'
import { figuresOf, type Mark, marksOf, presentOf } from './marks.js'
import type { Promises } from './promises.js'
import { stepsOf } from './steps.js'
import { type ClockRow, clockTable } from './table.js'

/** What it takes to know the clocks of a record. */
export interface Subject {
  readonly record: Rec
  readonly entries: readonly Entry[]
  readonly life: Life
  readonly promises: Promises
  readonly books: Books
}

/** The clocks of a record as its timeline has them. */
export const derive = ({ record, entries, life, promises, books }: Subject): readonly Derived[] =>
  clocksOf({ record, promises, books, steps: stepsOf(record, entries, { life, promises }) })

/** What the stored clocks became by a change: those that broke unseen, since they stopped before anyone looked. */
export interface Synced {
  readonly broke: readonly { readonly row: ClockRow; readonly derived: Derived }[]
}

/** Brings the stored clocks of a record up to its timeline, in the unit of work that changed it. */
export async function syncClocks(work: Work, subject: Subject, isNew: boolean): Promise<Synced> {
  const derived = derive(subject)
  if (isNew) return begin(work, subject.record, derived)
  const stored = await work.find(clockTable, { record: subject.record.id })
  const broke: { row: ClockRow; derived: Derived }[] = []
  const handedTo = receiverIn(subject.entries)
  for (const one of derived) {
    const before = stored.find(({ key }) => key === one.key)
    const row = rowOf(one, { record: subject.record, now: work.now, before, handedTo })
    const kept = before ? await renew(work, before, row) : { ...row, id: await work.insert(clockTable, row) }
    const seen = row.told.includes('100') || row.nextAt !== undefined
    // It broke while it ran, not by what was decided while it waits: that is told when it goes on.
    const waited = row.state === 'paused' && before?.state === 'paused'
    if (row.breached && !seen && !waited) broke.push({ row: kept, derived: one })
  }
  for (const gone of stored.filter(({ key }) => !derived.some((one) => one.key === key)))
    await work.update(
      clockTable,
      { id: gone.id },
      { state: 'void', nextAt: undefined, dueAt: undefined, stoppedAt: work.now },
    )
  return { broke }
}

/** The clocks of a record that was just opened, by one statement: nothing can be late, and nobody needs their ids. */
async function begin(work: Work, record: Rec, derived: readonly Derived[]): Promise<Synced> {
  await work.insertAll(
    clockTable,
    derived.map((one) => rowOf(one, { record, now: work.now })),
  )
  return { broke: [] }
}

async function renew(work: Work, before: ClockRow, row: Omit<ClockRow, 'id'>): Promise<ClockRow> {
  const same = before.state === row.state && row.state !== 'running' && before.targetMs === row.targetMs
  const settled = same && before.stoppedAt?.getTime() === row.stoppedAt?.getTime()
  if (settled && row.state !== 'paused') return before
  await work.update(clockTable, { id: before.id }, row)
  return { ...row, id: before.id }
}

/** Who got the record by what happened last, where somebody did. */
function receiverIn(entries: readonly Entry[]): string | undefined {
  const { assignee } = (entries.findLast(({ kind }) => kind !== 'reaimed')?.data.facts ?? {}) as {
    readonly assignee?: unknown
  }
  return typeof assignee === 'string' ? assignee : undefined
}

interface At {
  readonly record: Rec
  readonly now: Date
  readonly before?: ClockRow | undefined
  /** It was handed over just now: whoever looked after it does so no more. */
  readonly handedTo?: string | undefined
}

/** The row of a clock as it is now. What was told stays told, whatever its target becomes. */
export function rowOf(derived: Derived, { record, now, before, handedTo }: At): Omit<ClockRow, 'id'> {
  const figures = figuresOf(derived, presentOf(derived.events, now))
  const told = before?.told ?? []
  const handed = handedTo !== undefined && handedTo !== before?.ackedBy
  const kept = {
    told,
    reminded: before?.reminded ?? 0,
    toldAt: before?.toldAt,
    ackedBy: handed ? undefined : before?.ackedBy,
    ackedAt: handed ? undefined : before?.ackedAt,
    snoozedUntil: before?.snoozedUntil,
  }
  const row = {
    record: record.id,
    key: derived.key,
    kind: derived.kind,
    metric: derived.metric,
    party: derived.party,
    agreement: derived.agreement.id,
    calendar: derived.hours.id,
    startedAt: derived.startedAt,
    aimedAt: derived.aimedAt,
    ...figures,
    ...kept,
    nextAt: undefined,
  }
  return { ...row, nextAt: nextOf(derived, row, record.priority, now) }
}

/** When something is to be told of it next. */
export function nextOf(
  derived: Derived,
  row: Omit<ClockRow, 'id'>,
  priority: number | undefined,
  now: Date,
): Date | undefined {
  if (row.state !== 'running') return undefined
  const marks = marksOf(derived, now, priority).filter(({ name }) => !row.told.includes(name))
  const told = highestTold(row.told)
  const open = marks.filter((mark) => mark.kind !== 'warning' || mark.percent > told)
  const times = open.map((mark) => waited(mark, row.snoozedUntil))
  const again = reminderAt(derived, row, priority)
  if (again) times.push(later(again, row.snoozedUntil))
  return times.length === 0 ? undefined : new Date(Math.min(...times.map((time) => time.getTime())))
}

export const highestTold = (told: readonly string[]): number =>
  Math.max(0, ...told.map(Number).filter((percent) => Number.isFinite(percent)))

/** Somebody who asked for peace gets no warnings meanwhile; a broken promise is told at once all the same. */
const waited = (mark: Mark, snoozed: Date | undefined): Date =>
  mark.kind === 'warning' ? later(mark.at, snoozed) : mark.at

const later = (at: Date, other: Date | undefined): Date => (other !== undefined && other > at ? other : at)

/** The next reminder of a broken promise; undefined for those of which nobody is reminded, or that somebody looks after. */
export function reminderAt(
  { agreement, promise }: Derived,
  row: Omit<ClockRow, 'id'>,
  priority?: number,
): Date | undefined {
  const { repeat, priorities } = agreement.breach
  if (!row.told.includes('100') || row.toldAt === undefined || row.ackedBy !== undefined) return undefined
  if (repeat <= 0 || priority === undefined || !priorities.includes(priority)) return undefined
  const again = addBusinessTime(promise.calendar, row.toldAt, repeat)
  // A longer target may have made it whole since: then nobody is reminded until it breaks once more.
  return row.dueAt === undefined ? again : later(again, new Date(row.dueAt.getTime() + 1))
}
