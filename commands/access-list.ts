import { carried, choice, listed, optional, person } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { registerCard, rightShows } from '../src/practices/access/index.js'

/** The register of rights: who has what, since when, until when, on whose word, as far as the reader may see it. */
export const accessList = command({
  name: 'access list',
  takes: {
    show: optional(choice('right_show', rightShows)),
    service: optional(listed('services')),
    right: optional(listed('rights')),
    person: optional(person()),
    page: carried(),
  },
  who: 'anyone',
  example: '/access list service:wifi',
  reads: true,
  run: async ({ desk, voice }, args) => ({ kind: 'whisper', card: await registerCard(desk, voice, args) }),
})
