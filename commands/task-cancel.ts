import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Calls a task off. */
export const taskCancel = verbCommand({
  name: 'task cancel',
  verb: 'cancel',
  takes: { record: record('TSK'), reason: long() },
  who: 'agent',
  example: '/task cancel TSK-7 the bag was not handed in',
})
