import { type Call, listed, long, optional, person, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { request } from '../src/practices/access/index.js'

/** Asks for a right, for oneself or for somebody whom one leads. */
export const accessRequest = command({
  name: 'access request',
  takes: { right: listed('rights'), whom: optional(person()), need: long(500), days: optional(text(4)) },
  who: 'user',
  example: '/access request right:booking-user whom:@ana she begins at the reception on Monday',
  run: (call: Call<Desk>, args) => request(call, args),
})
