import { type Call, carried, moment, offer, optional, paragraph, person, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { type Asked, answerFields, askedToOrder, order } from '../src/practices/request/index.js'

/** Orders something of the catalogue: its own form first, then the request, for oneself or for somebody else. */
export const requestOrder = command({
  name: 'request order',
  takes: {
    item: optional(offer()),
    count: optional(text(5)),
    whom: optional(person()),
    wanted: optional(moment()),
    with: optional(paragraph(2000)),
    note: optional(paragraph(1000)),
    budget: optional(text(75)),
    from: carried(),
    answers: carried(),
    ...answerFields,
  },
  who: 'anyone',
  example: '/request order parking with:"from: tomorrow 15:00; nights: 2; plate: ZH 12 34"',
  before: (call: Call<Desk>, args) => askedToOrder(call, args as Asked),
  run: (call: Call<Desk>, args) => order(call, args as Asked),
})
