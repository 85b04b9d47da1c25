import type { Call } from '../src/chat/command.js'
import { carried, choice, files, listed, moment, optional, paragraph, rest } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { affects, report, same, works } from '../src/practices/incident/index.js'

/** Reports a problem: the plain questions first, then what looks like the same report, then the incident. */
export const incidentReport = command({
  name: 'incident report',
  takes: {
    what: rest(150),
    details: optional(paragraph()),
    service: optional(listed('services')),
    symptom: optional(listed('symptoms')),
    work: choice('work', works, 'radio'),
    affects: choice('affects', affects, 'radio'),
    needed: optional(moment()),
    files: files(),
    link: carried(),
    author: carried(),
    same: carried(),
    draft: carried(),
  },
  who: 'anyone',
  example: '/incident report the hand shower in 204 is broken work:stopped affects:me',
  shortcut: { name: 'report', on: ['message', 'anywhere'] },
  before: (call: Call<Desk>, args) => same(call, args),
  run: (call: Call<Desk>, args) => report(call, args),
})
