import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Turns a request for a change down before anybody votes on it. */
export const changeRefuse = verbCommand({
  name: 'change refuse',
  verb: 'refuse',
  takes: { record: record('CHG'), reason: long() },
  who: 'change manager',
  example: '/change refuse CHG-7 it is the same as CHG-5',
  aside: true,
})
