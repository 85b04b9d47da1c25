import { listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Goes on to the next item of a meeting. */
export const cabStep = command({
  name: 'cab step',
  takes: { board: optional(listed('boards')) },
  who: 'cab chair',
  example: '/cab step',
  run: async ({ desk, voice }, { board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.step(cab.board(board), voice) }
  },
})
