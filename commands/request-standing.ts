import { command } from '../src/desk/index.js'
import { standing } from '../src/practices/request/index.js'

/** What the caller has ordered again and again, each with a button that ends it. */
export const requestStanding = command({
  name: 'request standing',
  takes: {},
  who: 'anyone',
  example: '/request standing',
  reads: true,
  run: (call) => standing(call),
})
