import type { Promises } from '../../sla/index.js'

const over = ['closed', 'rejected', 'cancelled']

/** The clocks of a change: a decision within a time, a review after it ended, an emergency written up afterwards. */
export const changePromises: Promises = {
  clocks: {
    approval: {
      startsIn: ['ready for decision'],
      stopsBy: ['authorise', 'reject', 'return'],
      stopsIn: over,
      reopensBy: ['propose'],
    },
    review: { startsIn: ['implemented', 'failed', 'backed out'], stopsBy: ['review'], stopsIn: over },
    documentation: { startsBy: ['hurry'], stopsBy: ['document'], stopsIn: over },
  },
}
