import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows any record by its number. */
export const deskShow = command({
  name: 'desk show',
  takes: { record: record() },
  who: 'anyone',
  example: '/desk show INC-42',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
