import { choice, listed, optional, record, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab, type Outcome, outcomes } from '../src/meetings/index.js'

/** Writes down what a meeting said of a change. */
export const cabDecide = command({
  name: 'cab decide',
  takes: {
    record: record('CHG'),
    outcome: choice('cab_outcome', outcomes),
    note: optional(rest(1_000)),
    board: optional(listed('boards')),
  },
  who: 'cab chair',
  example: '/cab decide CHG-4 approved at night only',
  run: async ({ desk, voice }, { board, outcome, ...said }) => {
    const cab = createCab(desk)
    const card = await cab.decide(cab.board(board), { ...said, outcome: outcome as Outcome }, voice)
    return { kind: 'whisper', card }
  },
})
