import { type Outcome, type Plan, runSchedule } from './schedule.js'
import type { Template } from './world.js'

/** The shortest beginning of a schedule after which something is wrong, found by halving and then by running it once more. */
export async function shrink(template: Template, plan: Plan, whole: Outcome): Promise<Outcome> {
  let shortest = whole
  let [low, high] = [0, whole.steps]
  while (low < high) {
    const middle = (low + high) >> 1
    const outcome = await runSchedule(template, { ...plan, steps: middle })
    if (outcome.violations.length > 0) {
      shortest = outcome
      high = middle
    } else low = middle + 1
  }
  return shortest
}
