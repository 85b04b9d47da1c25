import { carried, rest } from '../src/chat/command.js'
import { catalogueDesk, command } from '../src/desk/index.js'

/** What can be ordered, by its words. */
export const catalogueFind = command({
  name: 'catalogue find',
  takes: { words: rest(150), page: carried() },
  who: 'anyone',
  example: '/catalogue find parking',
  reads: true,
  run: async ({ desk, voice }, { words, page }) => ({
    kind: 'whisper',
    card: catalogueDesk(desk).find(words, page, voice),
  }),
})
