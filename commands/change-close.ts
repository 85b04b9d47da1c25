import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Closes a change that was reviewed. */
export const changeClose = verbCommand({
  name: 'change close',
  verb: 'close',
  takes: { record: record('CHG') },
  who: 'change manager',
  example: '/change close CHG-7',
})
