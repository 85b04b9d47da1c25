import { carried } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { orphansCard } from '../src/practices/access/index.js'

/** Rights that nobody stands behind: their person or owner has left, or the desk file would not give them any more. */
export const accessOrphans = command({
  name: 'access orphans',
  takes: { page: carried() },
  who: 'service owner',
  example: '/access orphans',
  reads: true,
  run: async ({ desk, voice }, { page }) => ({ kind: 'whisper', card: await orphansCard(desk, voice, page) }),
})
