import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Takes an incident: whoever takes it has responded. */
export const take = verbCommand({
  name: 'incident take',
  verb: 'take',
  takes: { record: record('INC') },
  who: 'agent',
  example: '/incident take INC-42',
})
