import { choice, long, optional, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { rated } from '../src/practices/request/index.js'

/** The requester's satisfaction, one to five, and a word about it. */
export const requestRate = command({
  name: 'request rate',
  takes: {
    record: record('REQ'),
    stars: choice('stars', ['1', '2', '3', '4', '5']),
    comment: optional(long(1000)),
  },
  who: 'requester',
  example: '/request rate REQ-7 5 quick and friendly',
  run: async (call, { record, stars, comment }) =>
    rated(call, await call.desk.move(record, 'rate', { stars, ...(comment ? { comment } : {}) })),
})
