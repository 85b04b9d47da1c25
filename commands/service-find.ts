import { optional, rest, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Services by their words. */
export const serviceFind = command({
  name: 'service find',
  takes: { words: optional(rest(150)), page: optional({ ...text(4), kind: 'carried' }) },
  who: 'agent',
  example: '/service find wi-fi',
  reads: true,
  run: async ({ desk, voice }, { words, page }) => ({
    kind: 'whisper',
    card: await desk.configuration.find({ words, type: 'service' }, { page, command: 'service find' }, voice),
  }),
})
