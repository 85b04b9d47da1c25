import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that a right is granted now, where nobody did it by a task. */
export const accessGranted = verbCommand({
  name: 'access granted',
  verb: 'grant',
  takes: { record: record('ACC') },
  who: 'service owner',
  example: '/access granted ACC-7',
  aside: true,
})
