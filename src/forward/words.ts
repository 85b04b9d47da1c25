import { words } from '../chat/language.js'

/** What is said about the change schedule. */
export const forwardWords = words(
  {
    forward: {
      another: 'another change',
      excepted: 'this is allowed',
      wanted: 'it is not scheduled yet',
      outage: {
        free: '{{service}}: {{minutes}} min planned in {{month}}',
        within:
          '{{service}}: {{minutes}} min planned in {{month}}; {{left}} of {{allowed}} min are left by “{{agreement}}”',
        over: '⚠ {{service}}: {{minutes}} min planned in {{month}}, {{over}} min more than “{{agreement}}” leaves',
      },
      conflicts: {
        freeze: 'No changes are made meanwhile: {{freeze}}, {{from}} to {{to}}',
        outside: '{{service}} is not worked on at this time; its next window is {{from}} to {{to}}',
        outside_always: '{{service}} is not worked on at this time, and no window within two months is long enough',
        failed: '{{item}} is left alone from {{from}} to {{to}}, after a failure of {{other}}',
        item: '{{item}} is changed at the same time, {{from}} to {{to}}, by {{other}}',
        above: '{{item}} needs what this changes, and is changed at the same time, {{from}} to {{to}}, by {{other}}',
        below: 'This needs {{item}}, which is changed at the same time, {{from}} to {{to}}, by {{other}}',
        above_hidden:
          'Something that needs what this changes is changed at the same time, {{from}} to {{to}}, by {{other}}',
        below_hidden: 'Something that this needs is changed at the same time, {{from}} to {{to}}, by {{other}}',
        person: '{{person}} is at work elsewhere, {{from}} to {{to}}, for {{other}}',
        night_one: 'There is {{count}} other change of high risk in the night {{from}} to {{to}}: no more are made',
        night_other: 'There are {{count}} other changes of high risk in the night {{from}} to {{to}}: no more are made',
      },
    },
    refusals: {
      forward: {
        unknown_person: {
          says: 'The desk does not know who you are, and the address is as good as the calendar.',
          hint: 'Link your account first: /desk link.',
        },
        no_window: {
          says: 'There is no window.',
          hint: 'Say from when until when the change is to be made.',
        },
        backwards: {
          says: 'The window ends before it begins.',
          hint: 'Exchange the two times, or look at the date once more.',
        },
        too_long: {
          says: 'The window is longer than {{days}} days.',
          hint: 'Make several changes of it, each with its own window.',
        },
        too_far: {
          says: 'The window is more than five years ahead.',
          hint: 'Look at the year once more.',
        },
      },
    },
  },
  {
    forward: {
      another: 'en anden ændring',
      excepted: 'det er tilladt',
      wanted: 'den er endnu ikke planlagt',
      outage: {
        free: '{{service}}: {{minutes}} min. planlagt i {{month}}',
        within:
          '{{service}}: {{minutes}} min. planlagt i {{month}}; der er {{left}} af {{allowed}} min. tilbage efter “{{agreement}}”',
        over: '⚠ {{service}}: {{minutes}} min. planlagt i {{month}}, {{over}} min. mere end “{{agreement}}” giver plads til',
      },
      conflicts: {
        freeze: 'Der laves ingen ændringer imens: {{freeze}}, {{from}} til {{to}}',
        outside: 'Der arbejdes ikke på {{service}} på det tidspunkt; det næste vindue er {{from}} til {{to}}',
        outside_always:
          'Der arbejdes ikke på {{service}} på det tidspunkt, og intet vindue inden for to måneder er langt nok',
        failed: '{{item}} skal være i fred fra {{from}} til {{to}}, efter at {{other}} slog fejl',
        item: '{{item}} ændres samtidig, {{from}} til {{to}}, af {{other}}',
        above: '{{item}} har brug for det, der ændres her, og ændres samtidig, {{from}} til {{to}}, af {{other}}',
        below: 'Denne ændring har brug for {{item}}, som ændres samtidig, {{from}} til {{to}}, af {{other}}',
        above_hidden: 'Noget, der har brug for det, der ændres her, ændres samtidig, {{from}} til {{to}}, af {{other}}',
        below_hidden: 'Noget, som denne ændring har brug for, ændres samtidig, {{from}} til {{to}}, af {{other}}',
        person: '{{person}} arbejder et andet sted, {{from}} til {{to}}, på {{other}}',
        night_one: 'Der er {{count}} anden ændring med høj risiko natten {{from}} til {{to}}: flere laves ikke',
        night_other: 'Der er {{count}} andre ændringer med høj risiko natten {{from}} til {{to}}: flere laves ikke',
      },
    },
    refusals: {
      forward: {
        unknown_person: {
          says: 'Servicedesken ved ikke, hvem du er, og adressen er lige så god som kalenderen.',
          hint: 'Knyt først din konto: /desk link.',
        },
        no_window: {
          says: 'Der er intet vindue.',
          hint: 'Angiv, hvornår ændringen skal begynde og slutte.',
        },
        backwards: {
          says: 'Vinduet slutter, før det begynder.',
          hint: 'Byt om på de to tidspunkter, eller se på datoen igen.',
        },
        too_long: {
          says: 'Vinduet er længere end {{days}} dage.',
          hint: 'Lav flere ændringer ud af det, hver med sit eget vindue.',
        },
        too_far: {
          says: 'Vinduet ligger mere end fem år ude i fremtiden.',
          hint: 'Se på årstallet igen.',
        },
      },
    },
  },
)
