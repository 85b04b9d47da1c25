import { listed } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Who is hit when a service fails. */
export const serviceImpact = command({
  name: 'service impact',
  takes: { service: listed('services') },
  who: 'agent',
  example: '/service impact wifi',
  reads: true,
  run: async ({ desk, voice }, { service }) => ({
    kind: 'whisper',
    card: await desk.configuration.impact(service, voice),
  }),
})
