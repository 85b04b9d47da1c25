import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Cancels a change that need not be made. */
export const changeCancel = verbCommand({
  name: 'change cancel',
  verb: 'cancel',
  takes: { record: record('CHG'), reason: long() },
  who: 'change manager or requester',
  example: '/change cancel CHG-7 the old one is repaired',
})
