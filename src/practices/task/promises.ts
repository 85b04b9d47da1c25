import type { Promises } from '../../sla/index.js'

const over = ['done', 'cancelled']

/** The clocks of a task, which face the team that holds it: from when its turn has come. */
export const taskPromises: Promises = {
  clocks: {
    response: { startsIn: ['open'], stopsBy: ['take', 'assign'], stopsIn: over },
    resolution: { startsIn: ['open'], stopsIn: over },
  },
}
