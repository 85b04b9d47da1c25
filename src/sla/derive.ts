import { addWorkingDays, businessTimeBetween, type Calendar } from '../kernel/calendar.js'
import {
  type Agreement,
  type ListedCalendar,
  type Metric,
  type Organisation,
  promised,
  type Target,
} from '../organisation/index.js'
import type { Rec } from '../records/index.js'
import type { ClockEvent, ClockPromise } from './clock.js'
import type { ClockRule, Promises } from './promises.js'
import type { Step } from './steps.js'
import { agreementFor, isFollowed } from './which.js'

/**
 * The clocks of a record, derived from its timeline and the agreements alone. Whatever is stored of them is a copy: the same
 * timeline gives the same clocks after a restart, on another machine, in the audit and in an explanation.
 */

/** The desk file by its versions. A record keeps the one in force when it was raised, its calendars follow the world. */
export interface Books {
  at(version: number): Organisation
}

export interface Derived {
  /** Within the record: `sla/response/1`, `ola/maintenance/resolution/2`, `uc/laundry/resolution/1`. */
  readonly key: string
  readonly kind: Agreement['kind']
  readonly metric: Metric
  /** The team of an OLA, the supplier of a UC. */
  readonly party?: string | undefined
  readonly agreement: Agreement
  readonly target: Target
  /** Its calendar as the file has it. */
  readonly hours: ListedCalendar
  readonly promise: ClockPromise
  readonly events: readonly Told[]
  /** A newer clock counts in its stead: it is over and was neither kept nor broken. */
  readonly void: boolean
  readonly startedAt: Date
  /** When its target was set as it is now. */
  readonly aimedAt: Date
}

/** An event with the entry that brought it, for whoever wants to know why. */
export type Told = ClockEvent & { readonly entry: number; readonly waits?: string | undefined }

export interface Subject {
  readonly record: Pick<Rec, 'practice' | 'requester' | 'openedAt'>
  readonly promises: Promises
  readonly steps: readonly Step[]
  readonly books: Books
}

export function clocksOf(subject: Subject): readonly Derived[] {
  const rules = Object.entries(subject.promises.clocks) as [Metric, ClockRule][]
  return rules.flatMap(([metric, rule]) => [
    ...slaClocks(subject, metric, rule),
    ...olaClocks(subject, metric, rule),
    ...ucClocks(subject, metric, rule),
  ])
}

/** A clock while its events are being gathered. */
interface Draft {
  readonly key: string
  readonly kind: Agreement['kind']
  readonly metric: Metric
  readonly party?: string | undefined
  readonly startedAt: Date
  readonly raw: (Told | (Pick<Told, 'at' | 'entry'> & { readonly kind: 'aim'; readonly terms: Terms | undefined }))[]
  terms: Terms | undefined
  running: boolean
  void: boolean
  last: Step
}

interface Terms {
  readonly agreement: Agreement
  readonly target: Target
}

const sameTerms = (a: Terms | undefined, b: Terms | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.agreement === b.agreement && sameTarget(a.target, b.target))

const sameTarget = (a: Target, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b)

function termsAt(
  { record, books, steps }: Subject,
  step: Step,
  kind: Agreement['kind'],
  metric: Metric,
  team?: string,
): Terms | undefined {
  const { service, priority, agreement: item } = step.facts
  const requester = steps[0]?.actor ?? record.requester
  const question = { kind, practice: record.practice, requester, service, team, item, at: record.openedAt }
  const agreement = followed(books, step, agreementFor(books.at(step.raised), question))
  const target = agreement && promised(agreement, record.practice, metric, priority)
  return agreement && target ? { agreement, target } : undefined
}

/** An agreement of the version that the record was raised under, or as it is by now, where it says that records follow. */
function followed(books: Books, step: Step, agreement: Agreement | undefined): Agreement | undefined {
  if (!agreement || step.terms === step.raised) return agreement
  const newer = books.at(step.terms).agreements.get(agreement.id)
  return newer && isFollowed(agreement, newer) ? newer : agreement
}

function begin(step: Step, at: Pick<Draft, 'key' | 'kind' | 'metric' | 'party'>, terms: Terms | undefined): Draft {
  const draft: Draft = { ...at, startedAt: step.at, raw: [], terms, running: true, void: false, last: step }
  draft.raw.push(
    { at: step.at, entry: step.entry, kind: 'aim', terms },
    { at: step.at, entry: step.entry, kind: 'start' },
  )
  // What pauses all others is what a supplier's clock runs for.
  if (step.waits !== undefined && at.kind !== 'uc')
    draft.raw.push({ at: step.at, entry: step.entry, kind: 'pause', waits: step.waits })
  return draft
}

/** What one step does to a clock that has begun: waiting and going on. */
function follow(draft: Draft, before: Step, step: Step): void {
  if (before.waits === step.waits) return
  const at = { at: step.at, entry: step.entry }
  if (before.waits !== undefined) draft.raw.push({ ...at, kind: 'resume' })
  if (step.waits !== undefined) draft.raw.push({ ...at, kind: 'pause', waits: step.waits })
}

function aim(draft: Draft, step: Step, terms: Terms | undefined): void {
  if (sameTerms(draft.terms, terms)) return
  draft.terms = terms
  draft.raw.push({ at: step.at, entry: step.entry, kind: 'aim', terms })
}

/** Whether a step is one with which a clock begins; it does not in a state in which it would have to stop. */
const begins = (rule: ClockRule, step: Step, first: boolean): boolean =>
  rule.startsBy === undefined && rule.startsIn === undefined
    ? first
    : !stops(rule, step) &&
      (rule.startsBy?.includes(step.kind) === true || rule.startsIn?.includes(step.state) === true)

const stops = (rule: ClockRule, step: Step): boolean =>
  step.over || rule.stopsBy?.includes(step.kind) === true || rule.stopsIn?.includes(step.state) === true

function slaClocks(subject: Subject, metric: Metric, rule: ClockRule): readonly Derived[] {
  if (rule.talk) return talkClocks(subject, metric, rule)
  const drafts: Draft[] = []
  let draft: Draft | undefined
  const start = (step: Step, terms: Terms | undefined): Draft => {
    const made = begin(step, { key: `sla/${metric}/${drafts.length + 1}`, kind: 'sla', metric }, terms)
    drafts.push(made)
    return made
  }
  subject.steps.forEach((step, at) => {
    const terms = termsAt(subject, step, 'sla', metric)
    const before = subject.steps[at - 1]
    if (draft && before) draft = turn(rule, { draft, before, step, terms, start })
    else if (begins(rule, step, before === undefined)) draft = start(step, terms)
  })
  return drafts.flatMap((one) => finish(subject, one))
}

interface Turn {
  readonly draft: Draft
  readonly before: Step
  readonly step: Step
  readonly terms: Terms | undefined
  readonly start: (step: Step, terms: Terms | undefined) => Draft
}

/** One step in the life of a clock; gives the one that counts after it. */
function turn(rule: ClockRule, { draft, before, step, terms, start }: Turn): Draft {
  const at = { at: step.at, entry: step.entry }
  if (!draft.running) {
    if (!rule.reopensBy?.includes(step.kind) || stops(rule, step)) return draft
    if ((terms ?? draft.terms)?.agreement.reopen === 'new clock') return start(step, terms)
    draft.raw.push({ ...at, kind: 'reopen' })
    if (step.waits !== undefined) draft.raw.push({ ...at, kind: 'pause', waits: step.waits })
    draft.running = true
    draft.last = step
    aim(draft, step, terms)
    return draft
  }
  draft.last = step
  if (isReplaced(draft, terms)) {
    replace(draft, step)
    return stops(rule, step) ? draft : start(step, terms)
  }
  aim(draft, step, terms)
  follow(draft, before, step)
  if (stops(rule, step)) halt(draft, step)
  return draft
}

/** Whether other terms begin a clock of their own, as the agreement says that it went by so far. */
const isReplaced = (draft: Draft, terms: Terms | undefined): boolean =>
  terms !== undefined && !sameTerms(draft.terms, terms) && draft.terms?.agreement.change === 'new clock'

/** Another clock counts in its stead: it is neither kept nor broken. */
function replace(draft: Draft, step: Step): void {
  halt(draft, step)
  draft.void = true
}

function halt(draft: Draft, step: Step): void {
  draft.raw.push({ at: step.at, entry: step.entry, kind: 'stop' })
  draft.running = false
}

/** Clocks of the conversation, see `ClockRule.talk`. */
function talkClocks(subject: Subject, metric: Metric, { talk }: ClockRule): readonly Derived[] {
  const drafts: Draft[] = []
  let draft: Draft | undefined
  subject.steps.forEach((step, at) => {
    const before = subject.steps[at - 1]
    const terms = termsAt(subject, step, 'sla', metric)
    const start = (): void => {
      draft = begin(step, { key: `sla/${metric}/${drafts.length + 1}`, kind: 'sla', metric }, terms)
      drafts.push(draft)
    }
    if (draft?.running && before) {
      const ends = step.over || step.spoke === 'desk' || isSettled(step)
      draft.last = step
      if (isReplaced(draft, terms)) {
        replace(draft, step)
        // Whoever waits for an answer goes on waiting, by another clock.
        if (!ends) start()
      } else {
        aim(draft, step, terms)
        follow(draft, before, step)
        if (ends) halt(draft, step)
      }
    }
    if (step.over || isSettled(step) || draft?.running) return
    if (
      talk === 'answers'
        ? step.spoke === 'requester'
        : before === undefined || step.spoke === 'desk' || isSettled(before)
    )
      start()
  })
  return drafts.flatMap((one) => finish(subject, one))
}

/** Nobody is owed news of what is solved. */
const isSettled = ({ state }: Step): boolean => state === 'resolved' || state === 'fulfilled'

/** A team's clock runs from when it got the record until it gave it away: each holding is a clock of its own. */
function olaClocks(subject: Subject, metric: Metric, rule: ClockRule): readonly Derived[] {
  if (rule.talk) return []
  const drafts: Draft[] = []
  let draft: Draft | undefined
  subject.steps.forEach((step, at) => {
    const before = subject.steps[at - 1]
    const { team } = step.facts
    const terms = team === undefined ? undefined : termsAt(subject, step, 'ola', metric, team)
    const start = (from: Step, aimed: Terms | undefined): Draft => {
      const nth = drafts.filter(({ party }) => party === team).length + 1
      const made = begin(from, { key: `ola/${team}/${metric}/${nth}`, kind: 'ola', metric, party: team }, aimed)
      drafts.push(made)
      return made
    }
    if (draft && draft.party !== team) {
      if (draft.running) halt(draft, step)
      draft = undefined
    }
    if (draft && before) draft = turn(rule, { draft, before, step, terms, start })
    else if (team !== undefined && begins(rule, step, before === undefined || !stops(rule, step)))
      draft = start(step, terms)
  })
  return drafts.flatMap((one) => finish(subject, one))
}

/**
 * A supplier's clock runs only while the record waits for the supplier. Where the agreement becomes one with another
 * supplier, the clock of the first is over: what they used is none of the other's, who gets a clock of their own.
 */
function ucClocks(subject: Subject, metric: Metric, rule: ClockRule): readonly Derived[] {
  const supplier = subject.promises.waits?.supplier
  if (rule.talk || supplier === undefined) return []
  const drafts: Draft[] = []
  let draft: Draft | undefined
  for (const step of subject.steps) {
    const terms = termsAt(subject, step, 'uc', metric)
    const theirs = step.waits === supplier
    if (draft && terms && draft.party !== terms.agreement.supplier) {
      if (draft.running) halt(draft, step)
      draft = undefined
    } else if (draft?.running && theirs && isReplaced(draft, terms)) {
      replace(draft, step)
      draft = undefined
    }
    if (draft) {
      draft.last = step
      rest(draft, step, theirs)
      if (theirs) aim(draft, step, terms ?? draft.terms)
      if (draft.running && stops(rule, step)) halt(draft, step)
    } else if (theirs && terms) {
      const party = terms.agreement.supplier
      const nth = drafts.filter((one) => one.party === party).length + 1
      draft = begin(step, { key: `uc/${party}/${metric}/${nth}`, kind: 'uc', metric, party }, terms)
      drafts.push(draft)
    }
  }
  return drafts.flatMap((one) => finish(subject, one))
}

/** A supplier's clock rests while it is not theirs to do something, and goes on when it is again, after its end too. */
function rest(draft: Draft, step: Step, theirs: boolean): void {
  const at = { at: step.at, entry: step.entry }
  const paused = draft.raw.findLast(({ kind }) => kind !== 'aim')?.kind === 'pause'
  if (!draft.running) {
    if (theirs) draft.raw.push({ ...at, kind: 'reopen' })
    draft.running = theirs
  } else if (theirs && paused) draft.raw.push({ ...at, kind: 'resume' })
  else if (!theirs && !paused) draft.raw.push({ ...at, kind: 'pause', waits: '' })
}

/** What was gathered, under the terms that held last: a change counts from the beginning, and keeps what was used and paused. */
function finish({ books, steps }: Subject, draft: Draft): readonly Derived[] {
  const aims = draft.raw.filter((one) => one.kind === 'aim')
  const last = draft.terms
  const governing = last ?? aims.findLast(({ terms }) => terms !== undefined)?.terms
  if (!governing) return []
  const { agreement } = governing
  const hours = hoursOf(books, draft.last, agreement)
  const { calendar } = hours
  const ms = (target: Target): number => targetMs(calendar, target, draft.startedAt)
  const [first, ...later] = aims.filter(({ terms }) => terms !== undefined)
  if (!first?.terms) return []
  const events: Told[] = []
  for (const one of draft.raw) {
    if (one.kind !== 'aim') {
      if (one.kind !== 'pause' || counts(agreement, draft, one.waits)) events.push(one)
      continue
    }
    if (one.terms && later.includes(one))
      events.push({ at: one.at, entry: one.entry, kind: 'retarget', targetMs: ms(one.terms.target) })
  }
  const aimed = aims.findLast(({ terms }) => terms !== undefined)
  return [
    {
      key: draft.key,
      kind: draft.kind,
      metric: draft.metric,
      party: draft.party,
      agreement,
      target: governing.target,
      hours,
      promise: {
        calendar,
        targetMs: ms(first.terms.target),
        pausable: draft.kind === 'uc' || draft.metric !== 'response' || agreement.pending === 'stops every clock',
      },
      events,
      void: draft.void || last === undefined,
      startedAt: draft.startedAt,
      aimedAt: laterOf(aimed?.at ?? draft.startedAt, newHoursAt({ books, steps }, draft, agreement)),
    },
  ]
}

/** When its calendar became what it is, if that was while it counted. */
function newHoursAt(
  { books, steps }: Pick<Subject, 'books' | 'steps'>,
  { startedAt, last }: Draft,
  agreement: Agreement,
): Date | undefined {
  const changed = steps.findLast((step, at) => {
    const before = steps[at - 1]
    if (!before || step.entry > last.entry || step.calendars === before.calendars) return false
    return hoursOf(books, step, agreement).source !== hoursOf(books, before, agreement).source
  })
  return changed && changed.at > startedAt ? changed.at : undefined
}

const laterOf = (at: Date, other: Date | undefined): Date => (other !== undefined && other > at ? other : at)

/** Whether waiting for this pauses under the agreement. */
const counts = ({ pauses }: Agreement, { kind }: Draft, waits: string | undefined): boolean =>
  kind === 'uc' || pauses === undefined || pauses.includes(waits ?? '')

function hoursOf(books: Books, { calendars, terms, raised }: Step, { calendar }: Agreement): ListedCalendar {
  const found =
    books.at(calendars).calendars.get(calendar) ??
    books.at(terms).calendars.get(calendar) ??
    books.at(raised).calendars.get(calendar)
  if (!found) throw new Error(`there is no calendar ${calendar}`)
  return found
}

/** A target as opening time from the start: working days are counted off on the calendar once, and then measured. */
export const targetMs = (calendar: Calendar, target: Target, start: Date): number =>
  target.kind === 'time'
    ? target.ms
    : businessTimeBetween(calendar, start, addWorkingDays(calendar, start, target.days, target.until))
