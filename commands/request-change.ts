import { type Call, carried, moment, optional, paragraph, record, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { type Asked, answerFields, askedToChange, changeOrder } from '../src/practices/request/index.js'

/** Changes an order that nobody has begun to work on. */
export const requestChange = command({
  name: 'request change',
  takes: {
    record: record('REQ'),
    line: optional(text(4)),
    count: optional(text(5)),
    wanted: optional(moment()),
    with: optional(paragraph(2000)),
    answers: carried(),
    ...answerFields,
  },
  who: 'agent or requester',
  example: '/request change REQ-7 count:3',
  before: (call: Call<Desk>, args) => askedToChange(call, args as Asked & { record: string }),
  run: (call: Call<Desk>, args) => changeOrder(call, args as Asked & { record: string }),
})
