import type { Promises } from '../../sla/index.js'

const over = ['fulfilled', 'closed', 'rejected', 'cancelled']

/** The clocks of a request: a decision, and what was ordered, within a time. */
export const requestPromises: Promises = {
  clocks: {
    response: { stopsBy: ['assign', 'start'], stopsIn: over },
    approval: {
      startsIn: ['awaiting approval'],
      stopsBy: ['approve', 'reject', 'return'],
      stopsIn: over,
      reopensBy: ['submit'],
    },
    fulfilment: { stopsIn: over, reopensBy: ['reopen'] },
    reply: { talk: 'answers' },
  },
}
