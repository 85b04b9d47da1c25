import { command, whoamiCard } from '../src/desk/index.js'

/** Who the desk takes the caller for: person, roles, teams, accounts. */
export const deskWhoami = command({
  name: 'desk whoami',
  takes: {},
  who: 'anyone',
  example: '/desk whoami',
  reads: true,
  run: async ({ desk, voice }) => ({ kind: 'whisper', card: await whoamiCard(desk, voice) }),
})
