import { settings } from './config.js'
import { itemTypes } from './configuration/index.js'
import { timedJobs } from './jobs.js'
import { practices } from './practices/index.js'

/** What a desk file may name that does not stand in it. */
export const known = {
  practices: practices.map(({ name }) => name),
  jobs: timedJobs,
  types: itemTypes,
  settings: Object.keys(settings),
}
