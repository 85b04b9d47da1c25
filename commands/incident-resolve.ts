import { choice, long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'
import { resolutionCodes } from '../src/practices/incident/index.js'

/** Resolves an incident, and tells how. */
export const resolve = verbCommand({
  name: 'incident resolve',
  verb: 'resolve',
  takes: { record: record('INC'), code: choice('code', resolutionCodes), text: long() },
  who: 'agent',
  example: '/incident resolve INC-42 fixed changed the hose',
})
