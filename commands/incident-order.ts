import { type Call, offer, optional, paragraph, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { askedToOrder, order } from '../src/practices/request/index.js'

/** What was reported is something to order: it goes on as a request, with its history. */
export const incidentOrder = command({
  name: 'incident order',
  takes: { record: record('INC'), item: offer(), with: optional(paragraph(2000)) },
  who: 'agent or requester',
  example: '/incident order INC-42 laundry',
  aside: true,
  // From the menu of its card, what is to be ordered is still to be asked.
  before: async (call: Call<Desk>, { record: from, ...asked }) =>
    asked.item === undefined ? undefined : askedToOrder(call, { ...asked, from }),
  run: (call: Call<Desk>, { record: from, ...asked }) => order(call, { ...asked, from }),
})
