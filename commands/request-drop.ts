import { text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { drop } from '../src/practices/request/index.js'

/** Takes something out of the caller's basket. */
export const requestDrop = command({
  name: 'request drop',
  takes: { line: text(12) },
  who: 'anyone',
  example: '/request drop 12',
  hidden: true,
  run: (call, { line }) => drop(call, line),
})
