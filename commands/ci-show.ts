import { item } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** A configuration item with what it is related to and what is open about it. */
export const ciShow = command({
  name: 'ci show',
  takes: { item: item() },
  who: 'agent',
  example: '/ci show wifi-controller',
  reads: true,
  run: async ({ desk, voice }, { item: key }) => ({ kind: 'whisper', card: await desk.configuration.show(key, voice) }),
})
