import { long, optional, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that a task is done. */
export const taskDone = verbCommand({
  name: 'task done',
  verb: 'finish',
  takes: { record: record('TSK'), note: optional(long()) },
  who: 'agent',
  example: '/task done TSK-7 place 4 is free',
})
