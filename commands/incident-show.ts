import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows an incident's card to the one who asks. */
export const incidentShow = command({
  name: 'incident show',
  takes: { record: record('INC') },
  who: 'anyone',
  example: '/incident show INC-42',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
