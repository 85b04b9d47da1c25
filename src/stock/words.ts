import { words } from '../chat/language.js'

/** What is said when there is not as much as somebody wants. */
export const stockWords = words(
  {
    refusals: {
      stock: {
        none_left: {
          says: '{{item}}: nothing is free at that time.',
          hint: 'Take another time, or something else from the catalogue.',
        },
        too_few: {
          says: '{{item}}: {{count}} are wanted, and {{left}} are left at that time.',
          hint: 'Take {{left}}, another time, or something else from the catalogue.',
        },
        no_span: { says: 'It is not clear for when this is wanted.', hint: 'Say from when, and for how long.' },
        backwards: { says: 'That ends before it begins.', hint: 'Give an end that comes after the beginning.' },
        past: { says: 'That time is over already.', hint: 'Give a time that is still to come.' },
        too_long: {
          says: 'Nothing is booked for more than {{years}} years ahead.',
          hint: 'Look whether the year is right, or take a shorter time.',
        },
      },
    },
  },
  {
    refusals: {
      stock: {
        none_left: {
          says: '{{item}}: der er intet ledigt på det tidspunkt.',
          hint: 'Vælg et andet tidspunkt eller noget andet i kataloget.',
        },
        too_few: {
          says: '{{item}}: der ønskes {{count}}, og der er {{left}} tilbage på det tidspunkt.',
          hint: 'Tag {{left}}, vælg et andet tidspunkt eller noget andet i kataloget.',
        },
        no_span: { says: 'Det er uklart, hvornår det ønskes.', hint: 'Skriv, fra hvornår og hvor længe.' },
        backwards: { says: 'Det slutter, før det begynder.', hint: 'Angiv en slutning, der ligger efter begyndelsen.' },
        past: { says: 'Det tidspunkt er allerede forbi.', hint: 'Angiv et tidspunkt, der ikke er kommet endnu.' },
        too_long: {
          says: 'Intet reserveres mere end {{years}} år frem.',
          hint: 'Se efter, om årstallet er rigtigt, eller vælg en kortere periode.',
        },
      },
    },
  },
)
