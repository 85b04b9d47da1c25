import { words } from '../chat/language.js'

/** Sentences about records of any practice. */
export const recordsWords = words(
  {
    refusals: {
      record: {
        unknown: {
          says: 'There is no record {{number}} that you can see.',
          hint: 'Check the number, or look for it with /desk search.',
        },
        no_number: {
          says: '“{{typed}}” is not a record’s number.',
          hint: 'Numbers look like INC-42. In a record’s thread you can leave it out.',
        },
        which: {
          says: 'Which record do you mean?',
          hint: 'Name it, as in INC-42, or write in its thread.',
        },
        not_allowed: {
          says: 'You may not use “{{verb}}” on {{number}}.',
          hint: 'Ask someone of the team that holds it, or add what you know with /{{head}} note {{number}}.',
        },
        not_requester: {
          says: 'You may not use “{{verb}}” on {{number}}.',
          hint: 'That is for the one who reported it.',
        },
        not_in_role: {
          says: 'You may not use “{{verb}}” on {{number}}.',
          hint: 'It takes this role: {{role}}. Ask one of them, or say why with /{{head}} note {{number}}.',
        },
        wrong_state: {
          says: '“{{verb}}” is not possible: {{number}} is {{state}} now.',
          hint: 'See what can be done with /desk show {{number}}.',
        },
        over: {
          says: '“{{verb}}” is not possible: {{number}} is {{state}} now.',
          hint: 'That is its end. If it happens again, report it anew, and have the two linked with /{{head}} link.',
        },
        already: {
          says: '{{number}} is “{{state}}” already: {{actor}} did that {{when}}.',
          hint: 'Look at its card: what can be done next stands there.',
        },
        missing: {
          says: 'Something is missing for “{{verb}}” on {{number}}.',
          hint: 'Fill in what is marked.',
        },
        changed_meanwhile: {
          says: '{{number}} was changed by somebody else a moment ago.',
          hint: 'Look at the card as it is now and try again.',
        },
        link_self: { says: '{{number}} cannot be linked to itself.', hint: 'Name another record.' },
        link_not_there: {
          says: '{{number}} and {{other}} are not linked like this.',
          hint: 'See the links as they are with /desk show {{number}}; they are taken away where they were made.',
        },
        already_linked: {
          says: '{{number}} and {{other}} are linked like this already.',
          hint: 'There is nothing to do.',
        },
      },
    },
  },
  {
    refusals: {
      record: {
        unknown: {
          says: 'Der findes ingen sag {{number}}, som du kan se.',
          hint: 'Tjek nummeret, eller find sagen med /desk search.',
        },
        no_number: {
          says: '“{{typed}}” er ikke et sagsnummer.',
          hint: 'Numre ser ud som INC-42. I en sags tråd kan du udelade det.',
        },
        which: { says: 'Hvilken sag mener du?', hint: 'Nævn den, for eksempel INC-42, eller skriv i dens tråd.' },
        not_allowed: {
          says: 'Du må ikke bruge “{{verb}}” på {{number}}.',
          hint: 'Spørg en fra det team, der har sagen, eller tilføj det, du ved, med /{{head}} note {{number}}.',
        },
        not_requester: {
          says: 'Du må ikke bruge “{{verb}}” på {{number}}.',
          hint: 'Det kan kun den, der har meldt sagen.',
        },
        not_in_role: {
          says: 'Du må ikke bruge “{{verb}}” på {{number}}.',
          hint: 'Det kræver denne rolle: {{role}}. Spørg en af dem, eller skriv hvorfor med /{{head}} note {{number}}.',
        },
        wrong_state: {
          says: '“{{verb}}” kan ikke lade sig gøre: {{number}} har nu status “{{state}}”.',
          hint: 'Se, hvad der er muligt, med /desk show {{number}}.',
        },
        over: {
          says: '“{{verb}}” kan ikke lade sig gøre: {{number}} har nu status “{{state}}”.',
          hint: 'Den er afsluttet. Sker det igen, så meld det på ny, og få de to sager knyttet sammen med /{{head}} link.',
        },
        already: {
          says: '{{number}} er allerede sat til “{{state}}” af {{actor}} {{when}}.',
          hint: 'Se på kortet: dér står, hvad der kan gøres nu.',
        },
        missing: { says: 'Der mangler noget til “{{verb}}” på {{number}}.', hint: 'Udfyld det, der er markeret.' },
        changed_meanwhile: {
          says: '{{number}} blev ændret af en anden for et øjeblik siden.',
          hint: 'Se kortet, som det er nu, og prøv igen.',
        },
        link_self: { says: '{{number}} kan ikke knyttes til sig selv.', hint: 'Nævn en anden sag.' },
        link_not_there: {
          says: '{{number}} og {{other}} er ikke knyttet sådan sammen.',
          hint: 'Se forbindelserne, som de er, med /desk show {{number}}; de fjernes dér, hvor de blev lavet.',
        },
        already_linked: {
          says: '{{number}} og {{other}} er allerede knyttet sammen på den måde.',
          hint: 'Du behøver ikke gøre noget.',
        },
      },
    },
  },
)
