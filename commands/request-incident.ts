import { type Call, choice, optional, record, rest } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { affects, turned, works } from '../src/practices/incident/index.js'

/** What was ordered is something that does not work: it goes on as an incident, with its history. */
export const requestIncident = command({
  name: 'request incident',
  takes: {
    record: record('REQ'),
    work: choice('work', works, 'radio'),
    affects: choice('affects', affects, 'radio'),
    what: optional(rest(150)),
  },
  who: 'agent or requester',
  example: '/request incident REQ-7 work:hampered affects:me',
  aside: true,
  run: (call: Call<Desk>, { record: number, ...answers }) => turned(call, number, answers),
})
