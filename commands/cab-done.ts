import { text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Ticks off what somebody took on. */
export const cabDone = command({
  name: 'cab done',
  takes: { action: text(10) },
  who: 'agent',
  example: '/cab done 12',
  run: async ({ desk, voice }, { action }) => ({ kind: 'whisper', card: await createCab(desk).done(action, voice) }),
})
