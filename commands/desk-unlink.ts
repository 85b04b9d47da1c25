import { carried, optional, text } from '../src/chat/command.js'
import { command, unlinkCard } from '../src/desk/index.js'

/** Takes an account of the caller's apart again, this one unless another is named; asks first. */
export const deskUnlink = command({
  name: 'desk unlink',
  takes: { account: optional(text(300)), sure: carried() },
  who: 'anyone',
  example: '/desk unlink',
  before: async ({ desk, voice }, { account, sure }) =>
    sure === 'yes'
      ? undefined
      : { kind: 'whisper', card: unlinkCard(await desk.accounts.own(account), desk.caller.person.name, voice) },
  run: async ({ desk, voice }, { account = '' }) => ({
    kind: 'whisper',
    card: await desk.accounts.unlink(account, voice),
  }),
})
