import { calendarProblems } from '../kernel/calendar.js'
import { calendar as calendarSchema } from './calendar-schema.js'
import { alwaysOpen, plainCalendar } from './calendars.js'
import { isZone } from './fields.js'
import { countries, regionsOf } from './holidays.js'
import { checkTwice, each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

/** What a schema cannot see in calendars and agreements: names that nobody bears, windows that overlap, parties that are missing. */

export interface Parties {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly services: readonly string[]
}

export function checkCalendars(file: Loose, tell: Tell): void {
  const { zone } = mapIn(file.organisation)
  const home = typeof zone === 'string' && isZone(zone) ? zone : 'Etc/UTC'
  for (const [id, content] of Object.entries(mapIn(file.calendars))) {
    const path: Path = ['calendars', id]
    if (id === alwaysOpen) tell(['calendars'], { words: 'reserved_calendar', params: { id } }, id)
    checkCountry(mapIn(content), path, tell)
    const read = calendarSchema.safeParse(content)
    if (!read.success) continue
    for (const problem of calendarProblems(plainCalendar(read.data, home))) {
      if (problem.code === 'bad_zone') continue
      tell([...path, ...problem.path], { words: `calendar.${problem.code}`, params: problem.params })
    }
  }
}

function checkCountry({ country, region }: Loose, path: Path, tell: Tell): void {
  if (typeof country !== 'string') {
    if (typeof region === 'string') tell([...path, 'region'], { words: 'region_alone', params: {} })
    return
  }
  const known = countries()
  if (!known.includes(country)) {
    tell([...path, 'country'], {
      words: 'unknown_country',
      params: { found: country },
      ...nearest(country, known),
    })
    return
  }
  if (typeof region !== 'string') return
  const regions = regionsOf(country)
  if (!regions.includes(region))
    tell([...path, 'region'], {
      words: 'unknown_region',
      params: { found: region, known: regions.join(', ') },
      ...nearest(region, regions),
    })
}

export function checkAgreements(file: Loose, parties: Parties, tell: Tell, practices?: readonly string[]): void {
  const calendars = [...Object.keys(mapIn(file.calendars)), alwaysOpen]
  for (const { word, path } of each(mapIn(file.defaults).calendar, ['defaults', 'calendar'])) {
    if (!calendars.includes(word)) tell(path, unknown('calendar', word, calendars))
  }
  const suppliers = Object.keys(mapIn(file.suppliers))
  const rotations = Object.keys(mapIn(file.rotations))
  for (const [id, content] of Object.entries(mapIn(file.agreements))) {
    const path: Path = ['agreements', id]
    const agreement = mapIn(content)
    checkParties(agreement, path, { ...parties, suppliers }, tell)
    const known = (what: 'calendar' | 'service' | 'person', value: unknown, step: string, among: readonly string[]) => {
      for (const { word, path: at } of each(value, [...path, step])) {
        if (!among.includes(word)) tell(at, unknown(what, word, among))
      }
    }
    known('calendar', agreement.calendar, 'calendar', calendars)
    known('service', agreement.services, 'services', parties.services)
    known('person', agreement.owner, 'owner', parties.people)
    checkTwice(each(agreement.services, [...path, 'services']), tell)
    checkTargets(agreement, path, tell, practices)
    checkThresholds(agreement, path, tell)
    checkReceivers(agreement, path, { ...parties, rotations }, tell)
    const { from, until } = mapIn(agreement.valid)
    if (typeof from === 'string' && typeof until === 'string' && until < from)
      tell([...path, 'valid', 'until'], { words: 'valid_backwards', params: { from, until } })
  }
}

/** Each kind has its own other side: a customer, a team or a supplier. */
function checkParties(
  agreement: Loose,
  path: Path,
  { people, teams, suppliers }: Parties & { readonly suppliers: readonly string[] },
  tell: Tell,
): void {
  const needs = { ola: 'team', uc: 'supplier' } as const
  for (const [kind, key] of Object.entries(needs)) {
    if (agreement.kind === kind && agreement[key] === undefined) tell(path, { words: 'missing.text', params: { key } })
    if (agreement.kind !== kind && agreement[key] !== undefined)
      tell([...path, key], { words: 'not_of_this_kind', params: { key, kind } })
  }
  if (agreement.kind !== 'sla' && agreement.customers !== undefined)
    tell([...path, 'customers'], { words: 'not_of_this_kind', params: { key: 'customers', kind: 'sla' } })
  for (const { word, path: at } of each(agreement.team, [...path, 'team'])) {
    if (!teams.includes(word)) tell(at, unknown('team', word, teams))
  }
  for (const { word, path: at } of each(agreement.supplier, [...path, 'supplier'])) {
    if (!suppliers.includes(word)) tell(at, unknown('supplier', word, suppliers))
  }
  for (const { word, path: at } of each(agreement.customers, [...path, 'customers'])) {
    const team = word.startsWith('team:') ? word.slice(5) : undefined
    if (team !== undefined && !teams.includes(team)) tell(at, unknown('team', team, teams))
    if (team === undefined && !people.includes(word)) tell(at, unknown('person', word, people))
  }
}

function checkTargets(agreement: Loose, path: Path, tell: Tell, practices?: readonly string[]): void {
  for (const practice of Object.keys(mapIn(agreement.targets))) {
    if (practices && !practices.includes(practice))
      tell([...path, 'targets'], unknown('practice', practice, practices), practice)
  }
}

function checkThresholds(agreement: Loose, path: Path, tell: Tell): void {
  const seen = new Set<unknown>()
  listIn(agreement.thresholds).forEach((threshold, index) => {
    const { at } = mapIn(threshold)
    if (typeof at === 'number' && seen.has(at))
      tell([...path, 'thresholds', index, 'at'], { words: 'twice', params: { word: String(at) } })
    seen.add(at)
  })
}

function checkReceivers(
  agreement: Loose,
  path: Path,
  { teams, rotations }: { readonly teams: readonly string[]; readonly rotations: readonly string[] },
  tell: Tell,
): void {
  listIn(agreement.escalation).forEach((step, index) => {
    for (const word of textIn(mapIn(step).to)) {
      const [, kind, id] = /^(rotation|team):(.+)$/.exec(word) ?? []
      const among = kind === 'rotation' ? rotations : teams
      if (id && !among.includes(id))
        tell([...path, 'escalation', index, 'to'], unknown(kind === 'rotation' ? 'rotation' : 'team', id, among))
    }
  })
}
