import type { Inbound } from '../../src/chat/inbound.js'
import type { Chance } from './chance.js'

/** What people do at the desk meanwhile, as their platform brings it: with ids, so that it may be brought again. */

type Submit = Extract<Inbound, { kind: 'submit' }>

const agents = ['ana', 'mads', 'marco'] as const
const requesters = ['emily', 'freja', 'oliver'] as const
const reasons = ['awaiting_user', 'awaiting_supplier', 'awaiting_change', 'planned'] as const

const deeds = {
  report: 4,
  take: 3,
  assign: 2,
  wait: 4,
  resume: 3,
  resolve: 3,
  reopen: 3,
  priority: 3,
  hand: 2,
  note: 3,
  ask: 3,
  ack: 2,
  snooze: 2,
} as const

/** Something that somebody does now, about one of the records that there are. */
export function drawDeed(chance: Chance, records: readonly string[], now: number, nth: number): Submit {
  const deed = records.length === 0 ? 'report' : chance.weighted({ ...deeds, report: records.length > 4 ? 0 : 4 })
  const record = records.length === 0 ? '' : chance.pick(records)
  const agent = chance.pick(agents)
  const by = (person: string, command: string, args: Readonly<Record<string, string>>): Submit => ({
    kind: 'submit',
    command,
    args,
    ids: [`chat:deed-${nth}`],
    account: { platform: 'chat', workspace: 'inn', user: person },
    profile: {},
    place: { platform: 'chat', workspace: 'inn', channel: 'lobby' },
    at: new Date(now).toISOString(),
    canOpenForm: true,
  })
  switch (deed) {
    case 'report':
      return by(chance.pick(requesters), 'incident report', {
        what: `Fault ${nth}`,
        service: chance.pick(['bathrooms', 'heating']),
        work: chance.pick(['stopped', 'hampered', 'goes_on']),
        affects: chance.pick(['me', 'team', 'many']),
        same: 'none',
      })
    case 'take':
      return by(agent, 'incident take', { record })
    case 'assign':
      return by(agent, 'incident assign', { record, to: chance.pick(agents) })
    case 'wait':
      return by(agent, 'incident wait', {
        record,
        reason: chance.pick(reasons),
        ...(chance.of(50) ? { note: 'Which?' } : {}),
      })
    case 'resume':
      return by(agent, 'incident resume', { record })
    case 'resolve':
      return by(agent, 'incident resolve', { record, code: 'fixed', text: 'It works again.' })
    case 'reopen':
      return by(agent, 'incident reopen', { record, reason: 'It does not.' })
    case 'priority':
      return by('ursina', 'incident priority', { record, priority: String(chance.between(1, 5)), reason: 'A wedding.' })
    case 'hand':
      return by(agent, 'incident escalate', {
        record,
        team: chance.pick(['reception', 'maintenance']),
        reason: 'Theirs.',
      })
    case 'note':
      return by(agent, 'incident note', { record, audience: chance.pick(['everyone', 'team']), text: 'We look at it.' })
    case 'ask':
      return by(chance.pick(requesters), 'incident note', { record, text: 'What about it?' })
    case 'ack':
      return by(agent, 'sla ack', {
        record,
        ...(chance.of(40) ? { clock: chance.pick(['response', 'resolution']) } : {}),
      })
    case 'snooze':
      return by(agent, 'sla snooze', { record, for: chance.pick(['30m', '2h', 'opening']) })
  }
}
