import { optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { pageIn } from '../src/kernel/text.js'

/** The pictures that were taken of the configuration. */
export const ciBaselines = command({
  name: 'ci baselines',
  takes: { page: optional({ ...text(4), kind: 'carried' }) },
  who: 'agent',
  example: '/ci baselines',
  reads: true,
  run: async ({ desk, voice }, { page: typed }) => {
    const page = pageIn(typed)
    return { kind: 'whisper', card: await desk.configuration.baselines.list(page, voice) }
  },
})
