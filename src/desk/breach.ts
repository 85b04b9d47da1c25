import { after, minutes, seconds } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'
import { type Entry, entriesIn, type Rec, recordTable } from '../records/index.js'
import {
  type ClockRow,
  clockTable,
  type Derived,
  derive,
  highestTold,
  type Mark,
  marksOf,
  nextOf,
  reminderAt,
  rowOf,
} from '../sla/index.js'
import type { Actor, Work } from '../store/index.js'
import { booksFor } from './clocks.js'
import { escalate, type Then } from './escalate.js'
import { type Parts, practiceOf } from './parts.js'
import { raise } from './raise.js'
import { reaimOnce } from './reaim.js'
import { tellAlerts } from './tell-alerts.js'

/**
 * The sweep: finds what is due by the index, marks it in batches, one commit each, and then has it told. It may run in
 * every process at any time: whoever holds a record's row looks at its clocks alone, and what was told stands in the row.
 */

const batch = 200
const actor: Actor = { kind: 'desk', job: 'sla' }

/** Later than this is late: the desk was down, or asleep. */
const tolerance = seconds(60)
/** How long a record rests whose clocks could not be looked at. */
const putOff = minutes(5)

export async function breach(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  await reaimOnce(parts).catch((error: unknown) => {
    if (error instanceof Outage) throw error
    failed.push(error)
  })
  let marked = 0
  for (;;) {
    const [due] = await parts.store.read.rows('SELECT 1 FROM "sla_clock" WHERE "next_at" <= ? LIMIT 1', [
      now.toISOString(),
    ])
    if (!due) break
    const done = await parts.store
      .work(actor, async (work) => markRecords(parts, work, await dueRecords(work)))
      .catch((error: unknown) => {
        if (error instanceof Outage) throw error
        return oneByOne(parts, failed)
      })
    marked += done
    // Nothing was to be had: another process has them, or they were settled meanwhile.
    if (done === 0) break
  }
  await tellAlerts(parts)
  note(parts, now)
  if (failed.length > 0) throw new AggregateError(failed, `clocks could not be looked at, ${failed.length} times`)
  return marked
}

/** Since when this process has looked every second; nothing before its first sweep, and anew after it slept. */
const swept = new WeakMap<Parts['desks'], { readonly since: Date; readonly last: Date }>()
const asleep = seconds(90)

function note(parts: Parts, now: Date): void {
  const before = swept.get(parts.desks)
  const goesOn = before !== undefined && Math.abs(now.getTime() - before.last.getTime()) <= asleep
  swept.set(parts.desks, { since: goesOn ? before.since : now, last: now })
}

export const sweepingSince = ({ desks }: Pick<Parts, 'desks'>): Date | undefined => swept.get(desks)?.since

/** A record that cannot be looked at must not keep all others from it: it is put off for a while, and the job says so. */
async function oneByOne(parts: Parts, failed: unknown[]): Promise<number> {
  const due = await parts.store.work(actor, dueRecords)
  let done = 0
  for (const id of due) {
    try {
      done += await parts.store.work(actor, (work) => markRecords(parts, work, [id]))
    } catch (error) {
      if (error instanceof Outage) throw error
      failed.push(error)
      done += await parts.store.work(actor, (work) =>
        work.run('UPDATE "sla_clock" SET "next_at" = ? WHERE "record" = ? AND "next_at" <= ?', [
          after(work.now, putOff).toISOString(),
          id,
          work.now.toISOString(),
        ]),
      )
    }
  }
  return done
}

async function dueRecords(work: Work): Promise<readonly number[]> {
  const due = await work.rows<{ record: number }>(
    'SELECT DISTINCT "record" FROM (SELECT "record" FROM "sla_clock" WHERE "next_at" <= ? ORDER BY "next_at" LIMIT ?) AS "due"',
    [work.now.toISOString(), batch],
  )
  return due.map(({ record }) => record)
}

async function markRecords(parts: Parts, work: Work, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const now = work.now.toISOString()
  const marks = ids.map(() => '?').join(', ')
  // The record's row is what a move holds: whoever has it has its clocks, and reads a timeline that nobody is writing.
  const skip = work.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''
  const records = await work.select(recordTable, `WHERE t."id" IN (${marks}) ORDER BY t."id" ${skip}`, ids)
  const rows = await work.select(clockTable, `WHERE t."record" IN (${marks}) AND t."next_at" <= ? ORDER BY t."id"`, [
    ...ids,
    now,
  ])
  const entries = await entriesIn(
    work,
    records.map(({ id }) => id),
  )
  let done = 0
  for (const record of records) {
    const mine = rows.filter((row) => row.record === record.id)
    if (mine.length === 0) continue
    await lookAt(parts, work, { record, rows: mine, entries: entries.get(record.id) ?? [] })
    done += mine.length
  }
  return done
}

interface Subject {
  readonly record: Rec
  readonly rows: readonly ClockRow[]
  readonly entries: readonly Entry[]
}

async function lookAt(parts: Parts, work: Work, { record, rows, entries }: Subject): Promise<void> {
  const { promises, life } = practiceOf(parts, record.practice)
  const books = promises && (await booksFor(parts, entries))
  const clocks = promises && books ? derive({ record, entries, life, promises, books }) : []
  const then: Then[] = []
  for (const row of rows) {
    const derived = clocks.find(({ key }) => key === row.key)
    if (!derived) {
      await work.update(clockTable, { id: row.id }, { nextAt: undefined })
      continue
    }
    then.push(...(await settle(parts, work, record, { row, derived })))
  }
  for (const next of then) await next()
}

interface Due {
  readonly row: ClockRow
  readonly derived: Derived
}

/** Tells what is due of one clock: the highest threshold that was passed, and each step of escalation. */
async function settle(parts: Parts, work: Work, record: Rec, { row, derived }: Due): Promise<readonly Then[]> {
  const now = work.now
  let next: ClockRow = { ...rowOf(derived, { record, now, before: row }), id: row.id }
  const passed = marksOf(derived, now, record.priority).filter(({ name, at }) => !row.told.includes(name) && at <= now)
  const highest = highestOf(passed, row, now)
  if (highest) {
    await raise(
      parts,
      work,
      record,
      { row: next, derived },
      { ...wordingOf(highest, { row, derived }, now), tell: highest.tell },
    )
    if (highest.kind === 'breach') {
      next = { ...next, toldAt: now }
      await parts.outbox.refresh(work, record.id)
    }
  }
  // What a higher one was told in the stead of is done with too.
  const skipped = highest
    ? passed.filter(({ kind, at }) => kind !== 'step' && at <= highest.at).map(({ name }) => name)
    : []
  next = { ...next, told: [...new Set([...next.told, ...skipped])] }
  const then: Then[] = []
  for (const mark of passed) {
    if (mark.kind !== 'step') continue
    const called = { step: mark.step, name: mark.name, at: mark.at }
    const after = await escalate(parts, work, record, { row: next, derived }, called)
    if (after) then.push(after)
    next = { ...next, told: [...next.told, mark.name] }
  }
  next = await remind(parts, work, record, { row: next, derived })
  const { id, ...set } = next
  await work.update(clockTable, { id }, { ...set, nextAt: nextOf(derived, set, record.priority, now) })
  return then
}

/** The highest of the thresholds that were passed; warnings wait while somebody asked for peace. */
function highestOf(passed: readonly Mark[], row: ClockRow, now: Date): Exclude<Mark, { kind: 'step' }> | undefined {
  const quiet = row.snoozedUntil !== undefined && row.snoozedUntil > now
  const told = highestTold(row.told)
  const open = passed.filter((mark): mark is Exclude<Mark, { kind: 'step' }> => {
    if (mark.kind === 'step') return false
    return mark.kind === 'breach' || (!quiet && mark.percent > told)
  })
  return open.findLast(({ kind }) => kind === 'breach') ?? open.at(-1)
}

function wordingOf(mark: Exclude<Mark, { kind: 'step' }>, { row, derived: { aimedAt } }: Due, now: Date) {
  // A warning that somebody had wait was owed only after that.
  const owed = mark.kind === 'warning' && row.snoozedUntil && row.snoozedUntil > mark.at ? row.snoozedUntil : mark.at
  const behind = now.getTime() - owed.getTime()
  // It was passed before its target was set like this: nobody was late in telling.
  const attached = mark.at <= aimedAt
  return {
    kind: mark.kind === 'breach' ? ('breached' as const) : ('warned' as const),
    mark: mark.name,
    at: mark.at,
    percent: mark.kind === 'breach' ? 100 : mark.percent,
    ...(attached ? { attached } : behind > tolerance ? { late: behind } : {}),
  }
}

async function remind(parts: Parts, work: Work, record: Rec, { row, derived }: Due): Promise<ClockRow> {
  const at = row.state === 'running' ? reminderAt(derived, row, record.priority) : undefined
  if (!at || at > work.now || (row.snoozedUntil && row.snoozedUntil > work.now)) return row
  const nth = row.reminded + 1
  await raise(
    parts,
    work,
    record,
    { row, derived },
    { kind: 'reminded', mark: `again/${nth}`, at, tell: derived.agreement.breach.tell },
  )
  return { ...row, reminded: nth, toldAt: work.now }
}
