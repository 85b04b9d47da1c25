import { words } from '../../src/chat/language.js'

/** What the Discord renderers say themselves. */
export const discordWords = words(
  {
    discord: {
      page: 'Show everything',
      part: '{{text}} ({{part}}/{{parts}})',
      moment: 'For example 2031-03-03 18:30, 18:30 or tomorrow 08:00',
    },
  },
  {
    discord: {
      page: 'Vis det hele',
      part: '{{text}} ({{part}}/{{parts}})',
      moment: 'For eksempel 2031-03-03 18:30, 18:30 eller i morgen 08:00',
    },
  },
)
