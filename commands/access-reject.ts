import { ballotCommand } from '../src/desk/index.js'

/** Votes against an access, with the reason. */
export const accessReject = ballotCommand({
  name: 'access reject',
  prefix: 'ACC',
  choice: 'reject',
  example: '/access reject ACC-7 he is not at the reception',
})
