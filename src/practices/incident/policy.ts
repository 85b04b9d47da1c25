import { after, days } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import { length } from '../../kernel/text.js'
import type { By, Input, Patch, Rec } from '../../records/index.js'
import { categorised } from './category.js'
import { ranked } from './priority.js'
import type { IncidentDetails } from './record.js'

/** Who may do what to an incident, what a verb asks besides its state, and what it changes. All pure. */

/** For how many working days a resolved incident waits for the requester's word (domain: "Incident `INC`"). */
export const silence = 3

/** When silence closes what was resolved, and "Not fixed" comes too late. */
export const closesAt = (resolvedAt: Date, { workingDays }: Pick<By, 'workingDays'>): Date =>
  workingDays ? workingDays(resolvedAt, silence) : after(resolvedAt, days(silence))

/** Those who work on it: any agent, the team and the person that hold it. */
export const workers = ['agent', 'team', 'assignee', 'team lead'] as const

export const detailsOf = (record: Rec): IncidentDetails => record.details as IncidentDetails

/** Whoever resolves what nobody held becomes its holder: the response is theirs. */
export const holder = (record: Rec, by: By): Patch =>
  record.assignee || !by.caller ? {} : { assignee: by.caller.person.id }

export function notTaken(record: Rec, _: Input, { caller }: By): Refusal | undefined {
  if (!record.assignee) return undefined
  const code = record.assignee === caller?.person.id ? 'incident.yours_already' : 'incident.taken_already'
  return new Refusal(code, { number: record.number, assignee: record.assignee })
}

export function takeIt(_: Rec, __: Input, { caller }: By): Patch {
  return { assignee: caller?.person.id ?? null, details: { pending: null } }
}

export const assignIt = (_: Rec, { assignee }: Input): Patch => ({
  assignee: assignee ?? null,
  details: { pending: null },
})

export function anotherTeam(record: Rec, { team }: Input): Refusal | undefined {
  return record.team === team ? new Refusal('incident.same_team', { number: record.number }, 'team') : undefined
}

/** Another team chooses its own holder. */
export const handIt = (_: Rec, { team }: Input): Patch => ({ team: team ?? null, assignee: null })

export const closeIt = (_: Rec, __: Input, { now }: By): Patch => ({ closedAt: now, details: { pending: null } })

/** After closing, a relapse is a new, linked incident; silence closes, so the time is the same. */
export function notTooLate(record: Rec, _: Input, by: By): Refusal | undefined {
  const late = record.resolvedAt !== undefined && by.now > closesAt(record.resolvedAt, by)
  return late ? new Refusal('incident.too_late', { number: record.number }) : undefined
}

export const isPublic = (record: Rec): Refusal | undefined =>
  record.private ? new Refusal('incident.private_already', { number: record.number }) : undefined

export const isPrivate = (record: Rec): Refusal | undefined =>
  record.private ? undefined : new Refusal('incident.not_private', { number: record.number })

/** A rating that is no number from one to five is refused: it must never become one star. */
export function fiveStars(record: Rec, { stars }: Input): Refusal | undefined {
  return /^[1-5]$/.test(stars ?? '') ? undefined : new Refusal('incident.no_stars', { number: record.number }, 'stars')
}

/** New answers to the plain questions; the priority follows unless somebody chose it. */
export function describeIt(record: Rec, given: Input, { now }: By): Patch {
  const input: Input = categorised(given)
  const before = detailsOf(record)
  const neededBy = input.needed ?? before.neededBy
  const answers = {
    affects: (input.affects ?? before.affects) as IncidentDetails['affects'],
    work: (input.work ?? before.work) as IncidentDetails['work'],
    ...(neededBy === undefined ? {} : { neededBy }),
  }
  const { impact, urgency, priority } = ranked(answers, now)
  return {
    ...(input.what ? { title: input.what } : {}),
    ...(input.details ? { body: describedAnew(record, input.details) } : {}),
    ...(input.service ? { service: input.service } : {}),
    ...(before.overridden ? {} : { priority }),
    details: { ...answers, impact, urgency, ...symptomAfter(record, input) },
  }
}

/** A text of at most so many characters can be shown in a form, and be changed there. */
export const fitsIntoForm = 3_000

/** What was too long to be shown in the form is not replaced by what was written there without seeing it. */
const describedAnew = ({ body }: Rec, details: string): string =>
  length(body) > fitsIntoForm ? `${body}\n\n${details}` : details

/** A symptom belongs to its service: another service without a new symptom has none. */
function symptomAfter(record: Rec, { service, symptom }: Input): Readonly<Record<string, unknown>> {
  if (symptom) return { symptom }
  return service && service !== record.service ? { symptom: null } : {}
}
