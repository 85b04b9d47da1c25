import { ballotCommand } from '../src/desk/index.js'

/** Votes for a change. */
export const changeApprove = ballotCommand({
  name: 'change approve',
  prefix: 'CHG',
  choice: 'approve',
  example: '/change approve CHG-7',
})
