import { type Call, listed, moment, optional, paragraph, record, text } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { askedAgain, redescribe } from '../src/practices/change/index.js'

/** Says more of a change, or says it anew; the services follow its items. With nothing but the number it asks. */
export const changeDescribe = command({
  name: 'change describe',
  takes: {
    record: record('CHG'),
    what: optional(text(150)),
    reason: optional(paragraph()),
    items: optional(text(200)),
    service: optional(listed('services')),
    from: optional(moment()),
    to: optional(moment()),
    return: optional(paragraph()),
    risks: optional(paragraph()),
    resources: optional(paragraph()),
    relationship: optional(paragraph()),
    outage: optional(text(6)),
    effort: optional(text(6)),
  },
  who: 'agent or requester',
  example: '/change describe CHG-7 from:"2027-02-16 02:00" to:"2027-02-16 04:00" outage:30',
  before: (call: Call<Desk>, args) => askedAgain(call, 'change describe', args),
  run: (call: Call<Desk>, args) => redescribe(call, args),
})
