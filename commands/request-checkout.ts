import { moment, optional, paragraph, person, text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { checkout } from '../src/practices/request/index.js'

/** Orders all that lies in the caller's basket, as one request. */
export const requestCheckout = command({
  name: 'request checkout',
  takes: {
    whom: optional(person()),
    wanted: optional(moment()),
    note: optional(paragraph(1000)),
    budget: optional(text(75)),
  },
  who: 'anyone',
  example: '/request checkout',
  run: (call, given) => checkout(call, given),
})
