import { moment, optional, record, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { repeat } from '../src/practices/request/index.js'

/** Has an order made again and again. */
export const requestRepeat = command({
  name: 'request repeat',
  takes: { record: record('REQ'), every: text(200), at: optional(text(10)), until: optional(moment()) },
  who: 'anyone',
  example: '/request repeat REQ-7 every:monday at:07:00',
  run: (call, asked) => repeat(call, asked),
})
