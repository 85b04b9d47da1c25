import { optional, person } from '../src/chat/command.js'
import { command, listCard } from '../src/desk/index.js'

const most = 10

/** What somebody holds and has reported, as far as it is open and the caller may see it; their own when nobody is named. */
export const deskMine = command({
  name: 'desk mine',
  takes: { who: optional(person()) },
  who: 'anyone',
  example: '/desk mine',
  shortcut: { name: 'theirs', on: ['person'] },
  reads: true,
  run: async ({ desk, voice }, { who = desk.caller.person.id }) => {
    const [waiting, held, reported] = await Promise.all([
      desk.ballots.waiting(who),
      desk.list({ assignee: who, open: true, limit: most }),
      desk.list({ requester: who, open: true, limit: most }),
    ])
    const seen = new Set(held.map((record) => record.id))
    const whose = who === desk.caller.person.id ? 'mine' : 'theirs'
    const name = whose === 'theirs' ? ((await desk.person(who))?.name ?? who) : ''
    const card = await listCard(desk, voice, {
      title: voice.say(`desk.${whose}_title`, { name }),
      groups: [
        { label: voice.say(`desk.${whose}_votes`), records: waiting },
        { label: voice.say(`desk.${whose}_held`), records: held },
        { label: voice.say(`desk.${whose}_reported`), records: reported.filter((record) => !seen.has(record.id)) },
      ],
    })
    return { kind: 'whisper', card }
  },
})
