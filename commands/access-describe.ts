import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says more about what a right is needed for, once it was sent back. */
export const accessDescribe = verbCommand({
  name: 'access describe',
  verb: 'describe',
  takes: { record: record('ACC'), need: long(500) },
  who: 'user',
  example: '/access describe ACC-7 she books the groups of the agencies',
})
