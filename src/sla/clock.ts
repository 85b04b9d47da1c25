import { businessTimeBetween, type Calendar, instantAfter } from '../kernel/calendar.js'

/**
 * What a clock is: the fold of what happened to it. A clock measures one promise – so much business time – and runs only
 * in the calendar's opening time and while it is neither paused nor stopped. Nothing in here is stored or asks the time.
 */

export interface ClockPromise {
  readonly calendar: Calendar
  /** Business time, in milliseconds. */
  readonly targetMs: number
  /** Whether pausing it stops the time. */
  readonly pausable: boolean
}

export interface ClockEvent {
  readonly at: Date
  /** `reopen` goes on with the old clock; what lies between stop and reopen counts as nothing, not as paused either. */
  readonly kind: 'start' | 'pause' | 'resume' | 'stop' | 'reopen' | 'retarget'
  /** The new target, of `retarget`. */
  readonly targetMs?: number
}

export interface ClockState {
  /** `stopped` before the first start as well. */
  readonly state: 'running' | 'paused' | 'stopped'
  readonly usedMs: number
  /** Business time that went by while it was paused. */
  readonly pausedMs: number
  /**
   * The first instant at which used time reaches – or, when a new target is shorter, reached – the target. Null while
   * the clock does not run, and when the calendar does not open for so long.
   */
  readonly due: Date | null
  /** Whether it was stopped, or is now, later than due: at exactly due it is met. Judged by the target in force. */
  readonly breached: boolean
}

/** A part of a clock's life; the last one ends at the instant that was asked about. */
export interface ClockSpan {
  readonly kind: 'counted' | 'paused' | 'stopped'
  readonly from: Date
  readonly to: Date
  readonly businessMs: number
}

/**
 * The clock at an instant. Events stand in the order in which they happened; one that is dated before its predecessor
 * (the machine's clock was set back) counts as happening with it. Those after `at` are ignored, and so is every event
 * that makes no sense where it stands: a second pause, a resume without a pause, anything before the start.
 */
export function replay(promise: ClockPromise, events: readonly ClockEvent[], at: Date): ClockState {
  const life = lived(promise, events, at)
  const due = reachedAt(promise.calendar, life, life.targetMs)
  const end = endOf(life, at)
  return {
    state: life.state,
    usedMs: total(life.spans, 'counted'),
    pausedMs: total(life.spans, 'paused'),
    due: life.state === 'running' ? due : null,
    breached: due !== null && end !== undefined && end > due,
  }
}

/** Until when a clock is judged: while it is paused no time runs out, so one that was paused at due is not late yet. */
function endOf({ state, spans }: Life, at: Date): Date | undefined {
  if (state === 'running') return at
  return spans.findLast(({ kind }) => kind === 'counted' || (state === 'stopped' && kind === 'paused'))?.to
}

/**
 * The instant at which a share of the target in force (in per cent) is used, or was if that lies behind `at`: for 100 it
 * is `due`. Null while the clock does not run.
 */
export function instantOf(
  promise: ClockPromise,
  events: readonly ClockEvent[],
  at: Date,
  percent: number,
): Date | null {
  const life = lived(promise, events, at)
  return life.state === 'running' ? reachedAt(promise.calendar, life, shareOf(life.targetMs, percent)) : null
}

/** The spans of a clock's life until `at`, from its start on, none of them empty. */
export const spansOf = (promise: ClockPromise, events: readonly ClockEvent[], at: Date): readonly ClockSpan[] =>
  lived(promise, events, at).spans.filter(({ from, to }) => from < to)

/** The same for so much of opening time, in milliseconds. */
export function instantAfterUse(
  promise: ClockPromise,
  events: readonly ClockEvent[],
  at: Date,
  amount: number,
): Date | null {
  const life = lived(promise, events, at)
  return life.state === 'running' ? reachedAt(promise.calendar, life, amount) : null
}

/** Since when it is stopped; undefined while it is not, and before its start. */
export function stoppedSince(promise: ClockPromise, events: readonly ClockEvent[], at: Date): Date | undefined {
  const { state, spans } = lived(promise, events, at)
  return state === 'stopped' ? spans.at(-1)?.from : undefined
}

interface Life {
  readonly state: ClockState['state']
  readonly targetMs: number
  readonly spans: readonly ClockSpan[]
}

type State = ClockState['state'] | 'unstarted'

/** What each event makes of a clock; where nothing stands the event makes no sense and changes nothing. */
const moves: Readonly<Record<Exclude<ClockEvent['kind'], 'retarget'>, Partial<Record<State, ClockState['state']>>>> = {
  start: { unstarted: 'running' },
  pause: { running: 'paused' },
  resume: { paused: 'running' },
  stop: { running: 'stopped', paused: 'stopped' },
  reopen: { stopped: 'running' },
}
const kinds = { running: 'counted', paused: 'paused', stopped: 'stopped' } as const

function lived({ calendar, targetMs, pausable }: ClockPromise, events: readonly ClockEvent[], at: Date): Life {
  if (!isTarget(targetMs)) throw new RangeError('a target is a length of time')
  const spans: ClockSpan[] = []
  let state: State = 'unstarted'
  let target = targetMs
  let since = at
  let latest = Number.NEGATIVE_INFINITY
  const close = (to: Date): void => {
    if (state !== 'unstarted')
      spans.push({ kind: kinds[state], from: since, to, businessMs: businessTimeBetween(calendar, since, to) })
  }
  for (const event of events) {
    const next: ClockState['state'] | undefined = event.kind === 'retarget' ? undefined : moves[event.kind][state]
    const counts = event.kind === 'retarget' || (next !== undefined && (pausable || event.kind !== 'pause'))
    if (!counts) continue
    latest = Math.max(latest, event.at.getTime())
    if (latest > at.getTime()) break
    if (!next) {
      target = isTarget(event.targetMs) ? event.targetMs : target
      continue
    }
    close(new Date(latest))
    state = next
    since = new Date(latest)
  }
  close(at)
  return { state: state === 'unstarted' ? 'stopped' : state, targetMs: target, spans }
}

/** The first instant at which a clock has used this much in the spans that count; the running one goes on. */
function reachedAt(calendar: Calendar, { state, spans }: Life, amount: number): Date | null {
  let used = 0
  for (const span of spans) {
    if (span.kind !== 'counted') continue
    const goesOn = state === 'running' && span === spans.at(-1)
    if (goesOn || used + span.businessMs >= amount) {
      const reached = instantAfter(calendar, span.from, amount - used)
      // Nothing at all is used at the next opening, which a span may not live to see.
      if (reached && (goesOn || reached <= span.to)) return reached
    }
    used += span.businessMs
  }
  return null
}

const shareOf = (targetMs: number, percent: number): number => Math.ceil((targetMs * percent) / 100)

const total = (spans: readonly ClockSpan[], kind: ClockSpan['kind']): number =>
  spans.reduce((sum, span) => (span.kind === kind ? sum + span.businessMs : sum), 0)

const isTarget = (ms: number | undefined): ms is number => ms !== undefined && ms >= 0 && Number.isFinite(ms)
