import { words } from '../chat/language.js'

export const picturesWords = words(
  {
    pictures: {
      burn_down: {
        open: 'Still open',
        planned: 'Planned',
        breached: 'Breached',
        now: 'Now',
        alt: '{{title}}. At {{now}}: {{open}} still open, {{planned}} planned, {{breached}} breached. In the course of the day: {{points}}.',
        point: '{{at}}: {{open}} open, {{planned}} planned, {{breached}} breached',
        ahead: '{{at}}: {{planned}} planned',
      },
    },
  },
  {
    pictures: {
      burn_down: {
        open: 'Stadig åbne',
        planned: 'Planlagt',
        breached: 'Overskredet',
        now: 'Nu',
        alt: '{{title}}. Kl. {{now}}: {{open}} stadig åbne, {{planned}} planlagt, {{breached}} overskredet. I løbet af dagen: {{points}}.',
        point: 'kl. {{at}}: {{open}} åbne, {{planned}} planlagt, {{breached}} overskredet',
        ahead: 'kl. {{at}}: {{planned}} planlagt',
      },
    },
  },
)
