import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that a right is gone now, where nobody did it by a task. */
export const accessRemoved = verbCommand({
  name: 'access removed',
  verb: 'revoke',
  takes: { record: record('ACC') },
  who: 'service owner',
  example: '/access removed ACC-7',
  aside: true,
})
