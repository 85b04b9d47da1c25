import { choice, files, long, optional, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'

/** Adds a note: to the conversation, or for the team only. */
export const incidentNote = command({
  name: 'incident note',
  takes: {
    record: record('INC'),
    audience: optional(choice('audience', ['everyone', 'team'])),
    text: long(),
    files: files(),
  },
  who: 'anyone',
  example: '/incident note INC-42 audience:team the spare part is in the cellar',
  run: async (call, { record, text, audience, files }) =>
    movedReply(call, await call.desk.note(record, text, audience === 'team', files)),
})
