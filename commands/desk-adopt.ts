import { person, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** An administrator says that somebody who is new here is a person the desk knows. */
export const deskAdopt = command({
  name: 'desk adopt',
  takes: { stranger: person(), person: person(), reason: rest(300) },
  who: 'admin',
  example: '/desk adopt @slack:T1/U9 @ana new phone, seen in person',
  run: async ({ desk, voice }, { stranger, person, reason }) => ({
    kind: 'whisper',
    card: await desk.accounts.adopt(stranger, person, reason, voice),
  }),
})
