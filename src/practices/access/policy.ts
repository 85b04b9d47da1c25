import { after, days } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import { type Caller, can } from '../../people/index.js'
import type { By, Input, Patch, Rec } from '../../records/index.js'
import { type AccessDetails, reasons } from './record.js'

/** Who may do what to an access, what a verb asks besides its state, and what it changes. All pure. */

/** Those who see to it: who answers for the service, and the team that grants. */
export const workers = ['service owner', 'assignee', 'team', 'security'] as const

export const detailsOf = (record: Rec): AccessDetails => record.details as unknown as AccessDetails

/** What somebody is to an access. */
export type Part = 'person' | 'requester' | 'manager' | 'owner' | 'security'

/** Who may do what stands beside the life, since a record knows its requester and not whom it is for. */
export const mayBeDoneBy: Readonly<Record<string, readonly Part[]>> = {
  describe: ['requester', 'person', 'manager'],
  cancel: ['requester', 'person', 'manager', 'owner'],
  extend: ['person', 'requester', 'manager', 'owner'],
  remove: ['person', 'manager', 'owner', 'security'],
  restrict: ['owner', 'security', 'manager'],
  lift: ['owner', 'security'],
  keep: ['owner', 'security'],
}

/** What a caller is to it. */
export function partsOf(record: Rec, caller: Caller): ReadonlySet<Part> {
  const { for: person, managers } = detailsOf(record)
  const me = caller.person.id
  const parts: (readonly [Part, boolean])[] = [
    ['person', me === person],
    ['requester', me === record.requester],
    ['manager', managers.includes(me)],
    ['owner', can(caller, ['service owner', 'assignee'], record)],
    ['security', can(caller, ['security', 'process owner'], record)],
  ]
  return new Set(parts.flatMap(([part, is]) => (is ? [part] : [])))
}

/** Whether what a caller is to it lets them do a verb; the desk itself always may. */
export function isTheirs(record: Rec, verb: string, caller: Caller | undefined): boolean {
  const who = mayBeDoneBy[verb]
  if (!caller || !who) return true
  const parts = partsOf(record, caller)
  return who.some((part) => parts.has(part))
}

type Guard = (record: Rec, input: Input, by: By) => Refusal | undefined

const refused = (
  code: string,
  { number }: Rec,
  params: Readonly<Record<string, string>> = {},
  field?: string,
): Refusal => new Refusal(`access.${code}`, { number, ...params }, field)

/** The first refusal of several guards. */
export const each =
  (...guards: readonly Guard[]): Guard =>
  (record, input, by) => {
    for (const guard of guards) {
      const refusal = guard(record, input, by)
      if (refusal) return refusal
    }
    return undefined
  }

/** Only those to whom it is something may do it. */
export const for_ =
  (verb: string): Guard =>
  (record, _, { caller }) =>
    isTheirs(record, verb, caller) ? undefined : refused('not_yours', record, {})

/** Nobody lifts what was restricted for themselves, or says of their own right that it is needed. */
export const notOwn: Guard = (record, _, { caller }) =>
  caller && detailsOf(record).for === caller.person.id ? refused('own', record) : undefined

/** A wish for longer, by what it says; what is not given is as it was. */
export function extendIt(record: Rec, { need, days: typed }: Input, { caller }: By): Patch {
  return {
    details: {
      extension: {
        by: caller?.person.id ?? record.requester,
        ...(need ? { need } : {}),
        ...(typed ? { days: Number(typed) } : {}),
      },
    },
  }
}

export const hasEnd: Guard = (record) => (detailsOf(record).until === undefined ? refused('no_end', record) : undefined)

/** An approval is good for so many days from when it is given; nobody’s time gets shorter by asking for more. */
export function prolongIt(record: Rec, { days: typed }: Input, { now }: By): Patch {
  const { extension, days: usual, until } = detailsOf(record)
  const wanted = endAfter(now, typed ? Number(typed) : (extension?.days ?? usual))
  const later = until !== undefined && wanted !== undefined && wanted < until ? until : wanted
  return { details: { until: later ?? null, extension: null, warned: null } }
}

export const grantIt = (record: Rec, _: Input, { now }: By): Patch => ({
  resolvedAt: now,
  details: { since: now.toISOString(), until: endAfter(now, detailsOf(record).days) ?? null },
})

const endAfter = (from: Date, count: number | undefined): string | undefined =>
  count === undefined ? undefined : after(from, days(count)).toISOString()

export const warnIt = (record: Rec): Patch => ({ details: { warned: detailsOf(record).until } })

export const restrictIt = (_: Rec, { reason }: Input): Patch => ({ details: { restrictedFor: reason } })
export const liftIt = (): Patch => ({ details: { restrictedFor: null } })

/** It is on its way out, and what was asked about it is of no matter any more. */
export const endIt = (_: Rec, { why }: Input): Patch => ({
  details: { why: reasons.find((one) => one === why) ?? 'other', extension: null },
})

export const closeIt = (_: Rec, __: Input, { now }: By): Patch => ({ closedAt: now })

export const vouchIt = (_: Rec, { vouched }: Input): Patch => ({ details: { vouched: vouched ?? 'manager' } })

export const describeIt = (_: Rec, { need }: Input): Patch => ({ ...(need ? { body: need } : {}) })

/** When somebody is to be warned of its end; undefined where it has none, or they were. */
export function warnAt(record: Rec, warn: number): Date | undefined {
  const { until, warned } = detailsOf(record)
  if (until === undefined || warned === until) return undefined
  return after(new Date(until), -days(warn))
}
