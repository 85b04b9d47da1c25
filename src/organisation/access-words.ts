/** What can be wrong in the rights of a desk file. */

const inEnglish = {
  bad_within: '“{{found}}” does not say how long: working days are expected, such as 10 working days.',
  warn_without_end: 'The right has no end (`days`) that could be warned of.',
  warn_too_early: 'The right lasts {{days}} days: the warning has to come after its beginning.',
  no_owner: 'The right’s service has no owner who could approve it.',
  excludes_itself: 'A right cannot exclude itself.',
  unknown_right: 'There is no right “{{id}}” in this file.',
}

const inDanish: { readonly [K in keyof typeof inEnglish]: string } = {
  bad_within: '“{{found}}” siger ikke hvor længe: der forventes arbejdsdage, for eksempel 10 working days.',
  warn_without_end: 'Rettigheden har ingen udløbstid (`days`), der kunne varsles om.',
  warn_too_early: 'Rettigheden varer {{days}} dage: varslet skal komme efter dens begyndelse.',
  no_owner: 'Rettighedens service har ingen ejer, der kunne godkende den.',
  excludes_itself: 'En rettighed kan ikke udelukke sig selv.',
  unknown_right: 'Der er ingen rettighed “{{id}}” i denne fil.',
}

export const accessProblemWords = { en: inEnglish, da: inDanish }
