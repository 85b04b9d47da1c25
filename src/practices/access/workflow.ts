import { workflow } from '../../records/index.js'
import {
  closeIt,
  describeIt,
  each,
  endIt,
  extendIt,
  for_,
  grantIt,
  hasEnd,
  liftIt,
  notOwn,
  prolongIt,
  restrictIt,
  vouchIt,
  warnIt,
} from './policy.js'

const undecided = ['requested', 'checking need', 'verified', 'awaiting approval', 'sent back']
const had = ['granted', 'awaiting extension', 'restricted']

/** The life of an access: one right of one person, from the wish for it until it is taken away (domain: "Access"). */
export const accessLife = workflow({
  start: 'requested',
  states: [...undecided, 'being granted', ...had, 'being removed', 'removed', 'rejected', 'cancelled'],
  // Nothing is to be done about what is granted, until it is.
  ends: ['granted', 'restricted', 'removed', 'rejected', 'cancelled'],
  verbs: {
    // What follows from what is known, and from the votes of those who are asked: no command leads here.
    check: { from: ['requested'], to: 'checking need', who: ['admin'] },
    verify: {
      from: ['requested'],
      to: 'verified',
      who: ['admin'],
      needs: ['vouched'],
      keeps: ['vouched'],
      effect: vouchIt,
    },
    vouch: { from: ['checking need'], to: 'verified', who: ['admin'], effect: vouchIt },
    ask: { from: ['verified'], to: 'awaiting approval', who: ['admin'] },
    approve: { from: ['awaiting approval'], to: 'being granted', who: ['admin'], milestone: true },
    waive: {
      from: ['verified'],
      to: 'being granted',
      who: ['admin'],
      needs: ['waived'],
      keeps: ['waived'],
      milestone: true,
    },
    reject: {
      from: ['checking need', 'awaiting approval'],
      to: 'rejected',
      who: ['admin'],
      needs: ['reason'],
      milestone: true,
      effect: closeIt,
    },
    return: { from: ['checking need', 'awaiting approval'], to: 'sent back', who: ['admin'], milestone: true },
    describe: {
      from: ['sent back'],
      to: 'requested',
      who: ['user'],
      needs: ['need'],
      guard: for_('describe'),
      effect: describeIt,
    },
    grant: {
      from: ['being granted'],
      to: 'granted',
      who: ['service owner', 'assignee', 'team'],
      milestone: true,
      effect: grantIt,
    },
    /** The team cannot: whoever asked hears why. */
    decline: {
      from: ['being granted'],
      to: 'rejected',
      who: ['service owner', 'assignee', 'team'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      effect: closeIt,
    },
    /** Others lead its person, or answer for its service, than before. */
    look: {
      from: [...undecided, 'being granted', ...had, 'being removed'],
      who: ['admin'],
    },
    warn: { from: ['granted'], who: ['admin'], milestone: true, effect: warnIt },
    extend: {
      from: ['granted'],
      to: 'awaiting extension',
      who: ['user'],
      guard: each(for_('extend'), hasEnd),
      effect: extendIt,
    },
    prolong: {
      from: ['granted', 'awaiting extension'],
      to: 'granted',
      who: ['admin'],
      milestone: true,
      effect: prolongIt,
    },
    /** It is not wanted for longer after all, or not allowed: it ends when it would have. */
    let_end: {
      from: ['awaiting extension'],
      to: 'granted',
      who: ['admin'],
      needs: ['reason'],
      milestone: true,
      effect: () => ({ details: { extension: null } }),
    },
    restrict: {
      from: ['granted', 'awaiting extension'],
      to: 'restricted',
      who: ['user'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      guard: for_('restrict'),
      effect: restrictIt,
    },
    lift: {
      from: ['restricted'],
      to: 'granted',
      who: ['user'],
      milestone: true,
      guard: each(for_('lift'), notOwn),
      effect: liftIt,
    },
    /** Whoever answers for it says that it is still needed. */
    keep: { from: had, who: ['user'], guard: each(for_('keep'), notOwn) },
    remove: {
      from: had,
      to: 'being removed',
      who: ['user'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      guard: for_('remove'),
      effect: (record, input) => endIt(record, { ...input, why: 'asked' }),
    },
    /** By itself: its time is up, its person has left, nobody needs it. */
    end: {
      from: had,
      to: 'being removed',
      who: ['admin'],
      needs: ['why'],
      keeps: ['why'],
      milestone: true,
      effect: endIt,
    },
    revoke: {
      from: ['being removed'],
      to: 'removed',
      who: ['service owner', 'assignee', 'team'],
      milestone: true,
      effect: closeIt,
    },
    cancel: {
      from: [...undecided, 'being granted'],
      to: 'cancelled',
      who: ['user'],
      needs: ['reason'],
      says: 'reason',
      milestone: true,
      guard: for_('cancel'),
      effect: closeIt,
    },
  },
})
