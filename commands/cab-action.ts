import { listed, moment, optional, paragraph, person, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Writes down what somebody takes on at a meeting. */
export const cabAction = command({
  name: 'cab action',
  takes: {
    owner: person(),
    what: paragraph(500),
    due: optional(moment()),
    record: optional(record('CHG')),
    board: optional(listed('boards')),
  },
  who: 'agent',
  example: '/cab action @reto what:"Ask the supplier for a window" due:friday',
  run: async ({ desk, voice }, { board, ...taken }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.action(cab.board(board), taken, voice) }
  },
})
