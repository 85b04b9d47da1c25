import { type Call, carried, choice, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { answered } from '../src/practices/access/index.js'

/** The buttons Keep and Remove of a campaign. */
export const accessAnswer = command({
  name: 'access answer',
  takes: { question: text(9), answer: choice('recertified', ['keep', 'remove']), page: carried() },
  who: 'service owner',
  example: '/access answer 12 keep',
  hidden: true,
  run: (call: Call<Desk>, args) => answered(call, args),
})
