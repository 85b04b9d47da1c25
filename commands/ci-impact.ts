import { rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Who is hit when these items fail: services, customers, promises, open records, and how. */
export const ciImpact = command({
  name: 'ci impact',
  takes: { items: rest(1000) },
  who: 'agent',
  example: '/ci impact switch-1 line-1',
  reads: true,
  run: async ({ desk, voice }, { items }) => ({ kind: 'whisper', card: await desk.configuration.impact(items, voice) }),
})
