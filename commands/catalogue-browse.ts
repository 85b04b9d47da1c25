import { carried, category, optional } from '../src/chat/command.js'
import { catalogueDesk, command } from '../src/desk/index.js'

/** What can be ordered, by categories. */
export const catalogueBrowse = command({
  name: 'catalogue browse',
  takes: { category: optional(category()), page: carried() },
  who: 'anyone',
  example: '/catalogue browse stay',
  reads: true,
  run: async ({ desk, voice }, { category: typed, page }) => ({
    kind: 'whisper',
    card: catalogueDesk(desk).browse(typed, page, voice),
  }),
})
