import { carried } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Undoes a cover: whose shift it is has it back, or is asked to take it back by who stands in. */
export const oncallUncover = command({
  name: 'oncall uncover',
  takes: { ask: carried() },
  who: 'agent',
  example: '/oncall uncover',
  run: async ({ desk, voice }, { ask }) => ({ kind: 'whisper', card: await desk.onCall.uncover(ask, voice) }),
})
