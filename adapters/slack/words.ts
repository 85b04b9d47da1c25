import { words } from '../../src/chat/language.js'

/** What this adapter says by itself; everything else comes from the core. */
export const slackWords = words(
  {
    platforms: { slack: { on: 'on Slack' } },
    slack: {
      working: 'Still working on it. The answer follows here in a moment.',
      workingTitle: 'One moment',
      unsure: 'This takes longer than it should. Please look whether it is there before you try again.',
      outage: 'The desk cannot be reached right now, and nothing was changed. Please try again in a minute.',
      fault: 'Sorry, that went wrong on our side. Please tell the people who run the desk this number: {{id}}.',
      done: 'Done.',
      answerTitle: 'Service desk',
      formExpired: 'That took a moment too long, and Slack no longer opens the form by itself.',
      formAgain: 'Open the form',
      buttonUnknown:
        'This button comes from an earlier version and no longer works. Type /desk mine to go on from there.',
      formUnknown: 'This form comes from an earlier version and was not sent. Copy your words and open it again.',
      rest: 'There is more than fits in one message.',
      restOnPage: 'See all of it',
      more: 'More',
      inFull: 'In full',
      noOptions: 'There is nothing to choose from yet.',
      wasCut: 'The text was longer than a field can hold, and its end is missing here.',
      close: 'Close',
      image: 'Picture: {{alt}}',
    },
  },
  {
    platforms: { slack: { on: 'på Slack' } },
    slack: {
      working: 'Vi arbejder stadig på det. Svaret kommer her om et øjeblik.',
      workingTitle: 'Et øjeblik',
      unsure: 'Det tager længere tid, end det skal. Se efter, om det er kommet med, før du prøver igen.',
      outage: 'Servicedesken kan ikke nås lige nu, og intet er ændret. Prøv igen om et minut.',
      fault: 'Beklager, det gik galt hos os. Giv venligst dem, der driver servicedesken, dette nummer: {{id}}.',
      done: 'Det er gjort.',
      answerTitle: 'Service desk',
      formExpired: 'Det tog lidt for lang tid, og Slack åbner ikke længere formularen af sig selv.',
      formAgain: 'Åbn formularen',
      buttonUnknown: 'Knappen er fra en tidligere udgave og virker ikke længere. Skriv /desk mine for at komme videre.',
      formUnknown: 'Formularen er fra en tidligere udgave og blev ikke sendt. Kopiér det, du skrev, og åbn den igen.',
      rest: 'Der er mere, end der er plads til i én besked.',
      restOnPage: 'Se det hele',
      more: 'Mere',
      inFull: 'Fuld ordlyd',
      noOptions: 'Der er endnu ikke noget at vælge imellem.',
      wasCut: 'Teksten var længere, end feltet kan rumme, og slutningen mangler her.',
      close: 'Luk',
      image: 'Billede: {{alt}}',
    },
  },
)
