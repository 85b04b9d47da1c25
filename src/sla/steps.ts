import type { Entry, Life, Rec } from '../records/index.js'
import type { Promises } from './promises.js'

/** What clocks depend on, as it stood after one entry of the timeline. */
export interface Step {
  readonly entry: number
  readonly at: Date
  readonly kind: string
  readonly actor: string
  readonly state: string
  /** The life has ended. */
  readonly over: boolean
  /** For what it waits, while it waits. */
  readonly waits?: string
  readonly facts: Facts
  /** Who spoke aloud with this entry. */
  readonly spoke?: 'requester' | 'desk'
  /** The version of the desk file whose calendars count from here, and the one whose agreements do, of those that follow. */
  readonly calendars: number
  readonly terms: number
  /** The version that was in force when it was raised. */
  readonly raised: number
}

/** The fields of a record that its agreements look at. */
export interface Facts {
  readonly priority?: number | undefined
  readonly service?: string | undefined
  readonly team?: string | undefined
  readonly assignee?: string | undefined
  /** The agreement that what was ordered names. */
  readonly agreement?: string | undefined
}

export const factsOf = (record: Rec): Facts => {
  const { priority, service, team, assignee } = record
  return { priority, service, team, assignee, agreement: agreementNamed(record) }
}

/** The agreement that what was ordered names, as the details of a record keep it under `agreement`. */
export const agreementNamed = ({ details }: Pick<Rec, 'details'>): string | undefined =>
  typeof details.agreement === 'string' ? details.agreement : undefined

/** What of them a change changed, as an entry keeps it; `null` for what is no more. Undefined when nothing did. */
export function changedFacts(before: Rec, after: Rec): Readonly<Record<string, unknown>> | undefined {
  const [old, now] = [factsOf(before), factsOf(after)]
  const changed = (Object.keys(now) as (keyof Facts)[]).filter((name) => old[name] !== now[name])
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((name) => [name, now[name] ?? null]))
}

/**
 * Reads a timeline, oldest first, as steps. `opened` says how the record began and each later entry what it changed; where an
 * older program left that unsaid, the record as it is now stands in.
 */
export function stepsOf(
  record: Rec,
  entries: readonly Entry[],
  { life, promises }: { readonly life: Life; readonly promises: Promises },
): readonly Step[] {
  const steps: Step[] = []
  let last: Step | undefined
  for (const entry of entries) {
    const { data } = entry
    const state = typeof data.to === 'string' ? data.to : (last?.state ?? life.start)
    const waits = waitsAfter(entry, state, promises, last?.waits)
    const desk = typeof data.desk === 'number' ? data.desk : undefined
    const spoke = spokeIn(entry, [record.requester, entries[0]?.actor ?? ''])
    last = {
      entry: entry.id,
      at: entry.at,
      kind: entry.kind,
      actor: entry.actor,
      state,
      over: life.ends.includes(state),
      ...(waits === undefined ? {} : { waits }),
      facts: factsAfter(entry, last?.facts ?? factsBefore(record)),
      ...(spoke === undefined ? {} : { spoke }),
      calendars: desk ?? last?.calendars ?? 0,
      raised: last?.raised ?? desk ?? 0,
      terms: desk !== undefined && (last === undefined || data.terms === true) ? desk : (last?.terms ?? 0),
    }
    steps.push(last)
  }
  return steps
}

function waitsAfter({ data }: Entry, state: string, { waits }: Promises, before?: string): string | undefined {
  if (!waits || state !== waits.in) return undefined
  const reason = data[waits.reason]
  return typeof reason === 'string' && data.to === state ? reason : (before ?? '')
}

/** What stands in for what an entry left unsaid. Whoever wrote of agreements left none of them unsaid. */
const factsBefore = (record: Rec): Facts => ({ ...factsOf(record), agreement: undefined })

function factsAfter({ data }: Entry, before: Facts): Facts {
  if (typeof data.facts !== 'object' || data.facts === null) return before
  const changed = Object.entries(data.facts).map(([name, value]) => [name, value ?? undefined])
  return { ...before, ...Object.fromEntries(changed) }
}

/** Who asked may have become another person by linking an account. A note for the team alone is nobody's answer; neither is what a bystander says. */
function spokeIn({ kind, actor, data }: Entry, requesters: readonly string[]): Step['spoke'] {
  if (data.remark === undefined || data.internal === true) return undefined
  if (requesters.includes(actor)) return kind === 'said' ? 'requester' : undefined
  if (actor.startsWith('desk:')) return undefined
  return data.aside === true ? undefined : 'desk'
}
