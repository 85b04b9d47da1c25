import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Takes an authorised change back: it can be described and planned otherwise, and is decided anew. */
export const changeReconsider = verbCommand({
  name: 'change reconsider',
  verb: 'reconsider',
  takes: { record: record('CHG'), reason: long() },
  who: 'change manager or requester',
  example: '/change reconsider CHG-7 the supplier sends another model',
  aside: true,
})
