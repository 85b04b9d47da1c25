import { listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Ends a meeting, and posts its minutes. */
export const cabClose = command({
  name: 'cab close',
  takes: { board: optional(listed('boards')) },
  who: 'cab chair',
  example: '/cab close',
  run: async ({ desk, voice }, { board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.close(cab.board(board), voice) }
  },
})
