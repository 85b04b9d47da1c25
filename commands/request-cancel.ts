import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Takes an order back. */
export const requestCancel = verbCommand({
  name: 'request cancel',
  verb: 'cancel',
  takes: { record: record('REQ'), reason: long() },
  who: 'agent or requester',
  example: '/request cancel REQ-7 we leave earlier',
})
