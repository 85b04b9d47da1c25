import { listCommand } from '../src/desk/index.js'

/** The queue: open incidents, the most urgent first, by team, service, holder or state. */
export const incidentList = listCommand({
  name: 'incident list',
  practice: 'incident',
  list: 'show',
  shows: {
    open: { open: true },
    unassigned: { open: true, unassigned: true },
    resolved: { state: 'resolved' },
    closed: { state: 'closed' },
    all: {},
  },
  title: 'desk.list_title',
  example: '/incident list unassigned team:maintenance',
})
