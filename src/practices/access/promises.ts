import type { Promises } from '../../sla/index.js'

const over = ['rejected', 'cancelled', 'removed']

/** The clocks of an access: how long people take to decide, and the whole until it is granted. */
export const accessPromises: Promises = {
  clocks: {
    approval: { startsIn: ['awaiting approval'], stopsBy: ['approve', 'reject', 'return'], stopsIn: over },
    fulfilment: { stopsBy: ['grant'], stopsIn: over },
  },
}
