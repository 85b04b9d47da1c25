import { choice, optional, person, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Follows an incident, or stops: milestones come by direct message. Those who work on it may do so for others. */
export const incidentWatch = command({
  name: 'incident watch',
  takes: { record: record('INC'), who: optional(person()), watching: optional(choice('watching', ['on', 'off'])) },
  who: 'anyone',
  example: '/incident watch INC-42',
  run: async ({ desk, voice }, { record, who, watching }) => {
    const me = desk.caller.person
    const person = who && who !== me.id ? ((await desk.person(who)) ?? me) : me
    if (watching === 'off') await desk.unwatch(record, person.id)
    else await desk.watch(record, person.id)
    const sentence = watching === 'off' ? 'follows_not' : 'follows'
    const title = voice.line(`desk.${sentence}${person.id === me.id ? '' : '_other'}`, {
      number: { kind: 'record', number: record },
      person: { kind: 'strong', text: person.name },
    })
    return { kind: 'whisper', card: { title, tone: 'good', blocks: [], page: `/r/${record}` } }
  },
})
