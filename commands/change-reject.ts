import { ballotCommand } from '../src/desk/index.js'

/** Votes against a change, and says why. */
export const changeReject = ballotCommand({
  name: 'change reject',
  prefix: 'CHG',
  choice: 'reject',
  example: '/change reject CHG-7 not in the week of the championship',
})
