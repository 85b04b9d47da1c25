import { choice, optional, person, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'

/** Makes an incident private, lets one more person in, or makes it public again. */
export const incidentPrivate = command({
  name: 'incident private',
  takes: { record: record('INC'), admit: optional(person()), privacy: optional(choice('privacy', ['on', 'off'])) },
  who: 'agent or requester',
  example: '/incident private INC-42 admit:@ursina',
  run: async (call, { record, admit, privacy }) => {
    const { desk } = call
    const before = await desk.see(record)
    if (privacy === 'off') return movedReply(call, await desk.reveal(record))
    if (!before.private || !admit) await desk.conceal(record)
    if (admit) await desk.admit(record, admit)
    return movedReply(call, await desk.see(record))
  },
})
