import { listed, moment, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** What was said at a meeting: the one under way, the last one, or that of a day. */
export const cabMinutes = command({
  name: 'cab minutes',
  takes: { day: optional(moment()), board: optional(listed('boards')) },
  who: 'agent',
  example: '/cab minutes',
  reads: true,
  run: async ({ desk, voice }, { day, board }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.minutes(cab.board(board), day, voice) }
  },
})
