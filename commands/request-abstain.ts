import { ballotCommand } from '../src/desk/index.js'

/** Answers without being for or against it. */
export const requestAbstain = ballotCommand({
  name: 'request abstain',
  prefix: 'REQ',
  choice: 'abstain',
  example: '/request abstain REQ-7',
})
