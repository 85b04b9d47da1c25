import { command, listCard } from '../src/desk/index.js'

const most = 10

/** What the caller reported and what they hold, as far as it is open. */
export const deskMine = command({
  name: 'desk mine',
  takes: {},
  who: 'anyone',
  example: '/desk mine',
  reads: true,
  run: async ({ desk, voice }) => {
    const me = desk.caller.person.id
    const [held, reported] = await Promise.all([
      desk.list({ assignee: me, open: true, limit: most }),
      desk.list({ requester: me, open: true, limit: most }),
    ])
    const seen = new Set(held.map((record) => record.id))
    const card = await listCard(desk, voice, {
      title: voice.say('desk.mine_title'),
      groups: [
        { label: voice.say('desk.mine_held'), records: held },
        { label: voice.say('desk.mine_reported'), records: reported.filter((record) => !seen.has(record.id)) },
      ],
    })
    return { kind: 'whisper', card }
  },
})
