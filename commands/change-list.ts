import { choice, listed, optional, person, text } from '../src/chat/command.js'
import { command, listCard } from '../src/desk/index.js'

const pageSize = 10

/** What people look for among changes, and the state that it is. */
const states: Readonly<Record<string, string | undefined>> = {
  deciding: 'ready for decision',
  scheduled: 'scheduled',
  implementing: 'implementing',
}

/** Changes, the most urgent first, by where they stand, service, or who is responsible. */
export const changeList = command({
  name: 'change list',
  takes: {
    show: optional(choice('change_show', ['open', ...Object.keys(states), 'all'])),
    service: optional(listed('services')),
    assignee: optional(person()),
    page: optional({ ...text(4), kind: 'carried' }),
  },
  who: 'anyone',
  example: '/change list scheduled service:wifi',
  reads: true,
  run: async ({ desk, voice }, { show = 'open', page: typed, ...filter }) => {
    const page = Math.max(1, Math.trunc(Number(typed ?? '1')) || 1)
    const state = states[show]
    const records = await desk.list({
      practice: 'change',
      ...filter,
      ...(show === 'open' ? { open: true } : {}),
      ...(state ? { state } : {}),
      limit: pageSize + 1,
      offset: (page - 1) * pageSize,
    })
    const more = { command: 'change list', args: { ...filter, show, page: String(page + 1) } }
    return {
      kind: 'whisper',
      card: await listCard(desk, voice, {
        title: voice.say('change.list_title', { show: { words: `choices.change_show.${show}` } }),
        records: records.slice(0, pageSize),
        ...(records.length > pageSize ? { more } : {}),
      }),
    }
  },
})
