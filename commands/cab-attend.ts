import { carried, listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { createCab } from '../src/meetings/index.js'

/** Says that one comes to a meeting. */
export const cabAttend = command({
  name: 'cab attend',
  takes: { meeting: carried(), board: optional(listed('boards')) },
  who: 'agent',
  example: '/cab attend',
  run: async ({ desk, voice }, answer) => ({
    kind: 'whisper',
    card: await createCab(desk).answer({ ...answer, as: 'present' }, voice),
  }),
})
