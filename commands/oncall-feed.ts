import { choice, listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** The address of the caller's shifts, or of a rotation's, as a calendar to subscribe to. */
export const oncallFeed = command({
  name: 'oncall feed',
  takes: { rotation: optional(listed('rotations')), renew: optional(choice('answer', ['yes', 'no'])) },
  who: 'anyone',
  example: '/oncall feed rotation:night',
  run: async ({ desk, voice }, { rotation, renew }) => ({
    kind: 'whisper',
    card: await desk.onCall.feed({ renew: renew === 'yes', ...(rotation === undefined ? {} : { rotation }) }, voice),
  }),
})
