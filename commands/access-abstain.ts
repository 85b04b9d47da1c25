import { ballotCommand } from '../src/desk/index.js'

/** Answers without being for or against. */
export const accessAbstain = ballotCommand({
  name: 'access abstain',
  prefix: 'ACC',
  choice: 'abstain',
  example: '/access abstain ACC-7',
})
