import { words } from '../chat/language.js'

/** What someone is called whose platform tells no name. */
export const guestNames = { en: 'Guest', da: 'Gæst' }

/** Sentences about people and their accounts. */
export const peopleWords = words(
  {
    refusals: {
      people: {
        external: {
          says: 'You belong to another organisation, and this desk serves its own people.',
          hint: 'Ask your contact here to report it for you.',
        },
        bot: { says: 'The desk does not take orders from other apps.', hint: 'A person has to do this.' },
        deactivated: {
          says: 'Your account is not active at this desk any more.',
          hint: 'If that is a mistake, ask an administrator of the desk.',
        },
        unknown_person: {
          says: 'There is nobody called “{{id}}” at this desk.',
          hint: 'Choose one of the people in the list.',
        },
        ambiguous: { says: 'More than one person is called {{word}}.', hint: 'Use one of these instead: {{ids}}.' },
        code_wrong: {
          says: 'This code is wrong, used already, or older than ten minutes.',
          hint: 'Ask for a new one with /desk link where you are known, and type it here.',
        },
        code_too_many: { says: 'Those were too many wrong codes.', hint: 'Wait ten minutes, then ask for a new code.' },
        code_own: {
          says: 'This code is your own.',
          hint: 'It is for another account: type it there, as /desk link with the code.',
        },
        two_persons: {
          says: 'These accounts belong to {{one}} and to {{other}}, who are two people in the desk file.',
          hint: 'If they are one, ask an administrator to mend the desk file.',
        },
        link_left: {
          says: 'One of the two accounts is not active at this desk any more.',
          hint: 'Use another account, or ask an administrator.',
        },
        link_not_yours: {
          says: 'This question is for somebody else.',
          hint: 'To link an account of your own, type /desk link.',
        },
        not_a_stranger: {
          says: '{{name}} is known to this desk already.',
          hint: 'Name the one who is new first, and then the one whom the desk knows.',
        },
        not_admin: {
          says: 'Only an administrator of the desk may do this.',
          hint: 'For your own accounts there are /desk link and /desk unlink.',
        },
        which_account: {
          says: 'It is not clear which account is meant.',
          hint: 'Name one of those that were linked: {{accounts}}. Those in the desk file are taken out there.',
        },
        last_account: {
          says: 'This is the only account of {{name}}, and their records would be nobody’s.',
          hint: 'Link it to somebody the desk knows instead.',
        },
        not_linked: { says: 'This account was not linked to you.', hint: 'See who you are here with /desk whoami.' },
        listed_account: {
          says: 'This account stands in the desk file.',
          hint: 'Ask an administrator to take it out of there.',
        },
      },
    },
  },
  {
    refusals: {
      people: {
        external: {
          says: 'Du hører til en anden organisation, og servicedesken her er kun for vores egne folk.',
          hint: 'Bed din kontakt her om at melde det for dig.',
        },
        bot: { says: 'Servicedesken tager ikke imod ordrer fra andre apps.', hint: 'Det skal et menneske gøre.' },
        deactivated: {
          says: 'Din konto er ikke længere aktiv i servicedesken.',
          hint: 'Er det en fejl, så spørg en administrator.',
        },
        unknown_person: { says: 'Her er ingen ved navn “{{id}}”.', hint: 'Vælg en fra listen.' },
        ambiguous: { says: 'Mere end én person hedder {{word}}.', hint: 'Brug en af disse i stedet: {{ids}}.' },
        code_wrong: {
          says: 'Koden er forkert, allerede brugt eller mere end ti minutter gammel.',
          hint: 'Bed om en ny med /desk link dér, hvor du er kendt, og skriv den her.',
        },
        code_too_many: {
          says: 'Det var for mange forkerte koder.',
          hint: 'Vent ti minutter, og bed så om en ny kode.',
        },
        code_own: {
          says: 'Det er din egen kode.',
          hint: 'Den er til en anden konto: skriv den dér, som /desk link efterfulgt af koden.',
        },
        two_persons: {
          says: 'Kontiene tilhører {{one}} og {{other}}, som er to forskellige personer i desk-filen.',
          hint: 'Er de én og samme, så bed en administrator om at rette desk-filen.',
        },
        link_left: {
          says: 'Den ene af de to konti er ikke længere aktiv i servicedesken.',
          hint: 'Brug en anden konto, eller spørg en administrator.',
        },
        link_not_yours: {
          says: 'Spørgsmålet er ikke til dig.',
          hint: 'Vil du tilknytte en af dine egne konti, så skriv /desk link.',
        },
        not_a_stranger: {
          says: 'Servicedesken kender allerede {{name}}.',
          hint: 'Nævn den nye først og derefter den, servicedesken kender.',
        },
        not_admin: {
          says: 'Det må kun en administrator.',
          hint: 'Til dine egne konti er der /desk link og /desk unlink.',
        },
        which_account: {
          says: 'Det er ikke klart, hvilken konto der menes.',
          hint: 'Nævn en af dem, der er tilknyttet: {{accounts}}. De, der står i desk-filen, tages ud dér.',
        },
        last_account: {
          says: 'Det er den eneste konto, {{name}} har, og sagerne ville stå uden ejer.',
          hint: 'Knyt den i stedet til en, servicedesken kender.',
        },
        not_linked: { says: 'Kontoen er ikke tilknyttet dig.', hint: 'Se, hvem du er her, med /desk whoami.' },
        listed_account: { says: 'Kontoen står i desk-filen.', hint: 'Bed en administrator om at fjerne den derfra.' },
      },
    },
  },
)
