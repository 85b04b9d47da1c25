import { type Answers, answersTo, deliveryOf, itemNamed, totalOf, usualPriority } from '../../catalogue/index.js'
import type { Place } from '../../chat/address.js'
import type { Argument } from '../../chat/command.js'
import { locales, type Voice } from '../../chat/language.js'
import { openRecord, type Parts, settle } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { type CatalogueItem, teamFor } from '../../organisation/index.js'
import type { Caller } from '../../people/index.js'
import { type Rec, recordTable } from '../../records/index.js'
import { isForEver, type Span, spanOf, zoneFor } from '../../stock/index.js'
import type { Reader, Work } from '../../store/index.js'
import { agreementOf, detailsOf } from './policy.js'
import type { Line } from './record.js'

/** How an order is made of what somebody typed or filled in: whoever it comes from, by the same rules. */

export interface Ordering {
  readonly parts: Parts
  /** Who orders. */
  readonly caller: Caller
  readonly voice: Voice
  readonly now: Date
}

/** One thing that is wanted, as it was typed. */
export interface Wanted {
  readonly item: string
  /** A whole number as text; one when absent. */
  readonly count?: string | undefined
  /** By the ids of the fields. */
  readonly answers: Answers
}

const mostOfOne = 1_000

/**
 * A line of an order, as it is kept. Refuses with `catalogue.unknown` what the caller may not order, and with
 * `catalogue.answer_…` what does not fit the item's form; the refusal's field is the id of the item's.
 */
export async function lineFor(ordering: Ordering, wanted: Wanted): Promise<Line> {
  const { parts, caller, voice, now } = ordering
  const organisation = parts.desks.current()
  const item = itemNamed(organisation, wanted.item, caller)
  const count = countOf(wanted.count)
  const answers = answersTo(item, await settledAnswers(ordering, item, wanted.answers), voice.language)
  const total = totalOf(item, count, answers)
  const { price } = item
  const span = item.stock === undefined ? undefined : spanOf(item, answers, { zone: zoneFor(organisation, item), now })
  const by = thereBy(deliveryOf(item, organisation, now)?.by, span)
  return {
    item: item.id,
    version: item.version,
    category: item.category.id,
    name: item.name,
    count,
    answers: await keptAnswers(ordering, item, answers),
    ...(price
      ? { price: { amount: price.amount, currency: price.currency, ...(price.per ? { per: price.per } : {}) } }
      : {}),
    ...(total === undefined ? {} : { total }),
    ...(span ? { span: keptSpan(span) } : {}),
    ...(by === undefined ? {} : { by }),
    ...(item.service === undefined ? {} : { service: item.service }),
    ...(item.agreement === undefined ? {} : { agreement: item.agreement }),
    ...(item.team === undefined ? {} : { team: item.team }),
    approvals: item.approvals.map(({ by: whom, over }) => ({
      by: whom.kind,
      ...(whom.kind === 'board' ? { id: whom.id } : {}),
      ...(over === undefined ? {} : { over }),
    })),
    tasks: item.tasks.map((task) => ({ ...task, after: [...task.after] })),
  }
}

/** What is booked for a time is there when that begins, unless it takes longer. */
function thereBy(by: Date | undefined, span: Span | undefined): string | undefined {
  const from = span && !isForEver(span) ? span.from : undefined
  const last = by && from ? new Date(Math.max(by.getTime(), from.getTime())) : (from ?? by)
  return last?.toISOString()
}

const keptSpan = (span: Span): NonNullable<Line['span']> => ({
  from: span.from.toISOString(),
  ...(isForEver(span) ? {} : { to: span.to.toISOString() }),
})

export function countOf(typed = '1'): number {
  const count = Number(typed.trim())
  if (!Number.isInteger(count) || count < 1 || count > mostOfOne)
    throw new Refusal('request.no_count', { typed, most: mostOfOne }, 'count')
  return count
}

/** Moments and people are understood as everywhere; the refusal names the item's field. */
async function settledAnswers({ parts, caller, voice, now }: Ordering, item: CatalogueItem, given: Answers) {
  const settled: Record<string, string> = { ...given }
  for (const { id, kind } of item.fields) {
    const typed = given[id]?.trim()
    if (!typed || (kind !== 'moment' && kind !== 'person')) continue
    const argument: Argument = { kind }
    const value = kind === 'person' && typed === 'me' ? caller.person.id : typed
    settled[id] = await settle(parts, { name: id, argument, value, given }, { caller, voice, now })
  }
  return settled
}

async function keptAnswers({ parts }: Ordering, { fields }: CatalogueItem, answers: Answers): Promise<Line['answers']> {
  const kept: Line['answers'] = []
  for (const { id, label, kind, options } of fields) {
    const value = answers[id]
    if (value === undefined) continue
    const option = options.get(value)
    const person = kind === 'person' ? (await parts.directory.person(value))?.name : undefined
    const shown = option ?? (person === undefined ? undefined : { en: person, da: person })
    kept.push({ id, label, kind, value, ...(shown ? { shown } : {}) })
  }
  return kept
}

/** What an order says besides its lines. */
export interface Order {
  readonly lines: readonly Line[]
  readonly for?: string | undefined
  /** An ISO instant. */
  readonly wanted?: string | undefined
  readonly note?: string | undefined
  readonly origin?: (Place & { readonly user?: string }) | undefined
  readonly standing?: string | undefined
  /** A cost centre by its id, in place of the one of their team. */
  readonly budget?: string | undefined
  readonly priority?: number | undefined
  /** Whose request it is; the caller's unless told. */
  readonly requester?: string | undefined
  readonly private?: boolean | undefined
  /** Out of which file and line, by the file's digest. */
  readonly imported?: string | undefined
}

/** Opens the request of an order in a unit of work: it is asked for, or waved through and begun, in the same one. */
export async function placeOrder(ordering: Ordering, work: Work, order: Order): Promise<Rec> {
  const { parts, caller, voice } = ordering
  const { lines, for: whom, wanted, note, origin, standing, priority, budget, requester = caller.person.id } = order
  demandTime(ordering, lines, wanted)
  const organisation = parts.desks.current()
  const services = new Set(lines.map(({ service }) => service))
  const [service] = services.size === 1 ? services : []
  const agreement = agreementOf(lines)
  const team = lines.length === 1 ? (lines[0]?.team ?? teamFor(organisation, service)) : teamFor(organisation, service)
  return openRecord(parts, work, 'request', {
    title: titleOf(lines, voice),
    body: note ?? '',
    requester,
    ...(order.private ? { private: true } : {}),
    language: voice.language,
    priority: priority ?? usualPriority,
    ...(service === undefined ? {} : { service }),
    ...(team === undefined ? {} : { team }),
    ...(origin ? { origin } : {}),
    details: {
      lines,
      ...(whom === undefined || whom === requester ? {} : { for: whom }),
      ...(wanted === undefined ? {} : { wanted }),
      ...(standing === undefined ? {} : { standing }),
      ...(budget === undefined ? {} : { budget }),
      ...(agreement === undefined ? {} : { agreement }),
      ...(order.imported === undefined ? {} : { imported: order.imported }),
    },
  })
}

/** What an order is called: `Laundry`, `3 × Parking place`, `Laundry, Wake-up call and 2 more`. */
export function titleOf(lines: readonly Line[], { language, say }: Voice): string {
  const names = lines.map(({ name, count }) => (count === 1 ? name[language] : `${count} × ${name[language]}`))
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? say('request.and_more', { names: shown, count: names.length - 3 }) : shown
}

/** What cannot be there in time is not promised: whoever wants it earlier is told by when it can be. */
export function demandTime(
  { parts, voice, caller, now }: Ordering,
  lines: readonly Line[],
  wanted: string | undefined,
): void {
  if (wanted !== undefined && new Date(wanted) <= now) throw new Refusal('request.over', {}, 'wanted')
  // What is booked for a time is wanted when that begins.
  const begins = ({ span }: Line): string | undefined => (span?.to === undefined ? undefined : span.from)
  const isLate = ({ by = '' }: Line, when: string | undefined): boolean => when !== undefined && by > when
  const late = lines
    .filter((line) => isLate(line, wanted) || isLate(line, begins(line)))
    .toSorted((a, b) => ((a.by ?? '') < (b.by ?? '') ? 1 : -1))
  const [latest] = late
  if (!latest?.by) return
  const zone = caller.person.zone ?? parts.desks.current().zone
  const at = new Intl.DateTimeFormat(locales[voice.language], { dateStyle: 'full', timeStyle: 'short', timeZone: zone })
  const item = parts.desks.current().catalogue.get(latest.item)
  const deadline = item && deliveryOf(item, parts.desks.current(), now)?.orderBefore
  throw new Refusal(
    deadline ? 'request.deadline_passed' : 'request.too_soon',
    {
      item: latest.name[voice.language],
      at: at.format(new Date(latest.by)),
      ...(deadline ? { deadline: at.format(deadline) } : {}),
    },
    (isLate(latest, begins(latest)) ? item?.booked?.from : undefined) ?? 'wanted',
  )
}

/** What somebody answered the last time they ordered an item; nothing when they never did. */
export async function lastAnswers(reader: Reader, person: string, item: string): Promise<Answers> {
  const orders = await reader.select(
    recordTable,
    `WHERE t."requester" = ? AND t."practice" = 'request' ORDER BY t."id" DESC LIMIT 30`,
    [person],
  )
  for (const order of orders) {
    const line = detailsOf(order).lines.find((one) => one.item === item)
    if (line) return Object.fromEntries(line.answers.map(({ id, value }) => [id, value]))
  }
  return {}
}

/** What stands in an item's form already: what was answered the last time, or what the item says. */
export const usualAnswers = (item: CatalogueItem, last: Answers, person: string): Answers =>
  Object.fromEntries(
    item.fields.flatMap(({ id, usual, kind, options }) => {
      if (usual?.kind === 'last') {
        const answer = last[id]
        const isKnown = answer !== undefined && (kind !== 'choice' || options.has(answer))
        return isKnown ? [[id, answer]] : []
      }
      if (!usual) return []
      return [[id, usual.answer === 'me' && kind === 'person' ? person : usual.answer]]
    }),
  )
