import { record } from '../src/chat/command.js'
import { command, explainCard } from '../src/desk/index.js'

/** The arithmetic of a record's clocks, to be checked by hand. */
export const slaExplain = command({
  name: 'sla explain',
  takes: { record: record() },
  who: 'anyone',
  example: '/sla explain INC-42',
  reads: true,
  run: async ({ desk, voice }, { record: number }) => {
    const found = await desk.see(number)
    const entries = await desk.promises.history(found)
    const [looked, view] = await Promise.all([
      desk.promises.clocks(found),
      desk.view(
        found,
        entries.map(({ actor }) => actor),
      ),
    ])
    return { kind: 'whisper', card: explainCard({ view, looked, entries, now: desk.now }, voice) }
  },
})
