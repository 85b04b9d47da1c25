import { item, optional, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Who changed what about an item. */
export const ciHistory = command({
  name: 'ci history',
  takes: { item: item(), page: optional({ ...text(4), kind: 'carried' }) },
  who: 'agent',
  example: '/ci history switch-1',
  reads: true,
  run: async ({ desk, voice }, { item: key, page: typed }) => {
    const page = Math.max(1, Math.trunc(Number(typed ?? '1')) || 1)
    return { kind: 'whisper', card: await desk.configuration.history(key, page, voice) }
  },
})
