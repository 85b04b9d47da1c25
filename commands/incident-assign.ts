import { type Call, listed, optional, person, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { askedAgain, assign } from '../src/practices/incident/index.js'

/** Gives an incident to a person, a team, or both. */
export const incidentAssign = command({
  name: 'incident assign',
  takes: { record: record('INC'), to: optional(person()), team: optional(listed('teams')) },
  who: 'agent',
  example: '/incident assign INC-42 @marco team:maintenance',
  before: (call: Call<Desk>, { record, to, team }) => askedAgain(call, 'incident assign', record, [to, team]),
  run: (call, args) => assign(call, args),
})
