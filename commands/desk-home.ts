import { command } from '../src/desk/index.js'
import { cardOfHome } from '../src/home/index.js'

/** What is the caller's, what waits for them, how the services are, and what can be ordered. */
export const deskHome = command({
  name: 'desk home',
  takes: {},
  who: 'anyone',
  example: '/desk home',
  reads: true,
  run: async ({ desk, voice }) => ({ kind: 'whisper', card: await cardOfHome(desk, voice) }),
})
