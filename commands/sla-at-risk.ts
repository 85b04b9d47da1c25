import { listed, optional, text } from '../src/chat/command.js'
import { command, pressingCard } from '../src/desk/index.js'
import { pageIn } from '../src/kernel/text.js'

const pageSize = 10

/** What will be due before the day is over, the most pressing first. */
export const slaAtRisk = command({
  name: 'sla at-risk',
  takes: { team: optional(listed('teams')), page: optional({ ...text(4), kind: 'carried' }) },
  who: 'anyone',
  example: '/sla at-risk team:maintenance',
  reads: true,
  run: async ({ desk, voice }, { team, page: typed }) => {
    const page = pageIn(typed)
    const found = await desk.promises.atRisk({ team, limit: pageSize + 1, offset: (page - 1) * pageSize })
    const args = { ...(team === undefined ? {} : { team }), page: String(page + 1) }
    const card = pressingCard(
      {
        title: voice.say('sla.at_risk.title'),
        groups: [{ label: '', watched: found.slice(0, pageSize) }],
        nothing: voice.say('sla.at_risk.nothing'),
        more: found.length > pageSize ? { command: 'sla at-risk', args } : undefined,
      },
      voice,
    )
    return { kind: 'whisper', card }
  },
})
