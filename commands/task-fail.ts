import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says why a task could not be done. */
export const taskFail = verbCommand({
  name: 'task fail',
  verb: 'fail',
  takes: { record: record('TSK'), reason: long() },
  who: 'agent',
  example: '/task fail TSK-7 the valley laundry is closed',
})
