import { choice, long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'
import { riskClasses } from '../src/practices/change/index.js'

/** Chooses another class of risk than what was computed, and says why. */
export const changeOverride = verbCommand({
  name: 'change override',
  verb: 'override',
  takes: { record: record('CHG'), risk: choice('risk', riskClasses, 'radio'), reason: long() },
  who: 'change manager',
  example: '/change override CHG-7 high it is the week of the championship',
  aside: true,
})
