import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Has a right removed before its end. */
export const accessRemove = verbCommand({
  name: 'access remove',
  verb: 'remove',
  takes: { record: record('ACC'), reason: long() },
  who: 'user',
  example: '/access remove ACC-7 she has moved to the kitchen',
})
