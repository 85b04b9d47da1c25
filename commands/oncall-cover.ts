import { listed, moment, optional, person } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Asks somebody to stand in: for the next shift, or from and until a time. */
export const oncallCover = command({
  name: 'oncall cover',
  takes: {
    who: person(),
    rotation: optional(listed('rotations')),
    from: optional(moment()),
    until: optional(moment()),
    instead: optional(person()),
  },
  who: 'agent',
  example: '/oncall cover @ana from:tomorrow 18:00',
  run: async ({ desk, voice }, wish) => ({ kind: 'whisper', card: await desk.onCall.cover(wish, voice) }),
})
