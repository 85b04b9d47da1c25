import { after, days } from '../kernel/duration.js'

/** What an agenda must know of a change; everything of it is everybody's to read. */
export interface AgendaChange {
  /** The record's id and number. */
  readonly id: number
  readonly number: string
  readonly title: string
  readonly state: string
  readonly kind: 'standard' | 'normal' | 'emergency'
  readonly priority?: number
  readonly risk?: 'low' | 'medium' | 'high'
  /** As the change practice says them: a word, a number, a name. */
  readonly riskReasons: readonly {
    readonly code: string
    readonly count?: number | undefined
    readonly name?: string | undefined
  }[]
  /** Ids of services. */
  readonly services: readonly string[]
  readonly window?: { readonly from: Date; readonly to: Date }
  /** The projected outage, in minutes. */
  readonly outage?: number
  /** How many other things stand in its way: overlapping changes, freezes, people who are elsewhere. */
  readonly conflicts: number
  readonly unauthorised: boolean
  /** That it went wrong, and when; still said when it has been reviewed since. */
  readonly broke?: { readonly how: 'failed' | 'backed out'; readonly at: Date }
  readonly reviewed: boolean
  readonly reviewDue?: Date
  /** The last decision about it. */
  readonly decidedAt?: Date
  readonly openedAt: Date
}

/** The parts of an agenda in the order in which a board goes through them (ITIL v2 Service Support 8.5.4). */
export const sections = ['broken', 'decide', 'assessed', 'schedule', 'reviews', 'progress', 'notice'] as const
export type Section = (typeof sections)[number]

export interface AgendaItem {
  readonly change: AgendaChange
  /** It stood to be decided at an earlier meeting and was not. */
  readonly carried: boolean
}

export interface Agenda {
  readonly parts: readonly { readonly section: Section; readonly items: readonly AgendaItem[] }[]
  /** The projected outage of each service through what is scheduled, the longest first. */
  readonly outages: readonly { readonly service: string; readonly minutes: number }[]
}

export interface AgendaAsk {
  /** When the meeting ends, and when the one before did. */
  readonly until: Date
  readonly since: Date
  readonly now: Date
  readonly changes: readonly AgendaChange[]
  /** Ids of the records that were to be decided at the meeting before and were not. */
  readonly carried: ReadonlySet<number>
}

/** So far ahead the schedule is told. */
const ahead = days(28)

/** Everything that concerns a meeting, each change once, in the first part that it belongs to. */
export function buildAgenda(ask: AgendaAsk): Agenda {
  const by = new Map<Section, AgendaItem[]>(sections.map((section) => [section, []]))
  for (const change of ask.changes) {
    const section = sections.find((one) => belongs[one](change, ask))
    if (section) by.get(section)?.push({ change, carried: section === 'decide' && ask.carried.has(change.id) })
  }
  const parts = sections.map((section) => ({ section, items: (by.get(section) ?? []).toSorted(orders[section]) }))
  const scheduled = by.get('schedule') ?? []
  return { parts, outages: outagesOf(scheduled.map(({ change }) => change)) }
}

const isOver = ({ state }: AgendaChange): boolean => ['closed', 'rejected', 'cancelled'].includes(state)

const belongs: Readonly<Record<Section, (change: AgendaChange, ask: AgendaAsk) => boolean>> = {
  broken: (change, { since }) => wentWrong(change, since) || wentUnasked(change, since),
  decide: ({ state }) => state === 'ready for decision',
  assessed: ({ decidedAt, state }, { since }) =>
    decidedAt !== undefined && decidedAt > since && ['authorised', 'rejected'].includes(state),
  schedule: ({ state, window }, { now }) =>
    state === 'scheduled' && window !== undefined && window.to > now && window.from < after(now, ahead),
  reviews: ({ state, reviewDue }, { until }) =>
    state === 'implemented' && reviewDue !== undefined && reviewDue <= until,
  progress: ({ state }) => state === 'implementing',
  notice: ({ state }) => ['requested', 'ready for evaluation', 'authorised'].includes(state),
}

/** Failed and backed out: until somebody has reviewed them, and at the first meeting after in any case. */
const wentWrong = (change: AgendaChange, since: Date): boolean =>
  change.broke !== undefined && (change.broke.at > since || (!change.reviewed && !isOver(change)))

const wentUnasked = (change: AgendaChange, since: Date): boolean =>
  change.unauthorised && (change.openedAt > since || (!change.reviewed && !isOver(change)))

const byTime = (a: Date | undefined, b: Date | undefined): number =>
  (a?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b?.getTime() ?? Number.MAX_SAFE_INTEGER)
const byNumber = (a: AgendaItem, b: AgendaItem): number => a.change.id - b.change.id
type Order = (a: AgendaItem, b: AgendaItem) => number

const byPriority: Order = (a, b) =>
  (a.change.priority ?? 9) - (b.change.priority ?? 9) ||
  byTime(a.change.window?.from, b.change.window?.from) ||
  byTime(a.change.openedAt, b.change.openedAt) ||
  byNumber(a, b)
const byWindow: Order = (a, b) => byTime(a.change.window?.from, b.change.window?.from) || byNumber(a, b)

const orders: Readonly<Record<Section, Order>> = {
  broken: (a, b) => byTime(a.change.broke?.at, b.change.broke?.at) || byNumber(a, b),
  decide: byPriority,
  assessed: (a, b) => byTime(a.change.decidedAt, b.change.decidedAt) || byNumber(a, b),
  schedule: byWindow,
  reviews: (a, b) => byTime(a.change.reviewDue, b.change.reviewDue) || byNumber(a, b),
  progress: byWindow,
  notice: byPriority,
}

function outagesOf(changes: readonly AgendaChange[]): Agenda['outages'] {
  const minutes = new Map<string, number>()
  for (const { services, outage = 0 } of changes)
    for (const service of outage > 0 ? services : []) minutes.set(service, (minutes.get(service) ?? 0) + outage)
  return [...minutes]
    .map(([service, all]) => ({ service, minutes: all }))
    .sort((a, b) => b.minutes - a.minutes || (a.service < b.service ? -1 : 1))
}

/** The parts that a board goes through one by one when it meets; the others are for reading. */
export const discussed: readonly Section[] = ['broken', 'decide', 'reviews']

export const toBeDiscussed = ({ parts }: Agenda): readonly AgendaItem[] =>
  parts.filter(({ section }) => discussed.includes(section)).flatMap(({ items }) => items)
