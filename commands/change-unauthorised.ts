import { type Call, choice, listed, optional, paragraph, rest, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { causes, unauthorised } from '../src/practices/change/index.js'

/** Writes down what was changed without anybody's yes; it is reviewed as any other change. */
export const changeUnauthorised = command({
  name: 'change unauthorised',
  takes: {
    what: rest(150),
    items: optional(text(200)),
    service: optional(listed('services')),
    cause: optional(choice('cause', causes)),
    reason: optional(paragraph()),
  },
  who: 'agent',
  example: '/change unauthorised somebody moved the access point items:ap-lobby',
  run: (call: Call<Desk>, args) => unauthorised(call, args),
})
