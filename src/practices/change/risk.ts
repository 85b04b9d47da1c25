import { type ChangeDetails, type Risk, type RiskClass, type RiskReason, riskClasses } from './record.js'

/** What is known when a change is assessed. */
export interface RiskFacts {
  readonly answers: NonNullable<ChangeDetails['answers']>
  /** Services that fail with the items, those named by hand included. */
  readonly services: number
  /** Promises to customers that are at risk. */
  readonly agreements: number
  /** What goes on with fewer alternatives than it had. */
  readonly weakened: number
  /** The register could not be read to its end. */
  readonly cut: boolean
  /** Minutes. */
  readonly outage?: number | undefined
  /** Of changes of the same items in the last year: how many went wrong, and how many there were. */
  readonly failed: number
  readonly done: number
  /** The same of changes of the same services that are of other items. */
  readonly similar: { readonly failed: number; readonly done: number }
}

const worst = (points: number): 1 | 2 | 3 => (points >= 4 ? 3 : points >= 2 ? 2 : 1)

/**
 * Risk = probability × impact, 1 to 3 each (domain: "Change `CHG`"): high from 6 on, medium from 3 on. Every point has its
 * reason, so that whoever decides can doubt it.
 */
export function riskOf(facts: RiskFacts): Risk {
  const likely = probabilityOf(facts)
  const hard = impactOn(facts)
  const [probability, impact] = [worst(likely.points), worst(hard.points)]
  const score = probability * impact
  return { class: classOf(score), probability, impact, score, reasons: [...hard.reasons, ...likely.reasons] }
}

export const classOf = (score: number): RiskClass => (score >= 6 ? 'high' : score >= 3 ? 'medium' : 'low')

/**
 * A risk that was found anew, beside what stood there. Where somebody had chosen another class than what was computed, that
 * choice holds as long as nothing else is found, and never makes light of what is: only they can choose a lower one again.
 */
export function foundAnew(there: Risk | undefined, now: Risk): Risk {
  if (!there?.computed) return now
  const chosen = there.computed === now.class || isHigher(there.class, now.class) ? there.class : now.class
  return chosen === now.class ? now : { ...now, class: chosen, computed: now.class }
}

const order: readonly string[] = riskClasses
export const isHigher = (one: string, other: string): boolean => order.indexOf(one) > order.indexOf(other)

interface Points {
  readonly points: number
  readonly reasons: readonly RiskReason[]
}

const sum = (all: readonly (readonly [points: number, reason: RiskReason])[]): Points => {
  const counted = all.filter(([points]) => points > 0)
  return {
    points: counted.reduce((sofar, [points]) => sofar + points, 0),
    reasons: counted.map(([, reason]) => reason),
  }
}

const triedPoints = { often: 0, before: 1, never: 2 } as const
const undoPoints = { easily: 0, with_effort: 1, not: 3 } as const
const testedPoints = { fully: 0, partly: 1, not: 2 } as const

/**
 * A failure counts for more than a success takes away: two of the last few make it likely by themselves. Those of similar
 * changes, of the same services, count once where a quarter of them went wrong.
 */
function probabilityOf({ answers: { tried, undo, tested }, failed, done, similar }: RiskFacts): Points {
  return sum([
    [triedPoints[tried], { code: `tried_${tried}` }],
    [undoPoints[undo], { code: `undo_${undo}` }],
    [testedPoints[tested], { code: `tested_${tested}` }],
    [Math.min(4, failed * 2), { code: 'failed', count: failed, name: String(done) }],
    [
      similar.failed * 4 >= similar.done ? Math.min(1, similar.failed) : 0,
      { code: 'similar', count: similar.failed, name: String(similar.done) },
    ],
  ])
}

function impactOn({ services, agreements, weakened, cut, outage = 0 }: RiskFacts): Points {
  return sum([
    [services >= 3 ? 3 : services > 0 ? 1 : 0, { code: 'services', count: services }],
    [agreements > 0 ? 1 : 0, { code: 'agreements', count: agreements }],
    [weakened > 0 ? 1 : 0, { code: 'weakened', count: weakened }],
    [outage >= 60 ? 2 : outage > 0 ? 1 : 0, { code: 'outage', count: outage }],
    [cut ? 3 : 0, { code: 'cut' }],
  ])
}
