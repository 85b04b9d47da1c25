import type { Ordered } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import type { By, Input, Patch, Rec } from '../../records/index.js'
import { type Line, type RequestDetails, requestDetails } from './record.js'

/** Who may do what to a request, what a verb asks besides its state, and what it changes. All pure. */

/** Those who work on it: any agent, the team and the person that hold it. */
export const workers = ['agent', 'team', 'assignee', 'team lead'] as const

export const detailsOf = (record: Rec): RequestDetails => record.details as unknown as RequestDetails

/** For how many working days what was fulfilled waits for the requester's word: as long as an incident does (domain: "Incident `INC`"). */
export const silence = 3

/** When silence closes what was fulfilled, and "Not right" comes too late. */
export const closesAt = (fulfilledAt: Date, { workingDays }: Pick<By, 'workingDays'>): Date =>
  workingDays ? workingDays(fulfilledAt, silence) : after(fulfilledAt, days(silence))

/** What is told of a line, or of the first one, to whatever does its tasks by itself. */
export function ordered(record: Rec, at = 1): Ordered {
  const { lines, for: whom = record.requester } = detailsOf(record)
  const line = lines[at - 1]
  return {
    ...(line ? { item: line.item, count: line.count } : {}),
    for: whom,
    fields: Object.fromEntries((line?.answers ?? []).map(({ id, value }) => [id, value])),
  }
}

/** What all of it costs, in hundredths; absent where nothing has a price. */
export function totalOfLines(lines: readonly Line[]): number | undefined {
  const totals = lines.flatMap(({ total }) => (total === undefined ? [] : [total]))
  return totals.length === 0 ? undefined : totals.reduce((sum, one) => sum + one, 0)
}

/** The agreement that an order is under by what was ordered: one that all of its lines name. */
export function agreementOf(lines: readonly Line[]): string | undefined {
  const named = new Set(lines.map(({ agreement }) => agreement))
  return named.size === 1 ? [...named][0] : undefined
}

/** Until somebody began to work on it, it is its requester's to change and to take back. */
export const notBegun = (record: Rec): Refusal | undefined =>
  detailsOf(record).begun ? new Refusal('request.begun', { number: record.number }) : undefined

/** Whoever ordered takes it back before somebody began; those who work on it may do so afterwards, too. */
export function cancellable(record: Rec, _: Input, { caller }: By): Refusal | undefined {
  const isTheirs = caller?.person.id === record.requester
  const works = caller?.grants.some(({ role }) => role === 'agent' || role === 'admin') ?? true
  return isTheirs && !works ? notBegun(record) : undefined
}

/** New lines, as a command settled them; whoever approved the old ones is asked again. */
export function changeIt(_: Rec, { lines, wanted }: Input): Patch {
  const next = lines === undefined ? undefined : linesIn(JSON.parse(lines))
  return {
    details: {
      ...(next ? { lines: next, agreement: agreementOf(next) ?? null } : {}),
      ...(wanted === undefined ? {} : { wanted }),
      because: null,
      booked: null,
      paid: null,
      begun: null,
      returned: null,
      told: null,
    },
  }
}

export const deliverIt = (record: Rec, { line }: Input, { now }: By): Patch => {
  const { lines } = detailsOf(record)
  const at = Number(line) - 1
  return {
    details: { lines: lines.map((one, nth) => (nth === at ? { ...one, delivered: now.toISOString() } : one)) },
  }
}

export const fulfilIt = (_: Rec, __: Input, { now }: By): Patch => ({ resolvedAt: now })

export const closeIt = (_: Rec, __: Input, { now }: By): Patch => ({ closedAt: now })

/** What was lent, or is not needed for as long as it was taken, is there for others again. */
export const giveBack = (): Patch => ({ details: { booked: 'back' } })

export function takesSomething(record: Rec): Refusal | undefined {
  const { booked } = detailsOf(record)
  return booked === 'time' || booked === 'lent'
    ? undefined
    : new Refusal('request.takes_nothing', { number: record.number })
}
/** That somebody was asked once more is kept, so that it is done once. */
export const askOnce =
  (what: 'confirm' | 'return') =>
  (record: Rec, _: Input, { now }: By): Patch => ({
    details: { told: { ...detailsOf(record).told, [what]: now.toISOString() } },
  })

/** After silence has closed it, what is not right is reported anew. */
export function notTooLate(record: Rec, _: Input, by: By): Refusal | undefined {
  const late = record.resolvedAt !== undefined && by.now > closesAt(record.resolvedAt, by)
  return late ? new Refusal('request.too_late', { number: record.number }) : undefined
}

export const reopenIt = (): Patch => ({
  resolvedAt: null,
  details: { opens: 'mend', rating: null, verdict: null, told: null },
})

/** A rating that is no number from one to five is refused: it must never become one star. */
export function fiveStars(record: Rec, { stars }: Input): Refusal | undefined {
  return /^[1-5]$/.test(stars ?? '') ? undefined : new Refusal('request.no_stars', { number: record.number }, 'stars')
}

/** A row must hold to be read at all; what a command hands over is judged here as well. */
export const linesIn = (value: unknown): readonly Line[] => requestDetails.shape.lines.parse(value)
