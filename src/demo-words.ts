import { words } from './chat/language.js'

/** What the demo says of itself, where a newcomer looks first. */
export const demoWords = words(
  {
    demo: {
      welcome: 'Welcome to the {{hotel}}',
      about:
        'This is its service desk, with people, channels and records to play with. Whatever is reported goes to {{desk}}, and the desk works on it there.',
      try_report: 'Something is broken? Report it as a guest would.',
      try_ticket: 'Or make a record of what was said: point at a message and press its ticket.',
      try_list: 'See what is open, the most urgent first.',
      try_help: 'See all that can be typed, said and pressed.',
      report: 'Report a problem',
      list: 'Show',
      help: 'Help',
      switch: 'You can be anybody here: change people below the channels.',
    },
  },
  {
    demo: {
      welcome: 'Velkommen til {{hotel}}',
      about:
        'Her er hotellets servicedesk med personer, kanaler og sager at lege med. Alt, hvad der meldes, kommer til {{desk}}, og dér tager servicedesken sig af det.',
      try_report: 'Er noget i stykker? Meld det, som en gæst ville gøre.',
      try_ticket: 'Eller lav en sag af det, der er sagt: Peg på en besked, og tryk på billet-ikonet.',
      try_list: 'Se, hvad der er åbent, det mest presserende først.',
      try_help: 'Se alt, hvad man kan skrive, sige og trykke på.',
      report: 'Meld et problem',
      list: 'Vis',
      help: 'Hjælp',
      switch: 'Du kan være hvem som helst her: Skift person under kanalerne.',
    },
  },
)
