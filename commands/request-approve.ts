import { ballotCommand } from '../src/desk/index.js'

/** Votes for a request. */
export const requestApprove = ballotCommand({
  name: 'request approve',
  prefix: 'REQ',
  choice: 'approve',
  example: '/request approve REQ-7',
})
