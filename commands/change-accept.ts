import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Takes a request for a change in hand: it is assessed next. */
export const changeAccept = verbCommand({
  name: 'change accept',
  verb: 'accept',
  takes: { record: record('CHG') },
  who: 'change manager',
  example: '/change accept CHG-7',
})
