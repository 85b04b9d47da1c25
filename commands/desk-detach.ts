import { optional, person, rest, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** An administrator unlinks an account of somebody else. */
export const deskDetach = command({
  name: 'desk detach',
  takes: { person: person(), reason: rest(300), account: optional(text(300)) },
  who: 'admin',
  example: '/desk detach @ana account:slack:T1/U9 the phone was lost',
  run: async ({ desk, voice }, { person, reason, account }) => ({
    kind: 'whisper',
    card: await desk.accounts.detach(person, account, reason, voice),
  }),
})
