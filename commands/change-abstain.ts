import { ballotCommand } from '../src/desk/index.js'

/** Answers without being for or against it. */
export const changeAbstain = ballotCommand({
  name: 'change abstain',
  prefix: 'CHG',
  choice: 'abstain',
  example: '/change abstain CHG-7',
})
