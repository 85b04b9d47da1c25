import { listed, moment, optional, person } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Asks somebody to exchange a shift each: the next ones of both, unless times within others are named. */
export const oncallSwap = command({
  name: 'oncall swap',
  takes: {
    who: person(),
    rotation: optional(listed('rotations')),
    mine: optional(moment()),
    theirs: optional(moment()),
  },
  who: 'agent',
  example: '/oncall swap @ana rotation:night',
  run: async ({ desk, voice }, wish) => ({ kind: 'whisper', card: await desk.onCall.swap(wish, voice) }),
})
