import { type Call, carried, offer, optional, paragraph, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { type Asked, addToBasket, answerFields, askedToAdd } from '../src/practices/request/index.js'

/** Puts something of the catalogue into one's basket, to be ordered together with others. */
export const requestAdd = command({
  name: 'request add',
  takes: {
    item: optional(offer()),
    count: optional(text(5)),
    with: optional(paragraph(2000)),
    answers: carried(),
    ...answerFields,
  },
  who: 'anyone',
  example: '/request add laundry with:"room: 14; pieces: 6"',
  before: (call: Call<Desk>, args) => askedToAdd(call, args as Asked),
  run: (call: Call<Desk>, args) => addToBasket(call, args as Asked),
})
