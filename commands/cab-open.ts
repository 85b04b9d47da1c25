import { listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Begins a meeting. */
export const cabOpen = command({
  name: 'cab open',
  takes: { board: optional(listed('boards')) },
  who: 'cab chair',
  example: '/cab open',
  run: async ({ desk, voice }, { board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.open(cab.board(board), voice) }
  },
})
