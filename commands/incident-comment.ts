import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** A word of the requester about how it went, after the stars. */
export const incidentComment = verbCommand({
  name: 'incident comment',
  verb: 'comment',
  takes: { record: record('INC'), comment: long(1000) },
  who: 'requester',
  example: '/incident comment INC-42 quick and friendly',
})
