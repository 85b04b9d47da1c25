import { record } from '../src/chat/command.js'
import { command, whichCard } from '../src/desk/index.js'

/** Which agreements hold for a record, and why the others do not. */
export const slaWhich = command({
  name: 'sla which',
  takes: { record: record() },
  who: 'anyone',
  example: '/sla which INC-42',
  reads: true,
  run: async ({ desk, voice }, { record: number }) => {
    const found = await desk.see(number)
    return { kind: 'whisper', card: whichCard(await desk.view(found), await desk.promises.which(found), voice) }
  },
})
