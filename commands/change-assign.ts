import { type Call, person, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { assign } from '../src/practices/change/index.js'

/** Says who is responsible for building, testing and implementing a change. */
export const changeAssign = command({
  name: 'change assign',
  takes: { record: record('CHG'), to: person() },
  who: 'agent',
  example: '/change assign CHG-7 @marco',
  run: (call: Call<Desk>, { record, to }) => assign(call, record, to),
})
