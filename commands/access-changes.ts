import { ballotCommand } from '../src/desk/index.js'

/** Sends an access back to be described. */
export const accessChanges = ballotCommand({
  name: 'access changes',
  prefix: 'ACC',
  choice: 'changes',
  example: '/access changes ACC-7 say which bookings',
})
