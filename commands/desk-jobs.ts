import { listed, optional } from '../src/chat/command.js'
import { command, jobBegunCard, jobsCard } from '../src/desk/index.js'
import { Refusal } from '../src/kernel/errors.js'
import { can } from '../src/people/index.js'

/** Shows where every job stands. With the name of one, runs it now, whatever its times are. */
export const deskJobs = command({
  name: 'desk jobs',
  takes: { run: optional(listed('jobs')) },
  who: 'admin',
  example: '/desk jobs run:prune',
  run: async ({ desk, voice }, { run }) => {
    if (!can(desk.caller, ['admin'])) throw new Refusal('desk.admins_only')
    if (run === undefined) return { kind: 'whisper', card: jobsCard(await desk.parts.jobs.standings(), voice) }
    desk.runJob(run)
    return { kind: 'whisper', card: jobBegunCard(run, voice) }
  },
})
