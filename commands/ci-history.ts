import { item, optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { pageIn } from '../src/kernel/text.js'

/** Who changed what about an item. */
export const ciHistory = command({
  name: 'ci history',
  takes: { item: item(), page: optional({ ...text(4), kind: 'carried' }) },
  who: 'agent',
  example: '/ci history switch-1',
  reads: true,
  run: async ({ desk, voice }, { item: key, page: typed }) => {
    const page = pageIn(typed)
    return { kind: 'whisper', card: await desk.configuration.history(key, page, voice) }
  },
})
