import { hours } from '../../kernel/duration.js'
import type { IncidentDetails } from './record.js'

type Answers = Pick<IncidentDetails, 'affects' | 'work'> & { readonly neededBy?: string | undefined }

/** Priority = impact × urgency (ITIL 2011 Service Operation 4.2.5.4): the sum of two ranks, less one. */
export const priorityOf = (impact: number, urgency: number): number => impact + urgency - 1

const impacts = { many: 1, team: 2, me: 3 } as const
const urgencies = { stopped: 1, hampered: 2, goes_on: 3 } as const

/** How soon "needed by" must be to lift the urgency by one rank: less than half a working day. */
const soon = hours(4)

/** Plain answers, ranked. Work that cannot go on is urgent by itself; a near deadline lifts the rest by one rank. */
export function ranked(
  answers: Answers,
  now: Date,
): { readonly impact: number; readonly urgency: number; readonly priority: number } {
  const impact = impacts[answers.affects]
  const plain = urgencies[answers.work]
  const presses = answers.neededBy !== undefined && new Date(answers.neededBy).getTime() - now.getTime() <= soon
  const urgency = presses ? Math.max(1, plain - 1) : plain
  return { impact, urgency, priority: priorityOf(impact, urgency) }
}
