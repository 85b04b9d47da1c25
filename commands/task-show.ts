import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows a task's card to the one who asks. */
export const taskShow = command({
  name: 'task show',
  takes: { record: record('TSK') },
  who: 'anyone',
  example: '/task show TSK-7',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
