import { listCommand } from '../src/desk/index.js'

/** Changes, the most urgent first, by where they stand, team, service, or who is responsible. */
export const changeList = listCommand({
  name: 'change list',
  practice: 'change',
  list: 'change_show',
  shows: {
    open: { open: true },
    deciding: { state: 'ready for decision' },
    scheduled: { state: 'scheduled' },
    implementing: { state: 'implementing' },
    all: {},
  },
  title: 'change.list_title',
  example: '/change list scheduled service:wifi',
})
