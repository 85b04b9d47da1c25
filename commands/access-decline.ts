import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Says that an approved right cannot be granted. */
export const accessDecline = verbCommand({
  name: 'access decline',
  verb: 'decline',
  takes: { record: record('ACC'), reason: long() },
  who: 'service owner',
  example: '/access decline ACC-7 there are no more licences',
  aside: true,
})
