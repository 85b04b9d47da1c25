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
          hint: 'Type it on the other platform, as /desk link with the code.',
        },
        already_linked: {
          says: 'This account is linked already.',
          hint: 'See to whom with /desk whoami. To link another account, type the code there.',
        },
        not_linked: { says: 'This account is not linked to anybody.', hint: 'See who you are here with /desk whoami.' },
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
          hint: 'Skriv den på den anden platform, som /desk link efterfulgt af koden.',
        },
        already_linked: {
          says: 'Kontoen er allerede knyttet til en person.',
          hint: 'Se hvilken med /desk whoami. Vil du tilknytte en anden konto, så skriv koden dér.',
        },
        not_linked: { says: 'Kontoen er ikke knyttet til nogen.', hint: 'Se, hvem du er her, med /desk whoami.' },
        listed_account: { says: 'Kontoen står i desk-filen.', hint: 'Bed en administrator om at tage den ud derfra.' },
      },
    },
  },
)
