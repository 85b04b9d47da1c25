import { carried, listed, optional, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Says that one does not come to a meeting. */
export const cabAbsent = command({
  name: 'cab absent',
  takes: { reason: optional(rest(300)), meeting: carried(), board: optional(listed('boards')) },
  who: 'agent',
  example: '/cab absent on holiday',
  run: async ({ desk, voice }, answer) => ({
    kind: 'whisper',
    card: await createCab(desk).answer({ ...answer, as: 'absent' }, voice),
  }),
})
