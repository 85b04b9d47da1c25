import { type Call, long, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { except } from '../src/practices/change/index.js'

/** Asks for an exception from the freeze in which the window of a change lies. */
export const changeExcept = command({
  name: 'change except',
  takes: { record: record('CHG'), reason: long() },
  who: 'agent or requester',
  example: '/change except CHG-7 the controller is broken and cannot wait',
  aside: true,
  run: (call: Call<Desk>, { record, reason }) => except(call, record, reason),
})
