import type { Promises } from '../../sla/index.js'

const over = ['resolved', 'closed', 'cancelled']

/** The clocks of an incident. Assigning or starting work is the response (domain: "Incident `INC`"). */
export const incidentPromises: Promises = {
  waits: { in: 'pending', reason: 'reason', supplier: 'awaiting_supplier' },
  clocks: {
    response: { stopsBy: ['take', 'assign'], stopsIn: over },
    resolution: { stopsIn: over, reopensBy: ['reopen'] },
    reply: { talk: 'answers' },
    update: { talk: 'news' },
  },
}
