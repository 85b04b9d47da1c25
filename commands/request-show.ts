import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows a request's card to the one who asks. */
export const requestShow = command({
  name: 'request show',
  takes: { record: record('REQ') },
  who: 'anyone',
  example: '/request show REQ-7',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
