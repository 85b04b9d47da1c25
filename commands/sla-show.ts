import { record } from '../src/chat/command.js'
import { command, promisesCard } from '../src/desk/index.js'

/** What was promised about a record, and how much of it is used. */
export const slaShow = command({
  name: 'sla show',
  takes: { record: record() },
  who: 'anyone',
  example: '/sla show INC-42',
  reads: true,
  run: async ({ desk, voice }, { record: number }) => {
    const found = await desk.see(number)
    return { kind: 'whisper', card: promisesCard(await desk.view(found), await desk.promises.clocks(found), voice) }
  },
})
