import { ballotCommand } from '../src/desk/index.js'

/** Asks for something to be changed before a decision. */
export const changeChanges = ballotCommand({
  name: 'change changes',
  prefix: 'CHG',
  choice: 'changes',
  example: '/change changes CHG-7 say how the old controller comes back',
})
