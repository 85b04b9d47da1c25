import type { AgreementPlan, Book, Kind, Metric, StepPlan } from './book.js'
import { type Hours, hoursOf, noHours } from './hours.js'

/**
 * What the clocks of an incident are, by walking through its timeline entry by entry. It is written from the rules alone and
 * shares no line with the product: spans are listed as they go by, and summed up by brute force.
 */

/** What the oracle reads of the timeline, oldest first. */
export interface Happening {
  readonly id: number
  readonly record: number
  readonly at: number
  readonly actor: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The desk files by their versions, and the first minute of the schedule's weeks. */
export interface Shelf {
  readonly begin: number
  book(version: number): Book
  /** The one in force. */
  newest(): Book
}

export interface Span {
  readonly from: number
  readonly mode: 'counted' | 'paused' | 'stopped'
}

type Turn = { readonly at: number } & (
  | { readonly to: 'counting' | 'stopped' | 'aimed' }
  | { readonly to: 'waiting'; readonly reason: string }
)

export interface OracleClock {
  readonly key: string
  readonly kind: Kind
  readonly metric: Metric
  agreement: AgreementPlan | undefined
  /** The version of the desk file of which the agreement is. */
  version: number
  /** The last terms that were none of `undefined`. */
  governs: AgreementPlan
  hours: Hours
  target: number
  /** What happened to it, in order; what a wait means for it is asked of the agreement that governs in the end. */
  readonly turns: Turn[]
  /** It was replaced by another one. */
  replaced: boolean
  /** Of a supplier: another clock came after it. */
  passedOn: boolean
  /** Warnings wait until then. */
  snoozed: number | undefined
  ackedBy: string | undefined
  readonly party: string | undefined
}

/** What one entry leaves behind. */
interface Standing {
  readonly state: string
  readonly waits: string | undefined
  readonly facts: Facts
  readonly terms: number
  readonly calendars: number
}

export interface Facts {
  readonly priority?: number
  readonly service?: string
  readonly team?: string
  readonly assignee?: string
}

export interface Told {
  readonly clocks: readonly OracleClock[]
  readonly facts: Facts
  readonly state: string
  /** The version of the desk file whose calendars count now. */
  readonly calendars: number
}

const over = ['resolved', 'closed', 'cancelled']
const ends = ['closed', 'cancelled']

export function tell(shelf: Shelf, happenings: readonly Happening[]): Told {
  const clocks: OracleClock[] = []
  const [first] = happenings
  let before: Standing | undefined
  for (const entry of happenings) {
    const now = standingAfter(entry, before)
    const around: Around = { shelf, clocks, entry, before, now, requester: first?.actor ?? '' }
    for (const metric of ['response', 'resolution'] as const) {
      stepSla(around, metric)
      stepOla(around, metric)
    }
    for (const metric of ['reply', 'update'] as const) stepTalk(around, metric)
    stepUc(around)
    stepPeople(around)
    before = now
  }
  return {
    clocks: clocks.filter(({ governs }) => governs !== nothing),
    facts: before?.facts ?? {},
    state: before?.state ?? '',
    calendars: before?.calendars ?? 0,
  }
}

function standingAfter({ data }: Happening, before: Standing | undefined): Standing {
  const state = typeof data.to === 'string' ? data.to : (before?.state ?? 'new')
  const given = data.to === 'pending' && typeof data.reason === 'string' ? data.reason : before?.waits
  const version = typeof data.desk === 'number' ? data.desk : undefined
  return {
    state,
    waits: state === 'pending' ? given : undefined,
    facts: withChanges(before?.facts ?? {}, data.facts),
    calendars: version ?? before?.calendars ?? 0,
    terms: version !== undefined && (!before || data.terms === true) ? version : (before?.terms ?? 0),
  }
}

function withChanges(before: Facts, changed: unknown): Facts {
  const after = new Map(Object.entries(before))
  for (const [name, value] of Object.entries((changed ?? {}) as object)) {
    if (value === null) after.delete(name)
    else after.set(name, value)
  }
  return Object.fromEntries(after)
}

interface Around {
  readonly shelf: Shelf
  readonly clocks: OracleClock[]
  readonly entry: Happening
  readonly before: Standing | undefined
  readonly now: Standing
  readonly requester: string
}

/** What an agreement promises now, in milliseconds; nothing where there is no agreement or it is silent. */
interface Terms {
  readonly agreement: AgreementPlan
  readonly version: number
  readonly target: number
}

function termsOf({ shelf, now }: Around, kind: Kind, metric: Metric, team?: string): Terms | undefined {
  const { priority = 0, service } = now.facts
  const among = shelf.book(now.terms).agreements.filter((one) => one.kind === kind && one.team === team)
  const named = among.filter(({ services }) => services?.includes(service ?? ''))
  const agreement = named[0] ?? among.find(({ services }) => services === undefined)
  const minutes = agreement?.targets[metric]?.[priority - 1] ?? 0
  return agreement && minutes > 0 ? { agreement, version: now.terms, target: minutes * 60_000 } : undefined
}

/** Stands in where nothing has been promised yet. */
const nothing = {
  id: '',
  kind: 'sla',
  calendar: '',
  targets: {},
  thresholds: [],
  escalation: [],
} as unknown as AgreementPlan

function begin(around: Around, made: Pick<OracleClock, 'key' | 'kind' | 'metric' | 'party'>, terms: Terms | undefined) {
  const clock: OracleClock = {
    ...made,
    agreement: undefined,
    version: 0,
    governs: nothing,
    hours: noHours,
    target: 0,
    turns: [],
    replaced: false,
    passedOn: false,
    snoozed: undefined,
    ackedBy: undefined,
  }
  around.clocks.push(clock)
  aim(around, clock, terms)
  goOn(around, clock)
  return clock
}

function aim({ shelf, now, entry }: Around, clock: OracleClock, terms: Terms | undefined): void {
  if (terms && clock.governs !== nothing && changed(clock, terms)) clock.turns.push({ at: entry.at, to: 'aimed' })
  clock.agreement = terms?.agreement
  if (terms) {
    clock.governs = terms.agreement
    clock.target = terms.target
    clock.version = terms.version
  }
  const calendar = shelf.book(now.calendars).calendars[clock.governs.calendar]
  if (calendar) clock.hours = hoursOf(calendar, shelf.begin)
}

const stopAt = (clock: OracleClock, at: number): void => void clock.turns.push({ at, to: 'stopped' })

/** It counts from here on, or waits. */
function goOn({ entry, now }: Around, clock: OracleClock): void {
  const { at } = entry
  clock.turns.push(now.waits === undefined ? { at, to: 'counting' } : { at, to: 'waiting', reason: now.waits })
}

const hasStopped = ({ turns }: OracleClock): boolean => turns.findLast(({ to }) => to !== 'aimed')?.to === 'stopped'
const lives = (clock: OracleClock | undefined): clock is OracleClock => clock !== undefined && !hasStopped(clock)

/** Its spans, the last of which goes on, and the last thing that happened to it. */
function lived(clock: OracleClock): { readonly spans: readonly Span[]; readonly latest: number } {
  const spans: Span[] = []
  let latest = Number.NEGATIVE_INFINITY
  for (const turn of clock.turns) {
    const mode = turn.to === 'aimed' ? spans.at(-1)?.mode : modeAfter(clock, turn)
    if (turn.to !== 'aimed' && mode === spans.at(-1)?.mode) continue
    // Machines' clocks are set back: what is dated before its predecessor happened with it.
    latest = Math.max(latest, turn.at)
    if (turn.to !== 'aimed' && mode) spans.push({ from: latest, mode })
  }
  return { spans, latest }
}

function modeAfter({ kind, metric, governs }: OracleClock, turn: Turn): Span['mode'] {
  if (turn.to === 'stopped') return 'stopped'
  if (turn.to !== 'waiting') return 'counted'
  if (kind === 'uc') return 'paused'
  if (metric === 'response' && governs.pending === 'not the response') return 'counted'
  return governs.pauses === undefined || governs.pauses.includes(turn.reason) ? 'paused' : 'counted'
}

export const modeOf = (clock: OracleClock): Span['mode'] => lived(clock).spans.at(-1)?.mode ?? 'stopped'

const stopsIt = ({ entry, now }: Around, metric: Metric): boolean =>
  over.includes(now.state) || (metric === 'response' && (entry.kind === 'take' || entry.kind === 'assign'))

const changed = (clock: OracleClock, terms: Terms | undefined): boolean =>
  clock.agreement !== terms?.agreement ||
  (terms !== undefined && (clock.version !== terms.version || clock.target !== terms.target))

/** One entry in the life of a clock; tells whether it was replaced by a new one. */
function follow(around: Around, clock: OracleClock, terms: Terms | undefined, startAnew: () => void): void {
  const { entry } = around
  const stops = stopsIt(around, clock.metric)
  if (hasStopped(clock)) {
    if (clock.metric !== 'resolution' || entry.kind !== 'reopen' || stops) return
    if ((terms?.agreement ?? clock.agreement)?.reopen === 'new clock') startAnew()
    else {
      aim(around, clock, terms)
      goOn(around, clock)
    }
    return
  }
  if (terms && clock.agreement?.change === 'new clock' && changed(clock, terms)) {
    stopAt(clock, entry.at)
    clock.replaced = true
    if (!stops) startAnew()
    return
  }
  aim(around, clock, terms)
  if (stops) stopAt(clock, entry.at)
  else goOn(around, clock)
}

const newest = (clocks: readonly OracleClock[], prefix: string): OracleClock | undefined =>
  clocks.findLast(({ key }) => key.startsWith(prefix))
const count = (clocks: readonly OracleClock[], prefix: string): number =>
  clocks.filter(({ key }) => key.startsWith(prefix)).length

function stepSla(around: Around, metric: Metric): void {
  const terms = termsOf(around, 'sla', metric)
  const prefix = `sla/${metric}/`
  const start = () =>
    begin(around, { key: `${prefix}${count(around.clocks, prefix) + 1}`, kind: 'sla', metric, party: undefined }, terms)
  const clock = newest(around.clocks, prefix)
  if (!clock) return void start()
  follow(around, clock, terms, start)
}

/** Each holding of a team is a clock of its own. */
function stepOla(around: Around, metric: Metric): void {
  const { team } = around.now.facts
  const held = around.before?.facts.team
  const prefix = `ola/${team}/${metric}/`
  const terms = team === undefined ? undefined : termsOf(around, 'ola', metric, team)
  const start = () =>
    begin(around, { key: `${prefix}${count(around.clocks, prefix) + 1}`, kind: 'ola', metric, party: team }, terms)
  if (around.before && held !== undefined && held !== team) {
    const old = newest(around.clocks, `ola/${held}/${metric}/`)
    if (lives(old)) stopAt(old, around.entry.at)
  }
  if (team === undefined) return
  if (!around.before || held !== team) {
    if (!around.before || !stopsIt(around, metric)) start()
    return
  }
  const clock = newest(around.clocks, prefix)
  if (clock) follow(around, clock, terms, start)
}

/** The conversation: `reply` runs from an unanswered word of the requester, `update` from the last word of the desk. */
function stepTalk(around: Around, metric: 'reply' | 'update'): void {
  const { entry, before, now, requester, clocks } = around
  const terms = termsOf(around, 'sla', metric)
  const prefix = `sla/${metric}/`
  const spoke = speaker(entry, requester)
  const settled = over.includes(now.state)
  const clock = newest(clocks, prefix)
  const start = () =>
    begin(around, { key: `${prefix}${count(clocks, prefix) + 1}`, kind: 'sla', metric, party: undefined }, terms)
  if (lives(clock)) {
    const goesOn = !settled && spoke !== 'desk'
    if (terms && clock.agreement?.change === 'new clock' && changed(clock, terms)) {
      stopAt(clock, entry.at)
      clock.replaced = true
      if (goesOn) start()
    } else {
      aim(around, clock, terms)
      if (goesOn) goOn(around, clock)
      else stopAt(clock, entry.at)
    }
    if (goesOn) return
  }
  if (settled) return
  const starts = metric === 'reply' ? spoke === 'requester' : !before || spoke === 'desk' || before.state === 'resolved'
  if (starts) start()
}

function speaker({ actor, data, kind }: Happening, requester: string): 'requester' | 'desk' | undefined {
  if (data.remark === undefined || data.internal === true) return undefined
  if (actor === requester) return kind === 'said' ? 'requester' : undefined
  return actor.startsWith('desk:') || data.aside === true ? undefined : 'desk'
}

/** The supplier's clock runs while the record waits for them, and rests while it does not; another supplier has another one. */
function stepUc(around: Around): void {
  const theirs = around.now.waits === 'awaiting_supplier'
  const terms = termsOf(around, 'uc', 'resolution')
  const { at } = around.entry
  const start = (): void => {
    if (!theirs || !terms) return
    const party = terms.agreement.supplier
    const prefix = `uc/${party}/resolution/`
    const key = `${prefix}${count(around.clocks, prefix) + 1}`
    const made = begin(around, { key, kind: 'uc', metric: 'resolution', party }, terms)
    made.turns.splice(0, made.turns.length, { at, to: 'counting' })
  }
  const clock = around.clocks.findLast((one) => one.kind === 'uc' && !one.passedOn)
  if (!clock) {
    start()
    return
  }
  const isAnothers = terms !== undefined && terms.agreement.supplier !== clock.party
  const isNew = lives(clock) && theirs && terms && clock.agreement?.change === 'new clock' && changed(clock, terms)
  if (isAnothers || isNew) {
    if (lives(clock)) stopAt(clock, at)
    clock.passedOn = true
    clock.replaced = !isAnothers
    start()
    return
  }
  if (theirs && terms) aim(around, clock, terms)
  else aim(around, clock, { agreement: clock.governs, version: clock.version, target: clock.target })
  if (hasStopped(clock) && !theirs) return
  if (over.includes(around.now.state)) stopAt(clock, at)
  else clock.turns.push(theirs ? { at, to: 'counting' } : { at, to: 'waiting', reason: '' })
}

/** Who looks after it, and who asked for peace. */
function stepPeople({ entry, now, before, clocks }: Around): void {
  const { assignee } = now.facts
  for (const clock of clocks) {
    const handed = assignee !== undefined && assignee !== before?.facts.assignee
    if (handed && clock.ackedBy !== undefined && assignee !== clock.ackedBy) clock.ackedBy = undefined
    const isAcked =
      entry.kind === 'acked' || (entry.kind === 'acked_clock' && listed(entry.data.clocks).includes(clock.key))
    if (isAcked && !hasStopped(clock) && clock.agreement) clock.ackedBy ??= entry.actor
    if (entry.kind === 'snoozed' && modeOf(clock) === 'counted' && clock.agreement)
      clock.snoozed = Date.parse(String(entry.data.until))
  }
}

const listed = (words: unknown): readonly unknown[] => (Array.isArray(words) ? words : [])

export interface Figures {
  readonly state: 'running' | 'paused' | 'stopped' | 'void'
  readonly target: number
  readonly used: number
  readonly paused: number
  /** While it runs. */
  readonly due: number | undefined
  readonly stopped: number | undefined
  readonly breached: boolean
}

/** The figures of a clock at an instant, or at the last thing that happened to it when that is later. */
export function figuresOf(clock: OracleClock, now: number): Figures {
  const { spans, latest } = lived(clock)
  const at = Math.max(now, latest)
  const mode = spans.at(-1)?.mode ?? 'stopped'
  const isVoid = clock.replaced || clock.agreement === undefined
  const state = isVoid ? 'void' : mode === 'counted' ? 'running' : mode
  const due = reached(clock, clock.target)
  const since = spans.at(-1)?.from
  const end = mode === 'counted' ? at : (since ?? at)
  return {
    state,
    target: clock.target,
    used: sum(clock, spans, 'counted', at),
    paused: sum(clock, spans, 'paused', at),
    due: state === 'running' ? due : undefined,
    stopped: mode === 'stopped' ? since : undefined,
    breached: !isVoid && due !== undefined && end > due,
  }
}

const sum = ({ hours }: OracleClock, spans: readonly Span[], mode: Span['mode'], at: number): number =>
  spans.reduce((all, span, index) => {
    if (span.mode !== mode) return all
    return all + hours.between(span.from, spans[index + 1]?.from ?? at)
  }, 0)

/** The first instant at which so much was used, or will be when it goes on as it does. */
export function reached(clock: OracleClock, amount: number): number | undefined {
  const { hours } = clock
  const { spans } = lived(clock)
  let used = 0
  for (const [index, span] of spans.entries()) {
    if (span.mode !== 'counted') continue
    const until = spans[index + 1]?.from
    const found = hours.add(span.from, amount - used)
    if (found !== undefined && (until === undefined || found <= until)) return found
    used += until === undefined ? 0 : hours.between(span.from, until)
  }
  return undefined
}

/** When a threshold or a step is reached; a broken promise is one that was not kept at its due instant. */
export function instantOf(clock: OracleClock, percent: number): number | undefined {
  const found = reached(clock, Math.ceil((clock.target * percent) / 100))
  return found !== undefined && percent === 100 ? found + 1 : found
}

export function stepInstant(clock: OracleClock, { after }: StepPlan): number | undefined {
  return 'percent' in after ? instantOf(clock, after.percent) : reached(clock, after.minutes * 60_000)
}

export const hasEnded = (state: string): boolean => ends.includes(state)
