import { moment, optional, person } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Somebody is away: until they are back, another one may vote in their place. */
export const deskAway = command({
  name: 'desk away',
  takes: { who: person(), until: moment(), from: optional(moment()) },
  who: 'anyone',
  example: '/desk away who:@reto until:"in 7d"',
  run: async ({ desk, voice }, { who, until, from }) => {
    const begins = from === undefined ? desk.now : new Date(from)
    await desk.ballots.away({ standIn: who, from: begins, to: new Date(until) })
    const title = voice.line('approvals.away', {
      until: { kind: 'time', at: until, style: 'moment' },
      name: { kind: 'strong', text: (await desk.person(who))?.name ?? who },
    })
    return { kind: 'whisper', card: { title, tone: 'good', blocks: [] } }
  },
})
