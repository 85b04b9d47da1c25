import type { z } from 'zod'
import {
  type AgreementFile,
  type alerts as alertsSchema,
  type audiences,
  type metrics,
  type StepAt,
  type states,
  stepOf,
} from './agreement-schema.js'
import { durationOf } from './fields.js'
import type { Named } from './organisation.js'
import { type Target, targetOf } from './target.js'

export type Metric = (typeof metrics)[number]
export type Audience = (typeof audiences)[number]

/** A step of escalation: when it is due, on which clock, under which condition, and who gets it. */
export interface Step {
  readonly after: StepAt
  readonly clock: Metric
  readonly when: 'always' | 'unassigned' | 'unacknowledged'
  readonly priorities?: readonly number[]
  readonly to:
    | { readonly kind: 'people'; readonly audience: Audience }
    | { readonly kind: 'rotation' | 'team'; readonly id: string }
}

/**
 * What was promised to a customer (`sla`), by a team to the others (`ola`) or by a supplier to us (`uc`), as the desk file
 * says it. Its switches answer where suites of this trade disagree about time.
 */
export interface Agreement {
  readonly id: string
  readonly kind: 'sla' | 'ola' | 'uc'
  readonly name: Named
  readonly state: (typeof states)[number]
  /** Ids of people, and teams as `team:ID`; everybody when absent. */
  readonly customers?: readonly string[]
  readonly team?: string
  readonly supplier?: string
  /** All of them when absent. */
  readonly services?: readonly string[]
  /** The id of a calendar. */
  readonly calendar: string
  /** By practice, metric and priority; `any` for every priority. */
  readonly targets: Readonly<Record<string, Partial<Record<Metric, Readonly<Record<string, Target>>>>>>
  /** For how much of the calendar's hours of a month its services are there, in percent. */
  readonly availability?: number
  /** The reasons of waiting that pause; every one when absent. */
  readonly pauses?: readonly string[]
  readonly pending: 'stops every clock' | 'not the response'
  readonly change: 'recount' | 'new clock'
  readonly records: 'keep' | 'follow'
  readonly reopen: 'go on' | 'new clock'
  readonly thresholds: readonly { readonly at: number; readonly tell: readonly Audience[] }[]
  readonly breach: {
    readonly tell: readonly Audience[]
    readonly repeat: number
    readonly priorities: readonly number[]
  }
  readonly escalation: readonly Step[]
  readonly valid: { readonly from?: string | undefined; readonly until?: string | undefined }
  readonly owner?: string
  readonly review?: string
  readonly penalty?: Named
  readonly notes?: Named
}

export type AlertPolicy = z.output<typeof alertsSchema>

/** An agreement of a file that was found right. */
export function agreementOf(id: string, file: AgreementFile): Agreement {
  const { targets, breach, escalation, thresholds, ...rest } = file
  return {
    ...withoutUndefined({ id, ...rest }),
    targets: Object.fromEntries(
      Object.entries(targets).map(([practice, promised]) => [practice, mapped(promised, targetsOf)]),
    ),
    thresholds: thresholds.toSorted((a, b) => a.at - b.at),
    breach: { ...breach, repeat: durationOf(breach.repeat) ?? 0 },
    escalation: escalation.map((step) => ({
      ...withoutUndefined(step),
      after: stepOf(step.after) ?? { percent: 100 },
      to: receiverOf(step.to),
    })),
  }
}

function targetsOf(given: string | Readonly<Record<string, string | undefined>>): Readonly<Record<string, Target>> {
  const all = typeof given === 'string' ? { any: given } : given
  return mapped(all, (typed) => targetOf(typed))
}

function receiverOf(typed: string): Step['to'] {
  const [, kind, id] = /^(rotation|team):(.+)$/.exec(typed) ?? []
  if (kind && id) return { kind: kind as 'rotation' | 'team', id }
  return { kind: 'people', audience: typed as Audience }
}

/** What is promised for a priority; undefined where nothing is. */
export function promised(
  agreement: Agreement,
  practice: string,
  metric: Metric,
  priority?: number,
): Target | undefined {
  const targets = agreement.targets[practice]?.[metric]
  return targets?.[`p${priority ?? ''}`] ?? targets?.any
}

const mapped = <From, To>(
  of: Readonly<Record<string, From | undefined>>,
  make: (value: From) => To | undefined,
): Record<string, To> =>
  Object.fromEntries(
    Object.entries(of).flatMap(([key, value]) => {
      const made = value === undefined ? undefined : make(value)
      return made === undefined ? [] : [[key, made]]
    }),
  )

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }
const withoutUndefined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>
