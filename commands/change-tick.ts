import { type Call, choice, optional, record, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { planNames, tick } from '../src/practices/change/index.js'

/** Ticks a step of a plan off: the next one, unless one is named. */
export const changeTick = command({
  name: 'change tick',
  takes: { record: record('CHG'), plan: optional(choice('plan', planNames)), step: optional(text(3)) },
  who: 'change implementer',
  example: '/change tick CHG-7 implementation 2',
  run: (call: Call<Desk>, args) => tick(call, args),
})
