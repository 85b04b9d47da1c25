import { words } from '../src/chat/language.js'

/** What the commands about on-call duty do; see `words.ts` for all others. */
export const onCallCommandsWords = words(
  {
    commands: {
      oncall_now: {
        does: 'Show who is on call',
        form: 'Who is on call?',
        submit: 'Show',
        takes: { rotation: 'Rotation' },
      },
      oncall_next: {
        does: 'Show the next shifts: yours, somebody’s or a rotation’s',
        form: 'The next shifts',
        submit: 'Show',
        takes: { who: 'Whose', rotation: 'Rotation' },
      },
      oncall_cover: {
        does: 'Ask somebody to stand in for you on call',
        form: 'Who stands in?',
        submit: 'Ask',
        takes: { who: 'Who?', rotation: 'Rotation', from: 'From', until: 'Until', instead: 'Instead of whom?' },
        hints: {
          from: 'Your next shift unless you name a time: tomorrow 18:00',
          until: 'The end of that shift unless you name a time',
          instead: 'For the lead of the team, who asks for somebody else',
        },
      },
      oncall_uncover: {
        does: 'Undo that somebody stands in',
        form: 'Undo a cover',
        submit: 'Undo',
        takes: { ask: 'Cover' },
      },
      oncall_swap: {
        does: 'Ask somebody to exchange shifts with you',
        form: 'Exchange shifts',
        submit: 'Ask',
        takes: { who: 'With whom?', rotation: 'Rotation', mine: 'Your shift', theirs: 'Their shift' },
        hints: {
          mine: 'Your next one, or a time within another one',
          theirs: 'Their next one, or a time within another one',
        },
      },
      oncall_answer: {
        does: 'Answer a question about a shift',
        form: 'Your answer',
        submit: 'Answer',
        takes: { ask: 'Question', answer: 'Answer' },
      },
      oncall_page: {
        does: 'Call whoever is on call to a record',
        form: 'Call who is on call',
        submit: 'Call',
        takes: { record: 'Record', rotation: 'Rotation' },
      },
      oncall_acknowledge: {
        does: 'Acknowledge a call: you see to it',
        form: 'Acknowledge a call',
        submit: 'Acknowledge',
        takes: { record: 'Record' },
      },
      oncall_feed: {
        does: 'Give the address of your shifts, or of a rotation, as a calendar',
        form: 'Shifts as a calendar',
        submit: 'Show',
        takes: { rotation: 'Rotation', renew: 'A new address?' },
        hints: { renew: 'The old one is void then' },
      },
      oncall_import: {
        does: 'Take over the shifts of a calendar file (iCalendar)',
        form: 'Import shifts',
        submit: 'Look at it',
        takes: { rotation: 'Into which rotation?', files: 'The file, .ics', draft: 'What was looked at' },
      },
    },
  },
  {
    commands: {
      oncall_now: {
        does: 'Vis, hvem der har vagt',
        form: 'Hvem har vagt?',
        submit: 'Vis',
        takes: { rotation: 'Vagtplan' },
      },
      oncall_next: {
        does: 'Vis de næste vagter: dine, en andens eller en vagtplans',
        form: 'De næste vagter',
        submit: 'Vis',
        takes: { who: 'Hvis', rotation: 'Vagtplan' },
      },
      oncall_cover: {
        does: 'Bed en anden om at dække din vagt',
        form: 'Hvem dækker vagten?',
        submit: 'Spørg',
        takes: { who: 'Hvem?', rotation: 'Vagtplan', from: 'Fra', until: 'Indtil', instead: 'I stedet for hvem?' },
        hints: {
          from: 'Din næste vagt, hvis du ikke skriver andet: i morgen 18:00',
          until: 'Vagtens slutning, hvis du ikke skriver andet',
          instead: 'Til teamets leder, der spørger for en anden',
        },
      },
      oncall_uncover: {
        does: 'Fortryd, at en anden dækker vagten',
        form: 'Fortryd dækning',
        submit: 'Fortryd',
        takes: { ask: 'Dækning' },
      },
      oncall_swap: {
        does: 'Spørg en anden, om I skal bytte vagt',
        form: 'Byt vagt',
        submit: 'Spørg',
        takes: { who: 'Med hvem?', rotation: 'Vagtplan', mine: 'Din vagt', theirs: 'Deres vagt' },
        hints: {
          mine: 'Din næste, eller et tidspunkt i en anden',
          theirs: 'Deres næste, eller et tidspunkt i en anden',
        },
      },
      oncall_answer: {
        does: 'Svar på et spørgsmål om en vagt',
        form: 'Dit svar',
        submit: 'Svar',
        takes: { ask: 'Spørgsmål', answer: 'Svar' },
      },
      oncall_page: {
        does: 'Tilkald den, der har vagt, til en sag',
        form: 'Tilkald vagten',
        submit: 'Tilkald',
        takes: { record: 'Sag', rotation: 'Vagtplan' },
      },
      oncall_acknowledge: {
        does: 'Kvittér for et tilkald: du tager dig af det',
        form: 'Kvittér for et tilkald',
        submit: 'Kvittér',
        takes: { record: 'Sag' },
      },
      oncall_feed: {
        does: 'Giv adressen på dine vagter eller en vagtplan som kalender',
        form: 'Vagter som kalender',
        submit: 'Vis',
        takes: { rotation: 'Vagtplan', renew: 'En ny adresse?' },
        hints: { renew: 'Så gælder den gamle ikke længere' },
      },
      oncall_import: {
        does: 'Overtag vagterne i en kalenderfil (iCalendar)',
        form: 'Importér vagter',
        submit: 'Se på den',
        takes: { rotation: 'Til hvilken vagtplan?', files: 'Filen, .ics', draft: 'Det, der er set på' },
      },
    },
  },
)
