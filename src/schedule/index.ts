export type { Job } from './job.js'
export { createRunner, pruneRuns, type Runner } from './runner.js'
