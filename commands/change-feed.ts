import { choice, listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { changeFeed, demandKnown } from '../src/forward/index.js'

/** The address of the change calendar, or of a service's, to subscribe to. It stands behind the calendar's button. */
export const changeFeedCommand = command({
  name: 'change feed',
  takes: { service: optional(listed('services')), renew: optional(choice('answer', ['yes', 'no'])) },
  who: 'anyone',
  example: '/change feed service:wifi',
  aside: true,
  run: async ({ desk, voice }, { service, renew }) => {
    const { parts, caller, work } = desk.handed
    demandKnown(caller)
    const { ids, pagesAt } = parts
    const about = { ids, organisation: parts.desks.current(), pagesAt }
    const asked = { person: caller.person.id, service, renew: renew === 'yes' }
    return { kind: 'whisper', card: await changeFeed(work(), about, asked, voice) }
  },
})
