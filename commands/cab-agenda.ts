import { choice, listed, optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab, sections } from '../src/meetings/index.js'

/** What the next meeting of a board, or the one under way, goes through; one part alone page by page. */
export const cabAgenda = command({
  name: 'cab agenda',
  takes: {
    section: optional(choice('agenda_part', sections)),
    page: optional(text(4)),
    board: optional(listed('boards')),
  },
  who: 'agent',
  example: '/cab agenda',
  reads: true,
  run: async ({ desk, voice }, { board, ...of }) => {
    const cab = createCab(desk)
    return { kind: 'whisper', card: await cab.agenda(cab.board(board), of, voice) }
  },
})
