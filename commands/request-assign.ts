import { person, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { assign } from '../src/practices/request/index.js'

/** Gives a request to somebody who sees to it as a whole. */
export const requestAssign = command({
  name: 'request assign',
  takes: { record: record('REQ'), to: person() },
  who: 'agent',
  example: '/request assign REQ-7 @ana',
  aside: true,
  run: (call, { record, to }) => assign(call, record, to),
})
