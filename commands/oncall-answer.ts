import { carried } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { Refusal } from '../src/kernel/errors.js'
import { answers } from '../src/oncall/index.js'

/** Answers a request to stand in or to exchange shifts, or takes it back. */
export const oncallAnswer = command({
  name: 'oncall answer',
  takes: { ask: carried(), answer: carried() },
  who: 'agent',
  hidden: true,
  example: '/oncall answer',
  run: async ({ desk, voice }, { ask = '', answer: pressed }) => {
    const answer = answers.find((one) => one === pressed)
    if (!answer) throw new Refusal('oncall.not_yours')
    return { kind: 'whisper', card: await desk.onCall.answer(ask, answer, voice) }
  },
})
