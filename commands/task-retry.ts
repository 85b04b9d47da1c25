import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Has a task that is done by itself tried once more. */
export const taskRetry = verbCommand({
  name: 'task retry',
  verb: 'retry',
  takes: { record: record('TSK') },
  who: 'agent',
  example: '/task retry TSK-7',
})
