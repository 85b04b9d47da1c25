import { listed, optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** How changes go: how many succeed, how many are emergencies, why they fail, how long they take. */
export const cabTrends = command({
  name: 'cab trends',
  takes: { months: optional(text(2)), board: optional(listed('boards')) },
  who: 'agent',
  example: '/cab trends months:12',
  reads: true,
  run: async ({ desk, voice }, { months, board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.trends(cab.board(board), months, voice) }
  },
})
