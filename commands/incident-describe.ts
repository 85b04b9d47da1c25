import { type Call, carried, choice, listed, moment, optional, paragraph, record, text } from '../src/chat/command.js'
import { command, type Desk, movedReply } from '../src/desk/index.js'
import { Refusal } from '../src/kernel/errors.js'
import { affects, askedAgain, touched, works } from '../src/practices/incident/index.js'

/** Answers the plain questions anew, any of them; the priority follows. With nothing but the number it asks. */
export const describe = command({
  name: 'incident describe',
  takes: {
    record: record('INC'),
    work: optional(choice('work', works, 'radio')),
    affects: optional(choice('affects', affects, 'radio')),
    what: optional(text(150)),
    details: optional(paragraph()),
    service: optional(listed('services')),
    symptom: optional(listed('symptoms')),
    needed: optional(moment()),
    shown: carried(),
  },
  who: 'agent or requester',
  example: '/incident describe INC-42 work:stopped affects:team',
  before: (call: Call<Desk>, { record, shown: _, ...answers }) =>
    askedAgain(call, 'incident describe', record, Object.values(answers)),
  run: async (call: Call<Desk>, { record, shown, ...answers }) => {
    const given = touched(answers, shown)
    if (Object.keys(given).length === 0) throw new Refusal('incident.nothing_new', { number: record })
    return movedReply(call, await call.desk.move(record, 'describe', given))
  },
})
