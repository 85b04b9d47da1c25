import { choice, long, optional, record, text } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'
import { riskClasses } from '../src/practices/change/index.js'

/** The post-implementation review: what it came to against what was expected. */
export const changeReview = verbCommand({
  name: 'change review',
  verb: 'review',
  takes: {
    record: record('CHG'),
    verdict: long(),
    outage: optional(text(6)),
    effort: optional(text(6)),
    risk: optional(choice('risk', riskClasses)),
  },
  who: 'change manager',
  example: '/change review CHG-7 outage:45 effort:180 it works; the terminals were forgotten',
})
