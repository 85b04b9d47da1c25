import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Takes a task into one's own hands. */
export const taskTake = verbCommand({
  name: 'task take',
  verb: 'take',
  takes: { record: record('TSK') },
  who: 'agent',
  example: '/task take TSK-7',
})
