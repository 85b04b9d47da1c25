import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Go: the change is being implemented from now on. */
export const changeStart = verbCommand({
  name: 'change start',
  verb: 'start',
  takes: { record: record('CHG') },
  who: 'change implementer',
  example: '/change start CHG-7',
})
