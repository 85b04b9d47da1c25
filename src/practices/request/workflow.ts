import { workflow } from '../../records/index.js'
import {
  askOnce,
  cancellable,
  changeIt,
  closeIt,
  deliverIt,
  fiveStars,
  fulfilIt,
  giveBack,
  notBegun,
  notTooLate,
  reopenIt,
  takesSomething,
  workers,
} from './policy.js'

const undecided = ['submitted', 'awaiting approval']
const inHand = ['approved', 'in fulfilment']

/** The life of a request (domain: "Request `REQ`"). */
export const requestLife = workflow({
  start: 'submitted',
  states: [...undecided, ...inHand, 'fulfilled', 'closed', 'rejected', 'cancelled'],
  ends: ['closed', 'rejected', 'cancelled'],
  verbs: {
    // What follows from the catalogue and from votes: no command leads here.
    ask: { from: ['submitted'], to: 'awaiting approval', who: ['admin'] },
    wave: {
      from: ['submitted'],
      to: 'approved',
      who: ['admin'],
      needs: ['because'],
      keeps: ['because'],
      effect: (_, { told }) => (told ? { details: { because: JSON.parse(told) as unknown } } : {}),
    },
    approve: { from: ['awaiting approval'], to: 'approved', who: ['admin'], milestone: true },
    reject: {
      from: ['awaiting approval'],
      to: 'rejected',
      who: ['admin'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      effect: closeIt,
    },
    return: {
      from: ['awaiting approval'],
      to: 'submitted',
      who: ['admin'],
      milestone: true,
      effect: () => ({ details: { returned: true } }),
    },
    /** Changes were asked for: as it is, or changed, it is asked for once more. */
    submit: {
      from: ['submitted'],
      to: 'awaiting approval',
      who: ['requester', ...workers],
      milestone: true,
      effect: () => ({ details: { returned: null } }),
    },
    begin: {
      from: ['approved'],
      to: 'in fulfilment',
      who: ['admin'],
      milestone: true,
      effect: () => ({ details: { opens: 'all' } }),
    },
    start: { from: ['in fulfilment'], who: ['admin'], effect: () => ({ details: { begun: true } }) },
    deliver: {
      from: ['in fulfilment'],
      who: ['admin'],
      needs: ['line', 'item'],
      keeps: ['line', 'item'],
      milestone: true,
      effect: deliverIt,
    },
    fulfil: { from: ['in fulfilment'], to: 'fulfilled', who: ['admin'], milestone: true, effect: fulfilIt },
    /** Until somebody began, it is another order; who has to approve it is looked at anew. */
    change: {
      from: [...undecided, ...inHand],
      to: 'submitted',
      who: ['requester', ...workers],
      milestone: true,
      guard: notBegun,
      effect: changeIt,
    },
    /** There for others again: at the end of what was lent, or before its time is over. */
    restock: {
      from: ['in fulfilment', 'fulfilled', 'closed'],
      who: ['requester', ...workers],
      guard: takesSomething,
      effect: giveBack,
    },
    assign: {
      from: [...undecided, ...inHand],
      who: workers,
      needs: ['assignee'],
      keeps: ['assignee'],
      effect: (_, { assignee }) => ({ assignee: assignee ?? null }),
    },
    confirm: { from: ['fulfilled'], to: 'closed', who: ['requester'], milestone: true, effect: closeIt },
    close: { from: ['fulfilled'], to: 'closed', who: workers, milestone: true, effect: closeIt },
    reopen: {
      from: ['fulfilled'],
      to: 'in fulfilment',
      who: ['requester', ...workers],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      guard: notTooLate,
      effect: reopenIt,
    },
    // The desk asks once more; no command leads here.
    remind: { from: ['fulfilled'], who: ['admin'], effect: askOnce('confirm') },
    nudge: { from: ['submitted'], who: ['admin'], effect: askOnce('return') },
    cancel: {
      from: [...undecided, ...inHand],
      to: 'cancelled',
      who: [...workers, 'requester'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      guard: cancellable,
      effect: closeIt,
    },
    rate: {
      from: ['closed'],
      who: ['requester'],
      needs: ['stars'],
      keeps: ['stars'],
      says: 'comment',
      guard: fiveStars,
      effect: (_, { stars, comment }) => ({
        details: { rating: Number(stars), ...(comment ? { verdict: comment } : {}) },
      }),
    },
  },
})
