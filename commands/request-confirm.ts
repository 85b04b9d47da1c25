import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that what was delivered is right. */
export const requestConfirm = verbCommand({
  name: 'request confirm',
  verb: 'confirm',
  takes: { record: record('REQ') },
  who: 'requester',
  example: '/request confirm REQ-7',
})
