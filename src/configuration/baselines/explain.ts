import type { HistoryRow } from '../table.js'
import type { Difference } from './compare.js'

/**
 * When the register of an item might be changed because of a change: from the moment when it was begun until it had been
 * looked at afterwards.
 */
export interface Span {
  readonly item: number
  /** The record's number. */
  readonly number: string
  /** Absent for one that was written down afterwards: all that was done before. */
  readonly from?: Date | undefined
  /** Absent while it lasts. */
  readonly to?: Date | undefined
  /** It was done without anybody's yes. */
  readonly unauthorised: boolean
}

/** A difference with what the history says of it, and what accounts for it. */
export interface Explained {
  readonly difference: Difference
  /** What was done, oldest first, since the picture was taken. None when it was done past the desk. */
  readonly steps: readonly HistoryRow[]
  readonly account: 'change' | 'unauthorised' | 'consequence' | 'nothing'
  /** The numbers of the records that account for it. */
  readonly changes: readonly string[]
}

/** What is asked about. */
export interface Subject {
  readonly key: string
  /** 0 where the item is not known any more. */
  readonly item: number
  /** Whether it was known when the picture was taken, and is now: then it is in or out only by its relations. */
  readonly known: boolean
  readonly since: Date
}

/**
 * Which steps led to a difference, and which changes account for all of them. A single step that none accounts for leaves
 * the whole difference without. Pure.
 */
export function explain(
  subject: Subject,
  difference: Difference,
  { history, spans }: { readonly history: readonly HistoryRow[]; readonly spans: readonly Span[] },
): Explained {
  const steps = stepsTo(subject, difference, history)
  const presence = difference.kind === 'entered' || difference.kind === 'gone'
  if (presence && subject.known && steps.length === 0) return { difference, steps, account: 'consequence', changes: [] }
  const covers = steps.length === 0 ? [reportedSince(subject, spans)] : steps.map(({ at }) => during(spans, at))
  const used = covers.flat()
  const changes = [...new Set(used.map(({ number }) => number))]
  const whole = covers.every((cover) => cover.length > 0)
  if (!whole) return { difference, steps, account: 'nothing', changes: [] }
  const authorised = covers.every((cover) => cover.some(({ unauthorised }) => !unauthorised))
  return { difference, steps, account: authorised ? 'change' : 'unauthorised', changes }
}

/** Those that account for something done then; changes that somebody said yes to before what was only reported. */
function during(spans: readonly Span[], at: Date): readonly Span[] {
  const fit = spans.filter(({ from, to }) => (!from || from <= at) && (!to || at <= to))
  const authorised = fit.filter(({ unauthorised }) => !unauthorised)
  return authorised.length > 0 ? authorised : fit
}

/** What was done past the desk has no time: only what was reported since can be meant. */
const reportedSince = ({ since }: Subject, spans: readonly Span[]): readonly Span[] =>
  spans.filter(({ unauthorised, to }) => unauthorised && to !== undefined && to > since)

function stepsTo({ key }: Subject, difference: Difference, history: readonly HistoryRow[]): readonly HistoryRow[] {
  switch (difference.kind) {
    case 'entered':
      return history.filter(({ kind }) => kind === 'added')
    case 'gone':
      return []
    case 'field':
      return history.filter(({ kind, data }) => kind === 'changed' && difference.field in data)
    case 'related':
    case 'unrelated': {
      const own = history.filter(({ kind, data }) => isRelating(kind) && data.item === key)
      const { kind, other } = difference.relation
      const exact = own.filter(({ data }) => data.kind === kind && data.other === other)
      // How many of a group are enough changes with any relation of it.
      return exact.length > 0 ? exact : own
    }
  }
}

const isRelating = (kind: HistoryRow['kind']): boolean => kind === 'related' || kind === 'unrelated'
