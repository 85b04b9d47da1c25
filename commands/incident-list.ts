import { choice, listed, optional, person, text } from '../src/chat/command.js'
import { command, listCard } from '../src/desk/index.js'

const pageSize = 10

/** The queue: open incidents, the most urgent first, by team, service, holder or state. */
export const incidentList = command({
  name: 'incident list',
  takes: {
    show: optional(choice('show', ['open', 'unassigned', 'resolved', 'closed', 'all'])),
    team: optional(listed('teams')),
    service: optional(listed('services')),
    assignee: optional(person()),
    page: optional({ ...text(4), kind: 'carried' }),
  },
  who: 'anyone',
  example: '/incident list unassigned team:maintenance',
  reads: true,
  run: async ({ desk, voice }, { show = 'open', page: typed, ...filter }) => {
    const page = Math.max(1, Math.trunc(Number(typed ?? '1')) || 1)
    const records = await desk.list({
      practice: 'incident',
      ...filter,
      ...(show === 'open' || show === 'unassigned' ? { open: true } : {}),
      ...(show === 'unassigned' ? { unassigned: true } : {}),
      ...(show === 'resolved' || show === 'closed' ? { state: show } : {}),
      limit: pageSize + 1,
      offset: (page - 1) * pageSize,
    })
    const more = { command: 'incident list', args: { ...filter, show, page: String(page + 1) } }
    return {
      kind: 'whisper',
      card: await listCard(desk, voice, {
        title: voice.say('desk.list_title', { show: { words: `choices.show.${show}` } }),
        records: records.slice(0, pageSize),
        ...(records.length > pageSize ? { more } : {}),
      }),
    }
  },
})
