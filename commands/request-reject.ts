import { ballotCommand } from '../src/desk/index.js'

/** Votes against a request. */
export const requestReject = ballotCommand({
  name: 'request reject',
  prefix: 'REQ',
  choice: 'reject',
  example: '/request reject REQ-7 that is too much',
})
