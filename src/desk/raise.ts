import type { Audience, Step } from '../organisation/index.js'
import type { Entry, Rec } from '../records/index.js'
import { type AlertRow, alertTable, type ClockRow, clockTable, type Derived } from '../sla/index.js'
import type { Work } from '../store/index.js'
import { peopleFor } from './alert-people.js'
import type { Parts } from './parts.js'
import { writeEntry } from './write-entry.js'

/**
 * Writes down that people are to hear of a clock: an entry in the record's timeline and a row by which it is told once.
 * Telling comes after, see `tell-alerts.ts`: many at once become one message.
 */

/** What an alert says: of which clock, how much of it is used, and why so late. */
export interface Saying {
  readonly kind: 'warned' | 'breached' | 'reminded' | 'called'
  readonly mark: string
  /** The instant that it is about. */
  readonly at: Date
  readonly tell: readonly Audience[]
  /** People besides those. */
  readonly also?: readonly string[]
  readonly percent?: number
  /** Noticed so late, in milliseconds, because the desk was down. */
  readonly late?: number
  /** It was late when the clock was set like this. */
  readonly attached?: boolean
  readonly step?: Step
}

export interface About {
  readonly row: ClockRow
  readonly derived: Derived
}

export async function raise(
  parts: Parts,
  work: Work,
  record: Rec,
  { row, derived }: About,
  saying: Saying,
): Promise<AlertRow> {
  const { people, aloud } = await peopleFor(parts, record, saying.tell)
  const told = [...new Set([...people, ...(saying.also ?? [])])]
  const entry = await writeEntry(work, record, saying.kind, {
    clock: row.key,
    metric: row.metric,
    agreement: derived.agreement.id,
    ...(row.party === undefined ? {} : { party: row.party }),
    ...(row.dueAt === undefined ? {} : { due: row.dueAt.toISOString() }),
    ...(saying.percent === undefined ? {} : { percent: saying.percent }),
    ...(saying.late === undefined ? {} : { late: saying.late }),
    ...(saying.attached ? { attached: true } : {}),
    people: told,
  })
  const alert = {
    clock: row.id,
    record: record.id,
    mark: saying.mark,
    entry: entry.id,
    priority: record.priority,
    at: saying.at,
    madeAt: work.now,
    people: told,
    aloud,
    told: false,
    tellAt: work.now,
  }
  const id = await work.insert(alertTable, alert)
  work.audit(`sla.${saying.kind}`, record.number, { clock: row.key, mark: saying.mark })
  work.afterCommit(() => parts.outbox.ring())
  return { ...alert, id }
}

/** A promise that was broken and whose clock stopped or paused before anyone looked: it is told all the same. */
export async function raiseUnseen(parts: Parts, work: Work, record: Rec, about: About): Promise<void> {
  const { row, derived } = about
  const at = row.stoppedAt ?? work.now
  await raise(parts, work, record, about, {
    kind: 'breached',
    mark: '100',
    at,
    tell: derived.agreement.breach.tell,
    percent: 100,
  })
  await work.update(clockTable, { id: row.id }, { told: [...row.told, '100'], toldAt: work.now })
}

/** The entries of a record that are alerts, for having their buttons put right. */
export const isAlert = ({ kind }: Pick<Entry, 'kind'>): boolean =>
  kind === 'warned' || kind === 'breached' || kind === 'reminded' || kind === 'called'
