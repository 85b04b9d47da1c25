import { type Call, long, optional, record, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { extend } from '../src/practices/access/index.js'

/** Asks for more time with a right: whoever agreed to it is asked once more. */
export const accessExtend = command({
  name: 'access extend',
  takes: { record: record('ACC'), need: optional(long(500)), days: optional(text(4)) },
  who: 'user',
  example: '/access extend ACC-7 she stays until the autumn',
  run: (call: Call<Desk>, args) => extend(call, args),
})
