import { choice, optional, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'
import { incident } from '../src/practices/incident/index.js'

/** Links an incident to another record, or takes such a link away. */
export const incidentLink = command({
  name: 'incident link',
  takes: {
    record: record('INC'),
    link: choice(
      'link',
      incident.links.map((kind) => kind.replaceAll(' ', '_')),
    ),
    other: record(),
    linking: optional(choice('linking', ['on', 'off'])),
  },
  who: 'agent',
  example: '/incident link INC-42 duplicate_of INC-40',
  run: async (call, { record, link, other, linking }) => {
    const kind = link.replaceAll('_', ' ')
    const { desk } = call
    const linked = linking === 'off' ? await desk.unlink(record, kind, other) : await desk.link(record, kind, other)
    return movedReply(call, linked)
  },
})
