import { type Call, carried, long, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { despite } from '../src/practices/change/index.js'

/** Schedules a change in spite of what stands in the way, and says why. */
export const changeDespite = command({
  name: 'change despite',
  takes: { record: record('CHG'), reason: long(), from: carried(), to: carried(), who: carried() },
  who: 'change manager',
  example: '/change despite CHG-7 both are done by the same two people',
  aside: true,
  run: (call: Call<Desk>, args) => despite(call, args),
})
