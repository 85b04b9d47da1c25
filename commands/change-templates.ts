import { carried, listed, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { templatesCard } from '../src/practices/change/index.js'

/** The templates of standard changes: whose they are, until when, how they have done, and whether they may be used. */
export const changeTemplates = command({
  name: 'change templates',
  takes: { template: optional(listed('templates')), page: carried() },
  who: 'anyone',
  example: '/change templates',
  aside: true,
  reads: true,
  run: async ({ desk, voice }, args) => ({ kind: 'whisper', card: await templatesCard(desk, voice, args) }),
})
