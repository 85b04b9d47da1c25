import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that what was lent, or is not needed for as long as it was booked, is there for others again. */
export const requestGiveBack = verbCommand({
  name: 'request give-back',
  verb: 'restock',
  takes: { record: record('REQ') },
  who: 'agent or requester',
  example: '/request give-back REQ-7',
  aside: true,
})
