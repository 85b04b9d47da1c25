import { listed, optional } from '../src/chat/command.js'
import { command, pressingCard } from '../src/desk/index.js'

const most = 5

/** How the promises of today stand: a picture of the day, and what presses most. */
export const slaToday = command({
  name: 'sla today',
  takes: { team: optional(listed('teams')) },
  who: 'anyone',
  example: '/sla today team:maintenance',
  reads: true,
  run: async ({ desk, voice }, { team }) => {
    const [image, broken, due] = await Promise.all([
      desk.promises.picture(voice, team),
      desk.promises.broken({ team, limit: most }),
      desk.promises.atRisk({ team, limit: most }),
    ])
    const card = pressingCard(
      {
        title: voice.say('sla.today.title'),
        image,
        groups: [
          { label: voice.say('sla.breached.now'), watched: broken },
          { label: voice.say('sla.at_risk.title'), watched: due },
        ],
        nothing: voice.say(image ? 'sla.at_risk.nothing' : 'sla.today.nothing'),
      },
      voice,
    )
    return { kind: 'whisper', card }
  },
})
