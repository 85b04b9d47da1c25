import { listCommand } from '../src/desk/index.js'

/** Tasks, the most urgent first, by where they stand, team, service, or who does them. */
export const taskList = listCommand({
  name: 'task list',
  practice: 'task',
  list: 'task_show',
  shows: { open: { state: 'open' }, waiting: { state: 'waiting' }, failed: { state: 'failed' }, all: {} },
  title: 'task.list_title',
  example: '/task list open team:housekeeping',
})
