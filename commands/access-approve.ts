import type { Call } from '../src/chat/command.js'
import { ballotCommand, command, type Desk } from '../src/desk/index.js'
import { demandGrantable } from '../src/practices/access/index.js'

const vote = ballotCommand({
  name: 'access approve',
  prefix: 'ACC',
  choice: 'approve',
  example: '/access approve ACC-7',
})

/** Votes for an access. Nobody says yes to what may not be granted. */
export const accessApprove = command({
  ...vote,
  run: async (call: Call<Desk>, args) => {
    await demandGrantable(call, args.record)
    return vote.run(call, args)
  },
})
