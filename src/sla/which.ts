import type { Agreement, Organisation } from '../organisation/index.js'

/** What an agreement is looked for by. */
export interface Question {
  readonly kind: Agreement['kind']
  readonly practice: string
  readonly requester: string
  readonly service?: string | undefined
  /** The team that holds the record, for an OLA. */
  readonly team?: string | undefined
  /** The agreement that what was ordered names. */
  readonly item?: string | undefined
  /** When the record was raised. */
  readonly at: Date
}

/** Why an agreement is not the one; `beaten` when another is more specific. */
export type Why =
  | 'wins'
  | 'beaten'
  | 'not active'
  | 'not yet valid'
  | 'no longer valid'
  | 'other customer'
  | 'other team'
  | 'other service'
  | 'no target'

export interface Candidate {
  readonly agreement: Agreement
  readonly why: Why
  /** What it names of this record, and how many points that makes. */
  readonly names: readonly Named[]
  readonly specific: number
}

/** What an agreement may name of a record. */
export type Named = 'item' | 'person' | 'team' | 'service'

/**
 * What was ordered counts most, then a person more than their team, that more than everybody, and each of them more than a
 * named service.
 */
export const pointsOf: Readonly<Record<Named, number>> = { item: 8, person: 4, team: 2, service: 1 }

/** Every agreement of the kind with its verdict, the winner first. Where two are equally specific the first of the file wins. */
export function candidates(organisation: Organisation, question: Question): readonly Candidate[] {
  const judged = [...organisation.agreements.values()]
    .filter(({ kind }) => kind === question.kind)
    .map((agreement) => {
      const names = namedBy(organisation, agreement, question)
      const specific = names.reduce((sum, name) => sum + pointsOf[name], 0)
      return { agreement, why: against(organisation, agreement, question), names, specific }
    })
  const fit = judged.filter(({ why }) => why === undefined).toSorted((a, b) => b.specific - a.specific)
  const others = judged.flatMap(({ why, ...rest }) => (why === undefined ? [] : [{ ...rest, why }]))
  return [...fit.map((one, at): Candidate => ({ ...one, why: at === 0 ? 'wins' : 'beaten' })), ...others]
}

/** The agreement in force for a record: the most specific one. */
export const agreementFor = (organisation: Organisation, question: Question): Agreement | undefined => {
  const [first] = candidates(organisation, question)
  return first?.why === 'wins' ? first.agreement : undefined
}

function against(organisation: Organisation, agreement: Agreement, question: Question): Why | undefined {
  if (agreement.state !== 'active') return 'not active'
  const { from, until } = agreement.valid
  if (from && dayIn(organisation.zone, question.at) < from) return 'not yet valid'
  if (until && dayIn(organisation.zone, question.at) > until) return 'no longer valid'
  if (agreement.team !== undefined && agreement.team !== question.team) return 'other team'
  if (agreement.services && !agreement.services.includes(question.service ?? '')) return 'other service'
  if (agreement.customers && !customerIn(organisation, agreement.customers, question.requester)) return 'other customer'
  return agreement.targets[question.practice] ? undefined : 'no target'
}

function namedBy(
  organisation: Organisation,
  { id, customers, services }: Agreement,
  question: Question,
): readonly Named[] {
  const who = customers && customerIn(organisation, customers, question.requester)
  return [
    ...(id === question.item ? (['item'] as const) : []),
    ...(who ? [who] : []),
    ...(services ? (['service'] as const) : []),
  ]
}

function customerIn(
  { teamsOf }: Organisation,
  customers: readonly string[],
  requester: string,
): 'person' | 'team' | undefined {
  if (customers.includes(requester)) return 'person'
  return (teamsOf.get(requester) ?? []).some((team) => customers.includes(`team:${team}`)) ? 'team' : undefined
}

/** Whether open records follow an agreement to its newer version. */
export const isFollowed = (old: Agreement, newer: Agreement): boolean =>
  old.records === 'follow' || newer.records === 'follow'

/** The date on the wall of the organisation: an agreement is valid from midnight there. */
function dayIn(zone: string, at: Date): string {
  const there = walls.get(zone)
  const wall =
    there ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  if (!there) walls.set(zone, wall)
  return wall.format(at)
}

/** Making one costs a thousand times what asking it does; there are as many as organisations had zones. */
const walls = new Map<string, Intl.DateTimeFormat>()
