import { type Call, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { start } from '../src/practices/change/index.js'

/** Go: the change is being implemented from now on. */
export const changeStart = command({
  name: 'change start',
  takes: { record: record('CHG') },
  who: 'change implementer',
  example: '/change start CHG-7',
  run: (call: Call<Desk>, args) => start(call, args.record),
})
