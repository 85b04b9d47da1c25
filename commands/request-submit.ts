import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Submits a request again that was sent back. */
export const requestSubmit = verbCommand({
  name: 'request submit',
  verb: 'submit',
  takes: { record: record('REQ') },
  who: 'agent or requester',
  example: '/request submit REQ-7',
  aside: true,
})
