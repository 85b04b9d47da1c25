import { carried, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { outputCard } from '../src/practices/task/index.js'

/** Shows what came back when a task did itself. */
export const taskOutput = command({
  name: 'task output',
  takes: { record: record('TSK'), page: carried() },
  who: 'agent',
  example: '/task output TSK-7',
  reads: true,
  run: async ({ desk, voice }, { record, page }) => ({
    kind: 'whisper',
    card: await outputCard(desk, await desk.see(record), voice, page),
  }),
})
