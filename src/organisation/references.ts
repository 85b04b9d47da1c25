import { accountFrom, groupFrom, placeFrom } from '../chat/address.js'
import { checkAccess } from './access-problems.js'
import { checkAgreements, checkCalendars } from './agreement-problems.js'
import { checkAutomation } from './automation-problems.js'
import { checkBoards } from './board-problems.js'
import { cataloguePaths, checkCatalogue } from './catalogue-problems.js'
import { boardsIn, checkChanges, checkMaintenance } from './change-problems.js'
import { checkJobs } from './job-problems.js'
import { checkTwice, each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import type { Problem, Saying } from './problems.js'
import { checkRotations } from './rotation-problems.js'
import { checkTemplates } from './template-problems.js'
import type { Lines, Path } from './yaml-lines.js'

/**
 * What a schema cannot see: names that nobody bears, accounts given to two people, roles given to nobody. It reads the
 * raw data, so that a slip in one section does not hide those of another; values of a wrong kind are the schema's to tell.
 */
export function referenceProblems(lines: Lines, { practices, jobs, types, settings }: Known): readonly Problem[] {
  const file = mapIn(lines.data)
  const book: Book = {
    people: Object.keys(mapIn(file.people)),
    teams: Object.keys(mapIn(file.teams)),
    services: Object.keys(mapIn(file.services)),
    channels: file.console
      ? listIn(mapIn(file.console).channels).flatMap((channel) => textIn(mapIn(channel).id))
      : ['desk'],
  }
  const problems: Problem[] = []
  const tell: Tell = (path, says, key) => void problems.push(lines.problemAt(path, says, key))
  checkIds(file, tell)
  checkOrganisation(file, tell)
  checkAccounts(file, tell)
  checkTeams(file, book, tell)
  checkRoles(file, book, tell)
  checkServices(file, book, tell)
  checkRoutes(file, book, tell, practices)
  checkPlaces(file, book, tell)
  checkCalendars(file, tell)
  checkAgreements(file, book, tell, practices)
  checkJobs(file, tell, jobs)
  checkRotations(file, book, tell)
  checkBoards(file, book, tell)
  checkMaintenance(file, tell)
  checkChanges(file, { services: book.services, boards: boardsIn(file) }, tell)
  checkAutomation(file, tell, settings)
  checkCatalogue(file, book, tell)
  checkAccess(file, book, tell)
  checkTemplates(file, { ...book, types }, tell)
  return problems
}

/** What a file may name that does not stand in it; what is not told is not looked at. */
export interface Known {
  readonly practices?: readonly string[]
  /** Names of jobs whose times can be set. */
  readonly jobs?: readonly string[]
  /** Types of configuration items that need not be declared. */
  readonly types?: readonly string[]
  /** Variables of the environment that are the desk's own. */
  readonly settings?: readonly string[]
}

interface Book {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly services: readonly string[]
  readonly channels: readonly string[]
}

/** Names of people who are none, in the audit trail. */
const reserved = new Set(['operator', 'desk', 'team', 'me', 'mig'])
const idPattern = /^[a-z0-9][a-z0-9_-]{0,49}$/

function checkIds(file: Loose, tell: Tell): void {
  const sections: readonly Path[] = [
    ['people'],
    ['teams'],
    ['services'],
    ['symptoms'],
    ['calendars'],
    ['configuration', 'types'],
    ['suppliers'],
    ['agreements'],
    ['rotations'],
    ['boards'],
    ['freezes'],
    ['templates'],
    ['access', 'rights'],
    ['automation', 'webhooks'],
    ['automation', 'scripts'],
  ]
  const ofServices = Object.keys(mapIn(file.services)).map((id): Path => ['services', id, 'symptoms'])
  for (const path of [...sections, ...ofServices, ...cataloguePaths(file)]) {
    const section = path.reduce<unknown>((value, step) => mapIn(value)[String(step)], file)
    for (const id of Object.keys(mapIn(section))) {
      if (id === '__proto__') continue
      if (!idPattern.test(id)) tell(path, { words: 'bad_id', params: { id } }, id)
      else if (path[0] === 'people' && reserved.has(id)) tell(path, { words: 'reserved_id', params: { id } }, id)
    }
  }
}

function checkOrganisation(file: Loose, tell: Tell): void {
  const spoken = listIn(file.languages)
  const { language } = mapIn(file.organisation)
  if (spoken.length > 0 && typeof language === 'string' && !spoken.includes(language)) {
    tell(['organisation', 'language'], { words: 'language_not_spoken', params: { language } })
  }
  checkTwice(each(file.languages, ['languages']), tell)
}

function checkAccounts(file: Loose, tell: Tell): void {
  const holders = new Map<string, string>()
  for (const [person, content] of Object.entries(mapIn(file.people))) {
    for (const { word, path } of each(mapIn(content).accounts, ['people', person, 'accounts'])) {
      if (!accountFrom(word)) continue
      const holder = holders.get(word)
      if (holder !== undefined) tell(path, { words: 'account_twice', params: { account: word, holder } })
      else holders.set(word, person)
    }
  }
}

function checkTeams(file: Loose, book: Book, tell: Tell): void {
  for (const [team, content] of Object.entries(mapIn(file.teams))) {
    const { members, lead } = mapIn(content)
    const named = each(members, ['teams', team, 'members'])
    for (const { word, path } of named) {
      const says = word.startsWith('group:') ? groupAsHolder(word) : personAsMember(book, word)
      if (says) tell(path, says)
    }
    for (const { word, path } of each(lead, ['teams', team, 'lead'])) {
      if (!book.people.includes(word)) tell(path, unknown('person', word, book.people))
    }
    checkTwice(named, tell)
  }
}

const personAsMember = ({ people }: Book, id: string): Saying | undefined =>
  people.includes(id) ? undefined : unknown('person', id, people)

/** A group of a platform, by its ids. The console has none: its people are those of this file. */
function groupAsHolder(word: string): Saying | undefined {
  const group = groupFrom(word.slice('group:'.length))
  return group && group.platform !== 'console' ? undefined : { words: 'bad_group', params: { found: word } }
}

function checkRoles(file: Loose, book: Book, tell: Tell): void {
  listIn(file.roles).forEach((grant, at) => {
    const { to, service } = mapIn(grant)
    for (const { word, path } of each(to, ['roles', at, 'to'])) checkHolder(file, book, { word, path }, tell)
    checkService(service, ['roles', at, 'service'], book, tell)
  })
}

function checkHolder(file: Loose, book: Book, holder: { word: string; path: Path }, tell: Tell): void {
  const says = asHolder(file, book, holder.word)
  if (says) tell(holder.path, says)
}

function asHolder(file: Loose, book: Book, word: string): Saying | undefined {
  if (word.startsWith('team:')) return teamAsHolder(file, book, word.slice(5))
  return word.startsWith('group:') ? groupAsHolder(word) : personAsHolder(book, word)
}

function personAsHolder({ people, teams }: Book, id: string): Saying | undefined {
  if (people.includes(id)) return undefined
  return teams.includes(id) ? { words: 'team_word', params: { id } } : unknown('person', id, people)
}

function teamAsHolder(file: Loose, { teams }: Book, id: string): Saying | undefined {
  if (!teams.includes(id)) return unknown('team', id, teams)
  const { members, lead } = mapIn(mapIn(file.teams)[id])
  const isEmpty = listIn(members).length === 0 && lead === undefined
  return isEmpty ? { words: 'role_to_nobody', params: { id } } : undefined
}

function checkService(value: unknown, path: Path, book: Book, tell: Tell): void {
  for (const found of each(value, path)) {
    if (!book.services.includes(found.word)) tell(found.path, unknown('service', found.word, book.services))
  }
}

function checkTeam(value: unknown, path: Path, book: Book, tell: Tell): void {
  for (const found of each(value, path)) {
    if (!book.teams.includes(found.word)) tell(found.path, unknown('team', found.word, book.teams))
  }
}

function checkServices(file: Loose, book: Book, tell: Tell): void {
  for (const [service, content] of Object.entries(mapIn(file.services))) {
    const { owner, team } = mapIn(content)
    for (const { word, path } of each(owner, ['services', service, 'owner'])) {
      if (!book.people.includes(word)) tell(path, unknown('person', word, book.people))
    }
    checkTeam(team, ['services', service, 'team'], book, tell)
  }
}

function checkRoutes(file: Loose, book: Book, tell: Tell, practices?: readonly string[]): void {
  listIn(file.routes).forEach((route, at) => {
    const { records, when } = mapIn(route)
    for (const { word, path } of each(records, ['routes', at, 'records'])) {
      if (practices && word !== 'all' && !practices.includes(word))
        tell(path, unknown('practice', word, [...practices, 'all']))
    }
    checkService(mapIn(when).service, ['routes', at, 'when', 'service'], book, tell)
    checkTeam(mapIn(when).team, ['routes', at, 'when', 'team'], book, tell)
  })
}

function checkPlaces(file: Loose, book: Book, tell: Tell): void {
  const { channels, team } = mapIn(file.defaults)
  checkTeam(team, ['defaults', 'team'], book, tell)
  const fallbacks = each(channels, ['defaults', 'channels'])
  const routed = listIn(file.routes).flatMap((route, at) => each(mapIn(route).to, ['routes', at, 'to']))
  for (const { word, path } of [...fallbacks, ...routed]) {
    const place = placeFrom(word)
    if (place?.platform !== 'console') continue
    if (place.workspace !== 'local') tell(path, { words: 'console_workspace', params: { found: word } })
    else if (!book.channels.includes(place.channel)) tell(path, unknown('channel', place.channel, book.channels))
  }
  const workspaces = fallbacks.flatMap(({ word, path }) => {
    const place = placeFrom(word)
    return place ? [{ word: `${place.platform}:${place.workspace}`, path }] : []
  })
  checkTwice(workspaces, tell)
  const rooms = listIn(mapIn(file.console).channels)
  rooms.forEach((room, at) => {
    for (const id of textIn(mapIn(room).id)) {
      if (!idPattern.test(id)) tell(['console', 'channels', at, 'id'], { words: 'bad_id', params: { id } })
    }
  })
  checkTwice(
    rooms.flatMap((room, at) => each(mapIn(room).id, ['console', 'channels', at, 'id'])),
    tell,
  )
}
