import { accountWord } from '../../chat/address.js'
import type { Call } from '../../chat/command.js'
import type { Reply } from '../../chat/reply.js'
import type { Desk } from '../../desk/index.js'
import { after, days } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import { instantOf, localDay, type Organisation, type Recurring, recurring } from '../../organisation/index.js'
import { can } from '../../people/index.js'
import type { Rec } from '../../records/index.js'
import type { Reader } from '../../store/index.js'
import { ruleFor } from './every.js'
import { detailsOf } from './policy.js'
import { madeCard, standingCard } from './standing-card.js'
import { type StandingOrder, type StandingRow, standingTable } from './table.js'

/** What is ordered again and again. */

export interface Repeating {
  /** A request by its number. */
  readonly record: string
  readonly every: string
  /** A time of day, by the person's clock; that of the first one when absent. */
  readonly at?: string | undefined
  /** An ISO instant. */
  readonly until?: string | undefined
}

const mostOfOne = 50
/** What is wanted at a time is ordered as long before as the first one was, within these bounds, and never two of them at once. */
const soonest = days(1)
const earliest = days(14)
const aheadOf = (first: number, gap: number): number => Math.max(soonest, Math.min(earliest, first, gap))

/** Has an order of the caller's made again and again. Refuses what is not theirs, and what would never come. */
export async function repeat(call: Call<Desk>, asked: Repeating): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(asked.record)
  const { caller } = desk
  if (record.practice !== 'request' || record.requester !== caller.person.id)
    throw new Refusal('request.not_yours', { number: record.number }, 'record')
  const work = desk.handed.work()
  const mine = await standingOf(work, caller.person.id)
  if (mine.length >= mostOfOne) throw new Refusal('request.standing_most', { most: mostOfOne })
  const row = rowFor(call, record, asked)
  const id = await work.insert(standingTable, row)
  work.audit('standing.made', String(id), { record: record.number, person: caller.person.id, rule: row.rule })
  return { kind: 'whisper', card: madeCard(call, { ...row, id }) }
}

function rowFor({ desk }: Call<Desk>, record: Rec, { every, at, until: typed }: Repeating): Omit<StandingRow, 'id'> {
  const { caller, now, organisation } = desk
  const zone = caller.person.zone ?? organisation.zone
  const order = orderOf(record)
  const anchor = anchorOf(order, organisation)
  const base = anchor ?? record.openedAt
  const date = new Date(localDay(zone, base) * days(1)).toISOString().slice(0, 10)
  const rule = ruleFor(every, date)
  if (rule === undefined) throw new Refusal('request.no_rule', { typed: every }, 'every')
  const starts = `${date}T${at === undefined ? timeIn(zone, base) : timeTyped(at)}`
  const until = typed === undefined ? undefined : new Date(typed)
  const wanted = occurrences({ rule, starts, zone })
  const next = wanted.after(later(base, now))?.from
  if (!next || (until && next > until)) throw new Refusal('request.never_again', {}, until ? 'until' : 'every')
  const gap = (wanted.after(next)?.from ?? after(next, earliest)).getTime() - next.getTime()
  const ahead = anchor ? aheadOf(anchor.getTime() - record.openedAt.getTime(), gap) : 0
  return {
    ...{ person: caller.person.id, account: accountWord(caller.account), record: record.id, title: record.title },
    ...{
      order,
      every: bare(every),
      rule,
      starts,
      zone,
      ahead,
      next,
      due: after(next, -ahead),
      state: 'on',
      madeAt: now,
    },
    ...(anchor ? { anchor } : {}),
    ...(until ? { until } : {}),
  }
}

/** Without the word that stands before it in every sentence. */
const bare = (every: string): string => every.trim().replace(/^(every|each|hver|hvert)\s+/i, '')

function orderOf(record: Rec): StandingOrder {
  const { lines, for: whom, wanted, budget } = detailsOf(record)
  return {
    lines: lines.map(({ item, count, answers }) => ({
      item,
      count,
      answers: Object.fromEntries(answers.map(({ id, value }) => [id, value])),
      moments: answers.filter(({ kind }) => kind === 'moment').map(({ id }) => id),
    })),
    ...(whom === undefined ? {} : { for: whom }),
    ...(wanted === undefined ? {} : { wanted }),
    ...(record.body === '' ? {} : { note: record.body }),
    ...(budget === undefined ? {} : { budget }),
  }
}

/** When it is wanted: from when it is booked, else the first moment that was answered, else by when it was wanted. */
function anchorOf({ lines, wanted }: StandingOrder, { catalogue }: Organisation): Date | undefined {
  const booked = lines.flatMap(({ item, answers }) => answers[catalogue.get(item)?.booked?.from ?? ''] ?? [])
  const moments = lines.flatMap(({ answers, moments: ids }) => ids.map((id) => answers[id] ?? ''))
  const [first] = [...booked, ...moments, wanted].filter((one) => one !== undefined && one !== '')
  const at = first === undefined ? undefined : new Date(first)
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}

/** The times at which it is wanted. */
export const occurrences = ({ rule, starts, zone }: Pick<StandingRow, 'rule' | 'starts' | 'zone'>): Recurring =>
  recurring({ rule, from: starts, zone, length: 0 })

function timeTyped(typed: string): string {
  const [, hour = '', minute = '00'] = /^\s*(?:kl\.?\s*)?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s*$/.exec(typed) ?? []
  if (hour === '') throw new Refusal('request.no_time', { typed }, 'at')
  return `${hour.padStart(2, '0')}:${minute}`
}

function timeIn(zone: string, at: Date): string {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return shown.format(at)
}

/** What somebody has ordered again and again, as it was made. */
export const standingOf = (reader: Reader, person: string): Promise<readonly StandingRow[]> =>
  reader.select(standingTable, `WHERE t."person" = ? AND t."state" = 'on' ORDER BY t."next", t."id"`, [person])

/** What the caller has ordered again and again. */
export async function standing(call: Call<Desk>): Promise<Reply> {
  const { desk } = call
  return { kind: 'whisper', card: standingCard(call, await standingOf(desk.handed.reader, desk.caller.person.id)) }
}

/** Ends one of the caller's; administrators may end those of others. Refuses with `request.no_standing`. */
export async function stop(call: Call<Desk>, typed: string): Promise<Reply> {
  const { desk } = call
  const work = desk.handed.work()
  const id = Number(/^\s*#?(\d{1,9})\s*$/.exec(typed)?.[1] ?? Number.NaN)
  const row = Number.isNaN(id) ? undefined : await work.hold(standingTable, { id })
  const may = row && (row.person === desk.caller.person.id || can(desk.caller, ['admin']))
  if (!row || !may || row.state !== 'on') throw new Refusal('request.no_standing', { typed }, 'standing')
  await work.update(standingTable, { id }, { state: 'stopped' })
  work.audit('standing.stopped', String(id), { person: row.person })
  return standing(call)
}

/** An instant of the first order as many days later as `at` is after its anchor, by the wall clock. */
export function moved(first: string, { anchor, zone }: Pick<StandingRow, 'anchor' | 'zone'>, at: Date): string {
  if (!anchor) return first
  const ahead = localDay(zone, at) - localDay(zone, anchor)
  // Another time of day was wanted: everything moves along.
  const shift = at.getTime() - sameClock(anchor, ahead, zone).getTime()
  return after(sameClock(new Date(first), ahead, zone), shift).toISOString()
}

/** So many days later, when the clock shows the same. */
function sameClock(at: Date, ahead: number, zone: string): Date {
  const [hour = 0, minute = 0] = timeIn(zone, at).split(':').map(Number)
  return instantOf(zone, localDay(zone, at) + ahead, { hour, minute })
}

const later = (one: Date, other: Date): Date => new Date(Math.max(one.getTime(), other.getTime()))
