import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { join } from '../src/practices/incident/index.js'

/** Joins an incident that somebody else reported: no second record, and news of this one. */
export const affected = command({
  name: 'incident affected',
  takes: { record: record('INC') },
  who: 'anyone',
  example: '/incident affected INC-42',
  run: (call, args) => join(call, args.record),
})
