import { cronProblem } from '../schedule/index.js'
import { type Loose, mapIn, type Tell, textIn, unknown } from './loose.js'

/** Jobs that the program does not have, or whose times cannot be set; cron expressions that are none, or never come true. */
export function checkJobs(file: Loose, tell: Tell, jobs?: readonly string[]): void {
  for (const [name, content] of Object.entries(mapIn(file.jobs))) {
    if (jobs && !jobs.includes(name)) tell(['jobs'], unknown('job', name, jobs), name)
    for (const cron of textIn(mapIn(content).cron)) {
      const problem = cronProblem(cron)
      if (problem) tell(['jobs', name, 'cron'], { words: problem, params: { found: cron } })
    }
  }
}
