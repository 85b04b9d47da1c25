import { choice, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'
import { incident } from '../src/practices/incident/index.js'

/** Links an incident to another record. */
export const incidentLink = command({
  name: 'incident link',
  takes: {
    record: record('INC'),
    link: choice(
      'link',
      incident.links.map((kind) => kind.replaceAll(' ', '_')),
    ),
    other: record(),
  },
  who: 'agent',
  example: '/incident link INC-42 duplicate_of INC-40',
  run: async (call, { record, link, other }) =>
    movedReply(call, await call.desk.link(record, link.replaceAll('_', ' '), other)),
})
