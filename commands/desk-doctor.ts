import { command, doctorCard } from '../src/desk/index.js'
import { Refusal } from '../src/kernel/errors.js'
import { can } from '../src/people/index.js'

/** Looks for everything that could keep the desk from working, as `frontdesk doctor` does at the command line. */
export const deskDoctor = command({
  name: 'desk doctor',
  takes: {},
  who: 'admin',
  example: '/desk doctor',
  reads: true,
  run: async ({ desk, voice }) => {
    if (!can(desk.caller, ['admin'])) throw new Refusal('desk.admins_only')
    return { kind: 'whisper', card: doctorCard(await desk.parts.examine(voice), voice) }
  },
})
