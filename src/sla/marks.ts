import type { Audience, Step as EscalationStep } from '../organisation/index.js'
import { type ClockState, instantAfterUse, instantOf, replay, stoppedSince } from './clock.js'
import type { Derived } from './derive.js'
import type { ClockRow } from './table.js'

/** A point on a clock at which somebody is to hear of it. */
export type Mark = { readonly name: string; readonly at: Date } & (
  | { readonly kind: 'warning'; readonly percent: number; readonly tell: readonly Audience[] }
  | { readonly kind: 'breach'; readonly tell: readonly Audience[] }
  | { readonly kind: 'step'; readonly step: EscalationStep }
)

/**
 * All marks of a running clock with their instants, in order; none while it is paused or stopped. Finishing at the due
 * instant keeps the promise, so the breach is a millisecond later.
 */
export function marksOf(
  { promise, events, agreement, metric, void: isVoid }: Derived,
  now: Date,
  priority?: number,
): readonly Mark[] {
  const at = presentOf(events, now)
  const state = replay(promise, events, at)
  if (isVoid || state.state !== 'running' || state.due === null) return []
  const share = (percent: number): Date | null => instantOf(promise, events, at, percent)
  const marks: Mark[] = []
  for (const { at: percent, tell } of agreement.thresholds) {
    const when = share(percent)
    if (when) marks.push({ kind: 'warning', name: String(percent), at: when, percent, tell })
  }
  marks.push({ kind: 'breach', name: '100', at: new Date(state.due.getTime() + 1), tell: agreement.breach.tell })
  agreement.escalation.forEach((step, index) => {
    if (step.clock !== metric || (step.priorities && !step.priorities.includes(priority ?? 0))) return
    const when =
      'ms' in step.after
        ? instantAfterUse(promise, events, at, step.after.ms)
        : step.after.percent === 100
          ? new Date((state.due as Date).getTime() + 1)
          : share(step.after.percent)
    if (when) marks.push({ kind: 'step', name: `step/${index}`, at: when, step })
  })
  return marks.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Now, for a clock: a machine's may have been set back, and none is looked at before what happened to it last. */
export const presentOf = (events: Derived['events'], now: Date): Date =>
  new Date(Math.max(now.getTime(), ...events.map(({ at }) => at.getTime())))

/** The target in force at an instant. */
export function targetIn(first: number, events: Derived['events'], at: Date): number {
  const retargeted = events.findLast(
    (event) => event.kind === 'retarget' && event.at <= at && event.targetMs !== undefined,
  )
  return retargeted?.targetMs ?? first
}

/** What is stored of a clock: its figures at an instant, and when it is to be looked at next. */
export function figuresOf(
  derived: Derived,
  at: Date,
): Pick<ClockRow, 'state' | 'targetMs' | 'usedMs' | 'pausedMs' | 'dueAt' | 'stoppedAt' | 'breached' | 'asOf'> {
  const state: ClockState = replay(derived.promise, derived.events, at)
  const stopped = derived.void || state.state === 'stopped'
  return {
    state: derived.void ? 'void' : state.state,
    targetMs: targetIn(derived.promise.targetMs, derived.events, at),
    usedMs: state.usedMs,
    pausedMs: state.pausedMs,
    dueAt: stopped ? undefined : (state.due ?? undefined),
    stoppedAt: stopped ? (stoppedSince(derived.promise, derived.events, at) ?? at) : undefined,
    breached: !derived.void && state.breached,
    asOf: at,
  }
}

/** When a clock that has stopped would have been due; undefined where its calendar does not open for so long. */
export function dueBefore({ promise, events }: Derived, stoppedAt: Date): Date | undefined {
  const before = events.filter(({ kind, at }) => !(kind === 'stop' && at.getTime() === stoppedAt.getTime()))
  return replay(promise, before, stoppedAt).due ?? undefined
}
