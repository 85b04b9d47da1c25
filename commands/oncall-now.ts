import { listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Who is on call, in every rotation or in one. */
export const oncallNow = command({
  name: 'oncall now',
  takes: { rotation: optional(listed('rotations')) },
  who: 'anyone',
  example: '/oncall now',
  reads: true,
  run: async ({ desk, voice }, { rotation }) => ({ kind: 'whisper', card: await desk.onCall.now(rotation, voice) }),
})
