import { command } from '../src/desk/index.js'
import { basketCard } from '../src/practices/request/index.js'

/** What lies in the caller's basket. */
export const requestBasket = command({
  name: 'request basket',
  takes: {},
  who: 'anyone',
  example: '/request basket',
  reads: true,
  run: async (call) => ({ kind: 'whisper', card: await basketCard(call) }),
})
