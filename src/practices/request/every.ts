import { folded } from '../../catalogue/index.js'
import { ruleProblem } from '../../organisation/index.js'

/** How often something is wanted, as people say it. */

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** By their beginnings of three letters at least, in both languages. */
const names: readonly (readonly [code: (typeof codes)[number], ...names: readonly string[]])[] = [
  ['MO', 'monday', 'mondays', 'mandag', 'mandage'],
  ['TU', 'tuesday', 'tuesdays', 'tirsdag', 'tirsdage'],
  ['WE', 'wednesday', 'wednesdays', 'onsdag', 'onsdage'],
  ['TH', 'thursday', 'thursdays', 'torsdag', 'torsdage'],
  ['FR', 'friday', 'fridays', 'fredag', 'fredage'],
  ['SA', 'saturday', 'saturdays', 'lordag', 'lordage'],
  ['SU', 'sunday', 'sundays', 'sondag', 'sondage'],
]

const words: Readonly<Record<string, (date: string) => string>> = {
  day: () => 'FREQ=DAILY',
  workday: () => 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  week: (date) => `FREQ=WEEKLY;BYDAY=${codeOf(date)}`,
  fortnight: (date) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${codeOf(date)}`,
  month: monthly,
  year: (date) => `FREQ=YEARLY;BYMONTH=${Number(date.slice(5, 7))};BYMONTHDAY=${Number(date.slice(8, 10))}`,
}

const same: Readonly<Record<string, readonly string[]>> = {
  day: ['day', 'daily', 'every day', 'dag', 'dagligt', 'hver dag'],
  workday: ['workday', 'workdays', 'weekday', 'weekdays', 'working day', 'hverdag', 'hverdage', 'arbejdsdag'],
  week: ['week', 'weekly', 'uge', 'ugentligt', 'hver uge'],
  fortnight: [
    'fortnight',
    'two weeks',
    '2 weeks',
    'other week',
    'second week',
    'to uger',
    '2 uger',
    'anden uge',
    '14 dage',
  ],
  month: ['month', 'monthly', 'maned', 'manedligt', 'hver maned'],
  year: ['year', 'yearly', 'ar', 'arligt', 'hvert ar'],
}

/**
 * The value of an RRULE for `monday`, `mandag og torsdag`, `workday`, `week`, `month` …, or one that was typed as such; `date` is
 * the local day of the first one (2031-03-05), by which a week or a month knows its day. Undefined for what is none.
 */
export function ruleFor(typed: string, date: string): string | undefined {
  const text = typed.trim()
  const asRule = text.replace(/^RRULE:/i, '').toUpperCase()
  if (asRule.startsWith('FREQ=')) return ruleProblem(asRule, `${date}T00:00`) === undefined ? asRule : undefined
  const said = folded(text)
    .replace(/^(every|hver|hvert|each)\s+/, '')
    .trim()
  const word = Object.entries(same).find(([, all]) => all.includes(said))?.[0]
  const made = word === undefined ? undefined : words[word]?.(date)
  return made ?? daysIn(said)
}

/** `monday, thursday`, `mandag og torsdag`, `mon+wed`. */
function daysIn(said: string): string | undefined {
  const found = said
    .split(/\s*(?:[,+&/]|\band\b|\bog\b|\s)\s*/)
    .filter((word) => word !== '')
    .map(
      (word) =>
        names.find(([, ...all]) =>
          all.some((name) => name === word || (word.length >= 3 && name.startsWith(word))),
        )?.[0],
    )
  const days = found.filter((code) => code !== undefined)
  if (days.length === 0 || days.length < found.length) return undefined
  return `FREQ=WEEKLY;BYDAY=${codes.filter((code) => days.includes(code)).join(',')}`
}

const codeOf = (date: string): string => codes[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7] ?? 'MO'

/** On the day of the month of the first one, or on the last of a shorter month. */
function monthly(date: string): string {
  const day = Number(date.slice(8, 10))
  if (day <= 28) return `FREQ=MONTHLY;BYMONTHDAY=${day}`
  const all = Array.from({ length: day - 27 }, (_, nth) => 28 + nth)
  return `FREQ=MONTHLY;BYMONTHDAY=${all.join(',')};BYSETPOS=-1`
}
