import { words } from '../../src/chat/language.js'

/** What this adapter says by itself; everything else comes from the core. */
export const discordWords = words(
  {
    platforms: { discord: { on: 'on Discord' } },
    discord: {
      page: 'Show everything',
      part: '{{text}} ({{part}}/{{parts}})',
      moment: 'For example 2031-03-03 18:30, 18:30 or tomorrow 08:00',
      working: 'Still working on it. The answer follows here in a moment.',
      unsure: 'This takes longer than it should. Please look whether it is there before you try again.',
      outage: 'The desk cannot be reached right now, and nothing was changed. Please try again in a minute.',
      fault: 'Sorry, that went wrong on our side. Please tell the people who run the desk this number: {{id}}.',
      done: 'Done.',
      openForm: 'Open the form',
      goOn: 'Continue',
      step: '“{{title}}”: step {{part}} of {{parts}} is filled in. Nothing is sent before the last one.',
      formGoesOn: '“{{title}}” opens with this button.',
      formAgain: 'Your words are kept: mend them here and send them again.',
      formLate: 'That took a moment too long, and Discord no longer opens the form “{{title}}” by itself.',
      formLost:
        'The desk was restarted while you filled this in, and it has only what you filled in last. Please go on from here.',
      formUnknown: 'This form comes from an earlier version and was not sent. Copy your words and open it again.',
      buttonUnknown:
        'This button comes from an earlier version and no longer works. Type /desk mine to go on from there.',
      buttonForgotten:
        'The desk was restarted and no longer knows what this button stood for. Type /desk mine to go on from there.',
      sure: 'Are you sure?',
      sureText: 'This cannot simply be taken back.',
      yes: 'Yes, do it',
      no: 'No, leave it',
      left: 'Nothing was changed.',
      stranger: 'The desk serves the members of its servers, and it could not find you in one of them.',
      closed:
        'The answer is for you alone, and you take no direct messages from this server. Use a command such as /desk mine: its answers are seen by nobody else.',
      hidden:
        'So that the desk hears what is said here, answer one of its messages with the ping left on, or name it: {{desk}}.',
      hiddenMark: 'The desk cannot read that message. Use its menu instead: Apps, “{{menu}}”.',
    },
  },
  {
    platforms: { discord: { on: 'på Discord' } },
    discord: {
      page: 'Vis det hele',
      part: '{{text}} ({{part}}/{{parts}})',
      moment: 'For eksempel 2031-03-03 18:30, 18:30 eller i morgen 08:00',
      working: 'Vi arbejder stadig på det. Svaret kommer her om et øjeblik.',
      unsure: 'Det tager længere tid, end det skal. Se efter, om det er kommet med, før du prøver igen.',
      outage: 'Servicedesken kan ikke nås lige nu, og intet er ændret. Prøv igen om et minut.',
      fault: 'Beklager, det gik galt hos os. Giv venligst dem, der driver servicedesken, dette nummer: {{id}}.',
      done: 'Det er gjort.',
      openForm: 'Åbn formularen',
      goOn: 'Fortsæt',
      step: '“{{title}}”: trin {{part}} af {{parts}} er udfyldt. Intet sendes før det sidste.',
      formGoesOn: '“{{title}}” åbnes med knappen her.',
      formAgain: 'Dine ord er gemt: ret dem her, og send dem igen.',
      formLate: 'Det tog lidt for lang tid, og Discord åbner ikke længere formularen “{{title}}” af sig selv.',
      formLost:
        'Servicedesken blev genstartet, mens du udfyldte formularen, og den har kun det, du skrev til sidst. Fortsæt herfra.',
      formUnknown: 'Formularen er fra en tidligere udgave og blev ikke sendt. Kopiér det, du skrev, og åbn den igen.',
      buttonUnknown: 'Knappen er fra en tidligere udgave og virker ikke længere. Skriv /desk mine for at komme videre.',
      buttonForgotten:
        'Servicedesken er blevet genstartet og ved ikke længere, hvad knappen stod for. Skriv /desk mine for at komme videre.',
      sure: 'Er du sikker?',
      sureText: 'Det kan ikke bare tages tilbage.',
      yes: 'Ja, gør det',
      no: 'Nej, lad det være',
      left: 'Intet er ændret.',
      stranger: 'Servicedesken er for medlemmerne af dens servere, og den kunne ikke finde dig i nogen af dem.',
      closed:
        'Svaret er kun til dig, og du tager ikke imod direkte beskeder fra denne server. Brug en kommando som /desk mine: dens svar ses ikke af andre.',
      hidden:
        'For at servicedesken kan høre, hvad der siges her, skal du svare på en af dens beskeder med ping slået til eller nævne den: {{desk}}.',
      hiddenMark: 'Servicedesken kan ikke læse den besked. Brug i stedet beskedens menu: Apps, “{{menu}}”.',
    },
  },
)
