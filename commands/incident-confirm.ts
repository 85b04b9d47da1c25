import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** The requester says that it works: closed. */
export const confirm = verbCommand({
  name: 'incident confirm',
  verb: 'confirm',
  takes: { record: record('INC') },
  who: 'requester',
  example: '/incident confirm INC-42',
})
