import { choice, listed, moment, optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { showCalendar, spans } from '../src/forward/index.js'

/** What is planned in a week or a month, with freezes, maintenance windows and meetings, as a picture and as text. */
export const changeCalendar = command({
  name: 'change calendar',
  takes: {
    span: optional(choice('calendar_span', spans)),
    from: optional(moment()),
    service: optional(listed('services')),
    page: optional({ ...text(4), kind: 'carried' }),
  },
  who: 'anyone',
  example: '/change calendar span:month',
  reads: true,
  run: async ({ desk, voice }, asked) => {
    const { parts, caller, reader, now } = desk.handed
    const looking = { reader, organisation: parts.desks.current(), viewer: caller, now }
    return { kind: 'whisper', card: await showCalendar(looking, asked, voice) }
  },
})
