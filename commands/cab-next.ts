import { listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** When a board meets next. */
export const cabNext = command({
  name: 'cab next',
  takes: { board: optional(listed('boards')) },
  who: 'agent',
  example: '/cab next',
  reads: true,
  run: async ({ desk, voice }, { board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.next(cab.board(board), voice) }
  },
})
