import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Closes a request whose requester says nothing. */
export const requestClose = verbCommand({
  name: 'request close',
  verb: 'close',
  takes: { record: record('REQ') },
  who: 'agent',
  example: '/request close REQ-7',
  aside: true,
})
