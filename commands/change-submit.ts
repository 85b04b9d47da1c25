import { type Call, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { submit } from '../src/practices/change/index.js'

/** Sends a change on its way: to the change manager, to the emergency board, or once more to those who decide. */
export const changeSubmit = command({
  name: 'change submit',
  takes: { record: record('CHG') },
  who: 'agent or requester',
  example: '/change submit CHG-7',
  run: (call: Call<Desk>, { record }) => submit(call, record),
})
