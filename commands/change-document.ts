import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that an emergency change is written up: its reason, and how it was done and can be undone. */
export const changeDocument = verbCommand({
  name: 'change document',
  verb: 'document',
  takes: { record: record('CHG') },
  who: 'change implementer',
  example: '/change document CHG-7',
  aside: true,
})
