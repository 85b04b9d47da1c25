import { choice, long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Overrides the priority that the matrix gave; the reason is kept. */
export const prioritise = verbCommand({
  name: 'incident priority',
  verb: 'prioritise',
  takes: { record: record('INC'), priority: choice('priority', ['1', '2', '3', '4', '5']), reason: long(1000) },
  who: 'team lead',
  example: '/incident priority INC-42 2 a wedding party arrives at noon',
})
