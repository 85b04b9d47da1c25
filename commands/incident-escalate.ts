import { listed, long, optional, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'

/** Functional escalation to a more skilled team, or, without a team, hierarchic: the managers are told. */
export const incidentEscalate = command({
  name: 'incident escalate',
  takes: { record: record('INC'), team: optional(listed('teams')), reason: long(1000) },
  who: 'agent',
  example: '/incident escalate INC-42 team:housekeeping needs a new hand shower',
  run: async (call, { record, team, reason }) =>
    movedReply(
      call,
      team
        ? await call.desk.move(record, 'escalate', { team, reason })
        : await call.desk.move(record, 'alert', { reason }),
    ),
})
