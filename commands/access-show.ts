import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows an access’s card to the one who asks. */
export const accessShow = command({
  name: 'access show',
  takes: { record: record('ACC') },
  who: 'anyone',
  example: '/access show ACC-7',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
