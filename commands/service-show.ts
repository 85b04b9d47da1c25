import { listed } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** A service with what it rests on and what is open about it. */
export const serviceShow = command({
  name: 'service show',
  takes: { service: listed('services') },
  who: 'agent',
  example: '/service show wifi',
  reads: true,
  run: async ({ desk, voice }, { service }) => ({
    kind: 'whisper',
    card: await desk.configuration.show(service, voice),
  }),
})
