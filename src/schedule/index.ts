export { crashed, holdsSlot } from './claim.js'
export { fenced } from './fence.js'
export {
  type HandRun,
  type Job,
  type JobPlan,
  type Missed,
  missedPolicies,
  type Slot,
  type SlotJob,
  type SlotlessJob,
  type SlotlessPlan,
  type SlotPlan,
  type Timing,
  usualLimit,
} from './job.js'
export { overran } from './overrun.js'
export { createRunner, pruneRuns, type Runner } from './runner.js'
export { type PastRun, recentRuns, type Standing, standingsOf } from './standing.js'
export { type CronProblem, cronProblem, type Timetable, timetable } from './timetable.js'
