import type { Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { type Entry, entriesIn, type Rec, recordTable, visibleTo } from '../records/index.js'
import { type Books, type Derived, derive, figuresOf } from '../sla/index.js'
import type { Reader } from '../store/index.js'
import type { Practice } from './practice.js'

/**
 * Runs an edited desk file over the recorded history, before anyone applies it: which records would have kept, broken or
 * warned of their promises differently. Nothing is written; the same pure functions derive both.
 */
export interface Simulating {
  readonly reader: Reader
  readonly practices: ReadonlyMap<string, Practice>
  /** A version that was in force, by its number. */
  version(id: number): Promise<Organisation>
  readonly edited: Organisation
  readonly now: Date
  /** Whose eyes; the operator's, who sees all, when absent. */
  readonly viewer?: Caller
  /** Told after each batch: how many records are done, and of how many. */
  readonly progress?: (done: number, all: number) => void
}

export interface Simulated {
  readonly records: number
  /** Records with a promise under either file. */
  readonly promised: number
  readonly differences: readonly Difference[]
}

/** What would have become of one promise of one record. */
export interface Difference {
  readonly record: string
  readonly title: string
  readonly promise: string
  readonly party?: string | undefined
  readonly was: Outcome | undefined
  readonly would: Outcome | undefined
}

export interface Outcome {
  readonly broken: boolean
  /** The highest threshold that was reached: what would have been warned of; 100 for the breach. */
  readonly warned: number
  readonly targetMs: number
  readonly usedMs: number
  /** It runs still, or waits. */
  readonly open: boolean
}

const batch = 200

export async function simulate(asked: Simulating): Promise<Simulated> {
  const { reader, viewer, practices, progress } = asked
  const seen = viewer ? visibleTo(viewer) : { sql: '1 = 1', params: [] }
  const [counted] = await reader.rows<{ n: number }>(
    `SELECT count(*) AS n FROM "record" t WHERE ${seen.sql}`,
    seen.params,
  )
  const all = Number(counted?.n ?? 0)
  const edited: Books = { at: () => asked.edited }
  const differences: Difference[] = []
  const versions = new Map<number, Organisation>()
  let [records, promised, behind] = [0, 0, 0]
  for (;;) {
    const where = `WHERE t."id" > ? AND ${seen.sql} ORDER BY t."id" LIMIT ?`
    const found = await reader.select(recordTable, where, [behind, ...seen.params, batch])
    if (found.length === 0) return { records, promised, differences }
    const entries = await entriesIn(
      reader,
      found.map(({ id }) => id),
    )
    for (const record of found) {
      const mine = entries.get(record.id) ?? []
      const practice = practices.get(record.practice)
      if (!practice?.promises) continue
      const real = await realBooks(asked, mine, versions)
      const was = outcomes(record, mine, practice, real, asked.now)
      const would = outcomes(record, mine, practice, edited, asked.now)
      if (was.size > 0 || would.size > 0) promised++
      differences.push(...compared(record, was, would))
    }
    records += found.length
    behind = found.at(-1)?.id ?? behind
    progress?.(records, all)
  }
}

async function realBooks(
  asked: Simulating,
  entries: readonly Entry[],
  versions: Map<number, Organisation>,
): Promise<Books> {
  for (const { data } of entries) {
    if (typeof data.desk === 'number' && !versions.has(data.desk))
      versions.set(data.desk, await asked.version(data.desk))
  }
  // A record of before there were agreements had none.
  const none = { ...asked.edited, agreements: new Map<never, never>() }
  return { at: (version) => versions.get(version) ?? none }
}

type Outcomes = ReadonlyMap<string, Outcome & { readonly metric: string; readonly party?: string | undefined }>

/** By promise: those of the same kind, such as each answer that was owed, are one, and the worst of them counts. */
function outcomes(
  record: Rec,
  entries: readonly Entry[],
  { life, promises }: Practice,
  books: Books,
  now: Date,
): Outcomes {
  const by = new Map<string, Outcome & { readonly metric: string; readonly party?: string | undefined }>()
  if (!promises) return by
  for (const derived of derive({ record, entries, life, promises, books })) {
    if (derived.void) continue
    const name = [derived.kind, derived.party, derived.metric].filter(Boolean).join('/')
    const outcome = outcomeOf(derived, now)
    const there = by.get(name)
    const worst =
      there && there.warned >= outcome.warned ? there : { ...outcome, metric: derived.metric, party: derived.party }
    by.set(name, worst)
  }
  return by
}

function outcomeOf(derived: Derived, now: Date): Outcome {
  const { breached, usedMs, targetMs, state } = figuresOf(derived, now)
  const share = targetMs <= 0 ? 100 : (usedMs / targetMs) * 100
  const reached = derived.agreement.thresholds.filter(({ at }) => at <= share).at(-1)?.at ?? 0
  return {
    broken: breached,
    warned: breached ? 100 : reached,
    targetMs,
    usedMs,
    open: state === 'running' || state === 'paused',
  }
}

function compared({ number, title }: Rec, was: Outcomes, would: Outcomes): readonly Difference[] {
  const names = [...new Set([...was.keys(), ...would.keys()])]
  return names.flatMap((name): Difference[] => {
    const [before, after] = [was.get(name), would.get(name)]
    if (before?.warned === after?.warned && before?.broken === after?.broken) return []
    const { metric, party } = (before ?? after) as { metric: string; party?: string }
    return [{ record: number, title, promise: metric, party, was: before, would: after }]
  })
}

/** How many differ in which way, for a sentence. */
export interface Tally {
  readonly broken: number
  readonly kept: number
  readonly warnedMore: number
  readonly warnedLess: number
  readonly promised: number
  readonly unpromised: number
}

export function tallied(differences: readonly Difference[]): Tally {
  const count = (which: (was: Outcome, would: Outcome) => boolean): number =>
    differences.filter(({ was, would }) => was !== undefined && would !== undefined && which(was, would)).length
  return {
    broken: count((was, would) => !was.broken && would.broken),
    kept: count((was, would) => was.broken && !would.broken),
    warnedMore: count((was, would) => was.broken === would.broken && would.warned > was.warned),
    warnedLess: count((was, would) => was.broken === would.broken && would.warned < was.warned),
    promised: differences.filter(({ was }) => was === undefined).length,
    unpromised: differences.filter(({ would }) => would === undefined).length,
  }
}
