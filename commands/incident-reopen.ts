import { long, optional, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Reopens what was resolved and is not. */
export const reopen = verbCommand({
  name: 'incident reopen',
  verb: 'reopen',
  takes: { record: record('INC'), reason: optional(long(1000)) },
  who: 'agent or requester',
  example: '/incident reopen INC-42 still dripping',
})
