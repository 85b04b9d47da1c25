import { carried, choice } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Answers the question whether two accounts are one person's. */
export const deskAgree = command({
  name: 'desk agree',
  takes: { ask: carried(), answer: choice('answer', ['yes', 'no']) },
  who: 'anyone',
  hidden: true,
  example: '/desk agree yes',
  run: async ({ desk, voice }, { ask = '', answer }) => ({
    kind: 'whisper',
    card: await desk.accounts.answer(ask, answer === 'yes', voice),
  }),
})
