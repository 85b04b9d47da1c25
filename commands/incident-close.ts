import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Closes what is resolved without waiting for the requester. */
export const close = verbCommand({
  name: 'incident close',
  verb: 'close',
  takes: { record: record('INC') },
  who: 'agent',
  example: '/incident close INC-42',
})
