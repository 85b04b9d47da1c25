import { listed, optional, text } from '../src/chat/command.js'
import { command, pressingCard } from '../src/desk/index.js'
import { pageIn } from '../src/kernel/text.js'

const pageSize = 10

/** Promises that are broken now, and those that were kept too late in the last week. */
export const slaBreached = command({
  name: 'sla breached',
  takes: { team: optional(listed('teams')), page: optional({ ...text(4), kind: 'carried' }) },
  who: 'anyone',
  example: '/sla breached',
  reads: true,
  run: async ({ desk, voice }, { team, page: typed }) => {
    const page = pageIn(typed)
    const window = { team, limit: pageSize + 1, offset: (page - 1) * pageSize }
    const [now, lately] = await Promise.all([desk.promises.broken(window), desk.promises.brokenLately(window)])
    const args = { ...(team === undefined ? {} : { team }), page: String(page + 1) }
    const card = pressingCard(
      {
        title: voice.say('sla.breached.title'),
        groups: [
          { label: voice.say('sla.breached.now'), watched: now.slice(0, pageSize) },
          { label: voice.say('sla.breached.lately'), watched: lately.slice(0, pageSize) },
        ],
        nothing: voice.say('sla.breached.nothing'),
        more: now.length > pageSize || lately.length > pageSize ? { command: 'sla breached', args } : undefined,
      },
      voice,
    )
    return { kind: 'whisper', card }
  },
})
