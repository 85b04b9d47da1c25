import { type Call, listed, optional } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { certify } from '../src/practices/access/index.js'

/** Has those who answer for rights say who still needs them, of all rights or of those on one service. */
export const accessCertify = command({
  name: 'access certify',
  takes: { service: optional(listed('services')) },
  who: 'service owner',
  example: '/access certify service:wifi',
  run: (call: Call<Desk>, { service }) => certify(call, service),
})
