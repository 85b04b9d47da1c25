import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Cancels what need not be done. */
export const cancel = verbCommand({
  name: 'incident cancel',
  verb: 'cancel',
  takes: { record: record('INC'), reason: long(1000) },
  who: 'agent or requester',
  example: '/incident cancel INC-42 reported twice',
})
