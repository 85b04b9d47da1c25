/** What can be wrong with a calendar, by the codes of `CalendarProblem`: once in the desk file, once as a refusal. */

const inEnglish = {
  bad_zone: '“{{found}}” is not a time zone; a name such as Europe/Zurich is expected.',
  no_calendar: 'This is not a calendar; zone and weekly, with the opening hours of each weekday, are expected.',
  bad_weekly: 'The weekly hours are expected here, by weekday, such as mon: [[“09:00”, “17:00”]].',
  bad_day: '“{{found}}” is not a weekday; known are: {{known}}.',
  bad_windows: '“{{found}}” is no list of hours; a list such as [[“09:00”, “12:00”], [“13:00”, “17:00”]] is expected.',
  bad_window: '“{{found}}” is not a beginning and an end; two times are expected, such as [“09:00”, “17:00”].',
  empty_window: '{{found}} begins when it ends. The whole day is [“00:00”, “24:00”]; a closed day is [].',
  overlap: '{{found}} overlaps {{other}}; join the two, or move one.',
  bad_holidays: 'A list of dates is expected here, such as [2027-12-24].',
  bad_overrides: 'Dates with their hours are expected here, such as 2027-12-31: [[“09:00”, “12:00”]].',
  bad_date: '“{{found}}” is not a date; a day that exists is expected, such as 2027-12-24.',
  never_opens: 'This calendar never opens; at least one window is expected.',
}

const inDanish: { readonly [K in keyof typeof inEnglish]: string } = {
  bad_zone: '“{{found}}” er ikke en tidszone; der forventes et navn som Europe/Zurich.',
  no_calendar: 'Det er ikke en kalender; der forventes zone og weekly med åbningstiderne for hver ugedag.',
  bad_weekly: 'Her forventes ugens åbningstider efter ugedag, for eksempel mon: [[“09:00”, “17:00”]].',
  bad_day: '“{{found}}” er ikke en ugedag; mulighederne er: {{known}}.',
  bad_windows:
    '“{{found}}” er ikke en liste over åbningstider; der forventes en liste som [[“09:00”, “12:00”], [“13:00”, “17:00”]].',
  bad_window: '“{{found}}” er ikke et start- og et sluttidspunkt; der forventes to klokkeslæt som [“09:00”, “17:00”].',
  empty_window: '{{found}} slutter, når det begynder. Hele døgnet er [“00:00”, “24:00”]; en lukket dag er [].',
  overlap: '{{found}} overlapper {{other}}; slå dem sammen, eller flyt det ene.',
  bad_holidays: 'Her forventes en liste over datoer, for eksempel [2027-12-24].',
  bad_overrides: 'Her forventes datoer med deres åbningstider, for eksempel 2027-12-31: [[“09:00”, “12:00”]].',
  bad_date: '“{{found}}” er ikke en dato; der forventes en dag, der findes, for eksempel 2027-12-24.',
  never_opens: 'Kalenderen åbner aldrig; der forventes mindst ét tidsrum.',
}

const refused = <const T extends Readonly<Record<string, string>>>(problems: T, hint: string) =>
  Object.fromEntries(Object.entries(problems).map(([code, says]) => [code, { says, hint }])) as {
    readonly [K in keyof T]: { readonly says: string; readonly hint: string }
  }

/** `organisation.problems.calendar.*`. */
export const calendarProblemWords = { en: inEnglish, da: inDanish }

/** `refusals.calendar.*`. */
export const calendarRefusalWords = {
  en: {
    ...refused(inEnglish, 'Mend the calendar in the desk file and apply it again.'),
    never_opens: {
      says: 'This calendar never opens, or not for as long as is needed.',
      hint: 'Give the calendar weekly hours in the desk file, or more dates on which it opens.',
    },
  },
  da: {
    ...refused(inDanish, 'Ret kalenderen i desk-filen, og tag den i brug igen.'),
    never_opens: {
      says: 'Kalenderen åbner aldrig eller ikke så længe, som der er brug for.',
      hint: 'Giv kalenderen ugentlige åbningstider i desk-filen eller flere datoer, hvor den åbner.',
    },
  },
}
