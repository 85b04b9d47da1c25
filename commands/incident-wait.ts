import { choice, long, optional, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'
import { pendingReasons } from '../src/practices/incident/index.js'

/** Lets an incident wait, and says for what. */
export const wait = verbCommand({
  name: 'incident wait',
  verb: 'wait',
  takes: { record: record('INC'), reason: choice('reason', pendingReasons, 'radio'), note: optional(long()) },
  who: 'agent',
  example: '/incident wait INC-42 awaiting_user Which room is it?',
})
