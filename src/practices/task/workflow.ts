import { workflow } from '../../records/index.js'
import { assignIt, endIt, failIt, notTaken, runsByItself, takeIt, workers } from './policy.js'

const todo = ['open', 'in progress', 'failed']

/** The life of a task: it waits for its turn, is done by somebody or by itself, or is not needed any more. */
export const taskLife = workflow({
  start: 'waiting',
  states: ['waiting', 'open', 'in progress', 'failed', 'done', 'cancelled'],
  ends: ['done', 'cancelled'],
  verbs: {
    // What comes before it is done: no command leads here.
    ready: { from: ['waiting'], to: 'open', who: ['admin'] },
    take: { from: ['open', 'failed'], to: 'in progress', who: workers, guard: notTaken, effect: takeIt },
    assign: {
      from: ['waiting', ...todo],
      who: workers,
      needs: ['assignee'],
      keeps: ['assignee'],
      effect: assignIt,
    },
    finish: { from: todo, to: 'done', who: workers, says: 'note', milestone: true, effect: endIt },
    fail: {
      from: ['open', 'in progress'],
      to: 'failed',
      who: workers,
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      effect: failIt,
    },
    /** By itself once more. */
    retry: { from: ['failed'], to: 'open', who: workers, guard: runsByItself, effect: () => ({ assignee: null }) },
    cancel: {
      from: ['waiting', ...todo],
      to: 'cancelled',
      who: workers,
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      effect: (_, __, { now }) => ({ closedAt: now }),
    },
  },
})
