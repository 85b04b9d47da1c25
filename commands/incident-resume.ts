import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Ends the waiting. */
export const resume = verbCommand({
  name: 'incident resume',
  verb: 'resume',
  takes: { record: record('INC') },
  who: 'agent',
  example: '/incident resume INC-42',
})
