import { files } from '../src/chat/command.js'
import { command, simulatedCard } from '../src/desk/index.js'

/** What an edited desk file would have changed about the promises of the records so far. */
export const slaSimulate = command({
  name: 'sla simulate',
  takes: { files: files() },
  who: 'team_lead',
  example: '/sla simulate',
  reads: true,
  run: async ({ desk, voice }, { files: attached }) => ({
    kind: 'whisper',
    card: simulatedCard(await desk.promises.simulate(attached), voice),
  }),
})
