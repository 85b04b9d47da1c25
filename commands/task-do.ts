import { menuCommand } from '../src/desk/index.js'

/** The menu of a task's card. */
export const taskDo = menuCommand({
  name: 'task do',
  prefix: 'TSK',
  list: 'task_verb',
  labels: 'task.menu',
  behind: { assign: 'task assign', note: 'task note', cancel: 'task cancel' },
  atOnce: [],
  known: async (_, number) => ({ record: number }),
  example: '/task do TSK-7 note',
})
