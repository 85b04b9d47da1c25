import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that what was delivered is not right, and why. */
export const requestReopen = verbCommand({
  name: 'request reopen',
  verb: 'reopen',
  takes: { record: record('REQ'), reason: long() },
  who: 'agent or requester',
  example: '/request reopen REQ-7 two shirts are missing',
})
