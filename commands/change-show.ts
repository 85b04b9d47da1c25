import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Shows a change's card to the one who asks. */
export const changeShow = command({
  name: 'change show',
  takes: { record: record('CHG') },
  who: 'anyone',
  example: '/change show CHG-7',
  reads: true,
  run: async ({ desk, voice }, { record }) => ({
    kind: 'whisper',
    card: await desk.card(await desk.see(record), voice),
  }),
})
