import { command } from '../src/desk/index.js'
import { putPanel } from '../src/home/index.js'
import { Refusal } from '../src/kernel/errors.js'
import { can } from '../src/people/index.js'

/** Puts up the panel of a channel: what can be ordered, a problem to report, one's own things. */
export const deskPanel = command({
  name: 'desk panel',
  takes: {},
  who: 'admin',
  example: '/desk panel',
  run: async ({ desk, voice, inbound }) => {
    if (!can(desk.caller, ['admin'])) throw new Refusal('desk.admins_only')
    const isUp = await putPanel(desk, inbound.place)
    const title = voice.line(isUp ? 'home.panel.up' : 'home.panel.no_channel')
    return { kind: 'whisper', card: { title, tone: isUp ? 'good' : 'muted', blocks: [], page: '/home' } }
  },
})
