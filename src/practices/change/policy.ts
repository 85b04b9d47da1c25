import { checkWindow, type Span } from '../../forward/index.js'
import { after, days, hours } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import type { By, Input, Patch, Rec } from '../../records/index.js'
import { type ChangeDetails, type PlanName, planNames, riskSchema, type Step } from './record.js'
import { foundAnew, isHigher } from './risk.js'

/** Who may do what to a change, what a verb asks besides its state, and what it changes. All pure. */

/** Those who bring it forward: change managers, who is responsible, the owner of the service, and the team that holds it. */
export const workers = ['change manager', 'assignee', 'service owner', 'team', 'agent'] as const
/** Those who say how it goes on. */
export const managers = ['change manager', 'service owner'] as const
/** Those who do it. */
export const doers = ['assignee', 'change manager', 'team'] as const

/** So many working days after its end a change is reviewed unless the house says otherwise (ITIL v2 Service Support 8.5.9 leaves the number open). */
export const reviewWithin = 5

/** So long before its window whoever does it is reminded, and may begin. */
const aheadBy = hours(1)

export const detailsOf = (record: Rec): ChangeDetails => record.details as ChangeDetails

const refused = (
  code: string,
  { number }: Rec,
  field?: string,
  params: Readonly<Record<string, string>> = {},
): Refusal => new Refusal(`change.${code}`, { number, ...params }, field)

type Guard = (record: Rec, input: Input, by: By) => Refusal | undefined

/** The first refusal of several guards. */
export const each =
  (...guards: readonly Guard[]): Guard =>
  (record, input, by) => {
    for (const guard of guards) {
      const refusal = guard(record, input, by)
      if (refusal) return refusal
    }
    return undefined
  }

/** What must be known before anybody can look at it. */
export const isDescribed: Guard = (record) => {
  const { reason, items, services } = detailsOf(record)
  if (!reason) return refused('no_reason', record, 'reason')
  return items.length + services.length === 0 ? refused('nothing_affected', record, 'items') : undefined
}

/** What must be known before it can be decided: risk, window, and how it is done and undone. */
export const isAssessed: Guard = (record) => {
  const { risk, window } = detailsOf(record)
  if (!risk) return refused('no_risk', record)
  if (!window) return refused('no_window', record, 'from')
  return hasPlans(record)
}

const hasPlans = (record: Rec): Refusal | undefined => {
  const missing = (['implementation', 'back_out'] as const).find((name) => stepsOf(record, name).length === 0)
  return missing && new Refusal('change.no_plan', { number: record.number, plan: { words: `choices.plan.${missing}` } })
}

export const isEmergency: Guard = (record) =>
  detailsOf(record).kind === 'emergency' ? undefined : refused('no_emergency', record)

export const isNoEmergency: Guard = (record) =>
  detailsOf(record).kind === 'emergency' ? refused('is_emergency', record) : undefined

export const isStandard: Guard = (record) =>
  detailsOf(record).template === undefined ? refused('no_standard', record) : undefined

/** A window that somebody gives or that stands: it ends after it begins, is not over, and is no project. */
export const windowIsGood: Guard = (record, { from, to }, { now }) => {
  const window = windowFrom({ from, to }, detailsOf(record).window)
  if (!window) return from || to ? refused('half_window', record, from ? 'to' : 'from') : undefined
  const span = { from: new Date(window.from), to: new Date(window.to) }
  return wrongWith(span, now) ?? (span.to <= now ? refused('window_past', record, 'from') : undefined)
}

/** What the schedule has against a window by itself. */
function wrongWith(span: Span, now: Date): Refusal | undefined {
  try {
    checkWindow(span, now)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

export const hasWindow: Guard = (record, { from, to }) =>
  windowFrom({ from, to }, detailsOf(record).window) ? undefined : refused('no_window', record, 'from')

export const hasImplementer: Guard = (record, { assignee }) =>
  record.assignee || assignee ? undefined : refused('nobody_does_it', record, 'who')

/** What is given replaces what stands, each end by itself; undefined while one end is unknown. */
function windowFrom(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  there: ChangeDetails['window'],
): ChangeDetails['window'] {
  const [begins, ends] = [from || there?.from, to || there?.to]
  return begins && ends ? { from: begins, to: ends } : undefined
}

/** An optional number of minutes is one, or is not given at all. */
export const minutesAreNumbers: Guard = (record, input) => {
  const wrong = (['outage', 'effort'] as const).find((name) => input[name] && !/^\d{1,6}$/.test(input[name] ?? ''))
  return wrong && refused('no_minutes', record, wrong, { typed: input[wrong] ?? '' })
}

const minutes = (typed: string | undefined): number | undefined => (typed ? Number(typed) : undefined)

/**
 * New words for what is known of it. Lists arrive with commas or spaces between; what is absent stays. With it comes the
 * risk that it has by then, as JSON, where it had been assessed.
 */
export function describeIt(record: Rec, input: Input): Patch {
  const { window: there } = detailsOf(record)
  const window = windowFrom({ from: input.from, to: input.to }, there)
  const texts = (['reason', 'return', 'risks', 'resources', 'relationship'] as const).flatMap((name) =>
    input[name] ? [[name, input[name]] as const] : [],
  )
  return {
    ...(input.what ? { title: input.what } : {}),
    ...(input.service ? { service: input.service } : {}),
    details: {
      ...Object.fromEntries(texts),
      ...(input.items === undefined ? {} : { items: listOf(input.items) }),
      ...(input.services === undefined ? {} : { services: listOf(input.services) }),
      ...(window ? { window } : {}),
      ...(input.outage ? { outage: minutes(input.outage) } : {}),
      ...(input.effort ? { effort: minutes(input.effort) } : {}),
      ...(input.risk ? { risk: foundAnew(detailsOf(record).risk, riskSchema.parse(parsed(input.risk))) } : {}),
    },
  }
}

/** Keys or ids as they are typed. */
export const listOf = (typed: string): readonly string[] => [
  ...new Set(typed.split(/[\s,]+/).filter((word) => word !== '')),
]

const parsed = (json: string): unknown => JSON.parse(json)

export const stepsOf = (record: Rec, name: PlanName): readonly Step[] => detailsOf(record)[name] ?? []

/** What was authorised beforehand is done in the way that was authorised; only the way back may have to be another one. */
export const stepsAreOwn: Guard = (record, { plan }) => {
  const isGiven = detailsOf(record).template !== undefined && record.state !== 'draft'
  return isGiven && plan !== 'back_out' ? refused('template_steps', record, 'steps') : undefined
}

/** None begins in a freeze that it is not excepted from. */
export const isNotFrozen: Guard = (record) =>
  (detailsOf(record).conflicts ?? []).some((key) => /^freeze:[^!]*$/.test(key)) ? refused('frozen', record) : undefined

const beforeDecision = ['draft', 'requested', 'ready for evaluation', 'ready for decision']

/**
 * What was decided is done as it was decided: steps can be added afterwards, and none left out or put otherwise. What was
 * hurried, or was not authorised, is written up when it is over; but a step that was ticked stays there too.
 */
export const stepsAreKept: Guard = (record, { plan, steps }) => {
  const { kind, template, unauthorised } = detailsOf(record)
  if (template !== undefined || beforeDecision.includes(record.state)) return undefined
  const isFree = kind === 'emergency' || unauthorised === true
  const now = new Set(linesOf(steps))
  const lost = stepsOf(record, nameOf(plan)).find(({ text, at }) => (!isFree || at) && !now.has(text))
  return lost && refused(isFree ? 'step_ticked' : 'steps_decided', record, 'steps', { step: lost.text })
}

const nameOf = (plan: string | undefined): PlanName => planNames.find((one) => one === plan) ?? 'implementation'

/** A line is a step; typed in one line, steps have a semicolon between. A step whose words stay keeps who did it. */
export function planIt(record: Rec, { plan, steps }: Input): Patch {
  const name = nameOf(plan)
  const there = new Map(stepsOf(record, name).map((step) => [step.text, step]))
  return { details: { [name]: linesOf(steps).map((text) => there.get(text) ?? { text }) } }
}

const linesOf = (steps: string | undefined): readonly string[] =>
  (steps ?? '')
    .split(/\n|;\s+/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '')

/** What was found by the questionnaire, the register and history; it arrives as JSON, since inputs are words. */
export function assessIt(record: Rec, { tried, undo, tested, risk }: Input): Patch {
  return {
    details: {
      answers: { tried, undo, tested },
      risk: foundAnew(detailsOf(record).risk, riskSchema.parse(parsed(risk ?? 'null'))),
    },
  }
}

/** Somebody who may chose another class, and says why. */
export function overrideIt(record: Rec, input: Input): Patch {
  const { risk } = detailsOf(record)
  const found = risk?.computed ?? risk?.class
  return { details: { risk: { ...risk, class: input.risk, computed: found === input.risk ? undefined : found } } }
}

/** Nobody makes light of what is theirs: who decides on it goes by its risk. */
export const isRisky: Guard = (record, { risk }, { caller }) => {
  const there = detailsOf(record).risk
  if (!there) return refused('no_risk', record)
  if (there.class === risk) return refused('same_risk', record, 'risk')
  const isLighter = isHigher(there.class, risk ?? there.class)
  return isLighter && caller?.person.id === record.requester ? refused('own_risk', record, 'risk') : undefined
}

export function scheduleIt(record: Rec, input: Input): Patch {
  return {
    ...(input.assignee ? { assignee: input.assignee } : {}),
    details: {
      window: windowFrom({ from: input.from, to: input.to }, detailsOf(record).window),
    },
  }
}

/**
 * What was scheduled begins in its window, at the earliest when it was reminded of; what was hurried, when it has to. A
 * standard change needs no window.
 */
export const isItsTime: Guard = (record, _, { now }) => {
  const { kind, window, template } = detailsOf(record)
  if (kind === 'emergency') return undefined
  if (record.state !== 'scheduled') return template === undefined ? refused('not_scheduled', record) : undefined
  if (!window) return undefined
  if (now < after(new Date(window.from), -aheadBy)) return refused('window_ahead', record)
  return now >= new Date(window.to) ? refused('window_over', record) : undefined
}

export const startIt = (record: Rec, _: Input, { now, caller }: By): Patch => ({
  ...(record.assignee || !caller ? {} : { assignee: caller.person.id }),
  details: { startedAt: now.toISOString() },
})

/** A step by its number in its plan; the plan itself says what is still to do. */
export const stepIsThere: Guard = (record, { plan, step }) => {
  const name = nameOf(plan)
  const steps = stepsOf(record, name)
  const chosen = steps[Number(step) - 1]
  if (!chosen)
    return new Refusal(
      'change.no_step',
      { number: record.number, step: step ?? '', count: steps.length, plan: { words: `choices.plan.${name}` } },
      'step',
    )
  return chosen.at ? refused('step_done', record, 'step', { step: step ?? '' }) : undefined
}

export function tickIt(record: Rec, { plan, step }: Input, { now, caller }: By): Patch {
  const name = nameOf(plan)
  const done = { at: now.toISOString(), ...(caller ? { by: caller.person.id } : {}) }
  const steps = stepsOf(record, name).map((one, at) => (at === Number(step) - 1 ? { ...one, ...done } : one))
  return { details: { [name]: steps } }
}

/** Steps of the implementation and of the test that nobody ticked. */
export const openSteps = (record: Rec): number =>
  [...stepsOf(record, 'implementation'), ...stepsOf(record, 'test')].filter(({ at }) => !at).length

export const allIsTicked: Guard = (record) =>
  openSteps(record) > 0 ? refused('steps_open', record, undefined, { count: String(openSteps(record)) }) : undefined

/** It has ended, well or not: from now on a review is due. A standard change that went well needs none. */
export function endIt(record: Rec, { reason, cause, reviewDue }: Input, by: By): Patch {
  const { template } = detailsOf(record)
  const isRoutine = template !== undefined && cause === undefined
  return {
    resolvedAt: by.now,
    details: {
      endedAt: by.now.toISOString(),
      ...(reason ? { result: reason } : {}),
      ...(cause ? { cause } : {}),
      ...(isRoutine ? {} : { reviewDue: reviewDue ?? reviewDueAt(by).toISOString() }),
    },
  }
}

export const reviewDueAt = ({ now, workingDays }: By): Date =>
  workingDays ? workingDays(now, reviewWithin) : after(now, days(reviewWithin))

export function reviewIt(_: Rec, { verdict, outage, effort, risk }: Input, { now }: By): Patch {
  return {
    details: {
      review: {
        verdict,
        at: now.toISOString(),
        ...(outage ? { outage: minutes(outage) } : {}),
        ...(effort ? { effort: minutes(effort) } : {}),
        ...(risk ? { risk } : {}),
      },
    },
  }
}

/** What was authorised by a template is none that others decide on. */
export const isDecidedByOthers: Guard = (record) =>
  detailsOf(record).template === undefined ? undefined : refused('template_steps', record)

/** What was hurried is written up before it is closed: its reason and its plans, as those of any other change. */
export const isWrittenUp: Guard = (record, input, by) => isDescribed(record, input, by) ?? hasPlans(record)

export const isDocumented: Guard = (record) => {
  const { kind, documented } = detailsOf(record)
  return kind === 'emergency' && !documented ? refused('not_documented', record) : undefined
}

/** An implemented change is closed without a review only when it was routine. */
export const needsNoReview: Guard = (record) =>
  record.state === 'reviewed' || detailsOf(record).template !== undefined ? undefined : refused('not_reviewed', record)

export const closeIt = (_: Rec, __: Input, { now }: By): Patch => ({ closedAt: now })

/** Which of the five ingredients are there; arrives as words with spaces between. */
export const checkIt = (_: Rec, { ingredients }: Input): Patch => ({
  details: { ingredients: listOf(ingredients ?? '') },
})

export const reminders = ['window_soon', 'window_opens', 'window_ends', 'review_due'] as const
export type Reminder = (typeof reminders)[number]

const nagEvery = hours(24)

/** What somebody has to be told of a change now; once for each window, and of an overdue result every day. */
export function reminderDue(record: Rec, now: Date): Reminder | undefined {
  const { window, told = {}, reviewDue } = detailsOf(record)
  const isNew = (reminder: Reminder, since: string): boolean => told[reminder] !== since
  const isQuiet = (reminder: Reminder): boolean => {
    const last = told[reminder]
    return last !== undefined && now.getTime() - new Date(last).getTime() < nagEvery
  }
  if (window && ['scheduled', 'implementing'].includes(record.state)) {
    const [from, to] = [new Date(window.from), new Date(window.to)]
    if (now >= to) return isQuiet('window_ends') ? undefined : 'window_ends'
    if (record.state === 'implementing') return undefined
    if (now >= from) return isNew('window_opens', window.from) ? 'window_opens' : undefined
    return now >= after(from, -aheadBy) && isNew('window_soon', window.from) ? 'window_soon' : undefined
  }
  const isOverdue = reviewDue !== undefined && now >= new Date(reviewDue)
  return isOverdue && ['implemented', 'failed', 'backed out'].includes(record.state) && isNew('review_due', reviewDue)
    ? 'review_due'
    : undefined
}

export const remind =
  (reminder: Reminder) =>
  (record: Rec, _: Input, { now }: By): Patch => {
    const { window, told, reviewDue } = detailsOf(record)
    const since = {
      window_soon: window?.from,
      window_opens: window?.from,
      window_ends: undefined,
      review_due: reviewDue,
    }
    return { details: { told: { ...told, [reminder]: since[reminder] ?? now.toISOString() } } }
  }

export const isPublic: Guard = (record) => (record.private ? refused('private_already', record) : undefined)
export const isPrivate: Guard = (record) => (record.private ? undefined : refused('not_private', record))
