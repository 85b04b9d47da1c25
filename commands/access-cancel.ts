import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Cancels what is not needed after all, before it is granted. */
export const accessCancel = verbCommand({
  name: 'access cancel',
  verb: 'cancel',
  takes: { record: record('ACC'), reason: long() },
  who: 'user',
  example: '/access cancel ACC-7 she does not begin after all',
})
