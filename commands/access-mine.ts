import { carried, choice, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { registerCard, rightShows } from '../src/practices/access/index.js'

/** The caller's own rights. */
export const accessMine = command({
  name: 'access mine',
  takes: { show: optional(choice('right_show', rightShows)), page: carried() },
  who: 'anyone',
  example: '/access mine',
  reads: true,
  run: async ({ desk, voice }, args) => ({
    kind: 'whisper',
    card: await registerCard(desk, voice, { ...args, person: desk.caller.person.id }, 'access.mine_title'),
  }),
})
