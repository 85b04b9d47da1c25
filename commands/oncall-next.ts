import { listed, optional, person } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** The caller's next shifts and what waits for their answer, somebody's, or those of a rotation. */
export const oncallNext = command({
  name: 'oncall next',
  takes: { who: optional(person()), rotation: optional(listed('rotations')) },
  who: 'anyone',
  example: '/oncall next rotation:night',
  reads: true,
  run: async ({ desk, voice }, of) => ({ kind: 'whisper', card: await desk.onCall.next(of, voice) }),
})
