import { carried, optional, paragraph, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { caught } from '../src/practices/incident/index.js'

/** Makes an incident of what was said to the desk or marked with its emoji. */
export const incidentCatch = command({
  name: 'incident catch',
  takes: {
    what: rest(150),
    details: optional(paragraph(40_000)),
    link: carried(),
    author: carried(),
    files: carried(),
  },
  who: 'anyone',
  example: '@frontdesk the lift is stuck',
  hidden: true,
  catches: true,
  run: (call, args) => caught(call, args),
})
