import { ballotCommand } from '../src/desk/index.js'

/** Asks for something to be changed before a decision. */
export const requestChanges = ballotCommand({
  name: 'request changes',
  prefix: 'REQ',
  choice: 'changes',
  example: '/request changes REQ-7 two places are enough',
})
