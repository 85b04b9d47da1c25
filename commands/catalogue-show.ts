import { offer } from '../src/chat/command.js'
import { catalogueDesk, command } from '../src/desk/index.js'

/** One thing that can be ordered: what it costs, by when it is there, and a button that orders it. */
export const catalogueShow = command({
  name: 'catalogue show',
  takes: { item: offer() },
  who: 'anyone',
  example: '/catalogue show parking',
  reads: true,
  run: async ({ desk, voice }, { item }) => ({ kind: 'whisper', card: await catalogueDesk(desk).show(item, voice) }),
})
