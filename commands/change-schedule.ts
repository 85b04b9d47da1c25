import { type Call, moment, optional, person, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { askedAgain, schedule } from '../src/practices/change/index.js'

/** Gives an authorised change its window and somebody who does it, or moves it to another window. */
export const changeSchedule = command({
  name: 'change schedule',
  takes: { record: record('CHG'), from: optional(moment()), to: optional(moment()), who: optional(person()) },
  who: 'change manager',
  example: '/change schedule CHG-7 from:"2027-02-16 02:00" to:"2027-02-16 04:00" who:@marco',
  before: (call: Call<Desk>, args) => askedAgain(call, 'change schedule', args),
  run: (call: Call<Desk>, args) => schedule(call, args),
})
