import { item, optional, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Takes an item out of use; it stays known, with all that was ever about it. */
export const ciRetire = command({
  name: 'ci retire',
  takes: { item: item(), reason: optional(rest(300)) },
  who: 'configuration manager',
  example: '/ci retire ap-21 replaced by a new one',
  run: async ({ desk, voice }, { item: key, reason }) => {
    const retired = await desk.configuration.change(key, { state: 'retired' }, reason)
    return { kind: 'whisper', card: await desk.configuration.done('retired', retired, voice) }
  },
})
