import { checkRun } from './automation-problems.js'
import { checkSeated } from './board-problems.js'
import { checkBudgets } from './budget-problems.js'
import { alwaysOpen } from './calendars.js'
import { approverWords, isPattern } from './catalogue-schema.js'
import { boardsIn } from './change-problems.js'
import { checkTwice, each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

interface Known {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly services: readonly string[]
}

/** Where ids stand in the catalogue: of categories, items, fields, options and tasks. */
export function cataloguePaths(file: Loose): readonly Path[] {
  const items = mapIn(mapIn(file.catalogue).items)
  const within = Object.entries(items).flatMap(([id, content]): readonly Path[] => {
    const path: Path = ['catalogue', 'items', id]
    const fields = Object.keys(mapIn(mapIn(content).fields))
    return [
      [...path, 'fields'],
      [...path, 'tasks'],
      ...fields.map((field): Path => [...path, 'fields', field, 'options']),
    ]
  })
  return [['catalogue', 'categories'], ['catalogue', 'items'], ['catalogue', 'budgets'], ...within]
}

/** What a schema cannot see in the catalogue: names that nobody bears, fields that contradict themselves, tasks that wait for each other. */
export function checkCatalogue(file: Loose, known: Known, tell: Tell): void {
  const { categories, items, preapproved } = mapIn(file.catalogue)
  const names = {
    ...known,
    categories: Object.keys(mapIn(categories)),
    calendars: [...Object.keys(mapIn(file.calendars)), alwaysOpen],
    agreements: mapIn(file.agreements),
    approvers: [...approverWords, ...boardsIn(file)],
  }
  checkBudgets(file, known, tell)
  for (const [id, content] of Object.entries(mapIn(items))) {
    const path: Path = ['catalogue', 'items', id]
    const item = mapIn(content)
    checkNames(item, path, names, tell)
    checkApprovals(file, { item, path }, names.approvers, tell)
    checkFields(mapIn(item.fields), [...path, 'fields'], tell)
    checkBooked(item, path, tell)
    checkTimes(item, path, tell)
    checkTasks(mapIn(item.tasks), [...path, 'tasks'], known.teams, tell)
    for (const [task, content] of Object.entries(mapIn(item.tasks))) {
      const at = { path: [...path, 'tasks', task, 'run'], fields: Object.keys(mapIn(item.fields)) }
      checkRun(file, mapIn(content).run, at, tell)
    }
  }
  listIn(preapproved).forEach((rule, nth) => {
    checkPreapproval(
      mapIn(rule),
      ['catalogue', 'preapproved', nth],
      { ...names, items: Object.keys(mapIn(items)) },
      tell,
    )
  })
}

function checkPreapproval(
  rule: Loose,
  path: Path,
  known: Names & { readonly items: readonly string[] },
  tell: Tell,
): void {
  for (const { word, path: at } of each(rule.items, [...path, 'items']))
    if (!known.items.includes(word))
      tell(at, { words: 'catalogue.unknown_item', params: { id: word }, ...nearest(word, known.items) })
  for (const { word, path: at } of each(rule.categories, [...path, 'categories']))
    if (!known.categories.includes(word))
      tell(at, { words: 'catalogue.unknown_category', params: { id: word }, ...nearest(word, known.categories) })
  for (const { word, path: at } of each(rule.for, [...path, 'for'])) checkSeated(word, at, known, tell)
}

/** What is paid for several times is counted by a field that is a number. */
function checkTimes({ price, fields }: Loose, path: Path, tell: Tell): void {
  const numbers = Object.entries(mapIn(fields)).flatMap(([id, field]) => (mapIn(field).kind === 'number' ? [id] : []))
  for (const { word, path: at } of each(mapIn(price).times, [...path, 'price', 'times']))
    if (!numbers.includes(word))
      tell(at, { words: 'catalogue.no_number', params: { id: word }, ...nearest(word, numbers) })
}

interface Names extends Known {
  readonly categories: readonly string[]
  readonly calendars: readonly string[]
  readonly agreements: Loose
}

function checkNames(item: Loose, path: Path, names: Names, tell: Tell): void {
  for (const { word, path: at } of each(item.category, [...path, 'category'])) {
    if (!names.categories.includes(word))
      tell(at, { words: 'catalogue.unknown_category', params: { id: word }, ...nearest(word, names.categories) })
  }
  for (const { word, path: at } of each(item.service, [...path, 'service'])) {
    if (!names.services.includes(word)) tell(at, unknown('service', word, names.services))
  }
  for (const { word, path: at } of each(item.calendar, [...path, 'calendar'])) {
    if (!names.calendars.includes(word)) tell(at, unknown('calendar', word, names.calendars))
  }
  for (const { word, path: at } of each(item.agreement, [...path, 'agreement'])) {
    if (!Object.hasOwn(names.agreements, word)) tell(at, unknown('agreement', word, Object.keys(names.agreements)))
    else if (mapIn(names.agreements[word]).kind !== 'sla') tell(at, { words: 'catalogue.no_sla', params: { id: word } })
  }
  for (const { word, path: at } of each(item.team, [...path, 'team'])) {
    if (!names.teams.includes(word)) tell(at, unknown('team', word, names.teams))
  }
  for (const { word, path: at } of each(item.contact, [...path, 'contact'])) checkContact(word, at, names, tell)
  const seats = each(item.for, [...path, 'for'])
  for (const { word, path: at } of seats) checkSeated(word, at, names, tell)
  checkTwice(seats, tell)
}

function checkContact(word: string, path: Path, { people, teams }: Known, tell: Tell): void {
  if (word.startsWith('team:')) {
    if (!teams.includes(word.slice(5))) tell(path, unknown('team', word.slice(5), teams))
    return
  }
  if (people.includes(word)) return
  tell(path, teams.includes(word) ? { words: 'team_word', params: { id: word } } : unknown('person', word, people))
}

function checkApprovals(
  file: Loose,
  { item, path }: { readonly item: Loose; readonly path: Path },
  approvers: readonly string[],
  tell: Tell,
): void {
  listIn(item.approvals).forEach((approval, nth) => {
    const { by, over } = mapIn(approval)
    for (const { word, path: at } of each(by, [...path, 'approvals', nth, 'by'])) {
      if (!approvers.includes(word)) tell(at, unknown('board', word, approvers))
      else if (word === 'owner' && !isOwned(file, item)) tell(at, { words: 'catalogue.no_owner', params: {} })
    }
    if (over !== undefined && item.price === undefined)
      tell([...path, 'approvals', nth, 'over'], { words: 'catalogue.no_price', params: {} })
  })
}

const isOwned = (file: Loose, { service }: Loose): boolean =>
  textIn(service).some((id) => mapIn(mapIn(file.services)[id]).owner !== undefined)

/** Keys that belong to fields of some kinds alone. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  options: ['choice'],
  pattern: ['text', 'paragraph'],
  min: ['text', 'paragraph', 'number'],
  max: ['text', 'paragraph', 'number'],
}

function checkFields(fields: Loose, path: Path, tell: Tell): void {
  const ids = Object.keys(fields)
  ids.forEach((id, nth) => {
    const field = mapIn(fields[id])
    const at: Path = [...path, id]
    const { kind = 'text', min, max } = field
    for (const [key, kinds] of Object.entries(kindsOf))
      if (field[key] !== undefined && typeof kind === 'string' && !kinds.includes(kind))
        tell([...at, key], { words: 'catalogue.not_of_this_field', params: { key, kind } })
    if (kind === 'choice' && field.options === undefined)
      tell(at, { words: 'missing.map', params: { key: 'options', known: '' } })
    if (typeof min === 'number' && typeof max === 'number' && max < min)
      tell([...at, 'max'], { words: 'too_small', params: { limit: min } })
    checkUsual(field, [...at, 'usual'], tell)
    checkCondition(field, { path: at, fields, earlier: ids.slice(0, nth) }, tell)
  })
}

const bookedKinds = { from: 'moment', to: 'moment', for: 'number' } as const

/** The span of a booking is told by fields that everybody answers. */
function checkBooked({ booked, stock, fields }: Loose, path: Path, tell: Tell): void {
  if (booked === undefined) return
  if (stock === undefined) tell([...path, 'booked'], { words: 'catalogue.booked_without_stock', params: {} })
  const known = Object.keys(mapIn(fields))
  for (const [key, wanted] of Object.entries(bookedKinds)) {
    for (const { word, path: at } of each(mapIn(booked)[key], [...path, 'booked', key])) {
      const field = mapIn(mapIn(fields)[word])
      if (!known.includes(word))
        tell(at, { words: 'catalogue.unknown_field', params: { id: word }, ...nearest(word, known) })
      else if (field.kind !== wanted) tell(at, { words: 'catalogue.booked_kind', params: { id: word, kind: wanted } })
      else if (field.required === false || field.when !== undefined)
        tell(at, { words: 'catalogue.booked_optional', params: { id: word } })
    }
  }
}

/** An answer that stands there already must be one that would be taken. */
function checkUsual(field: Loose, path: Path, tell: Tell): void {
  if (field.usual === undefined || field.usual === null || field.usual === 'last') return
  const found = String(field.usual)
  if (wouldBeTaken(field, found)) return
  const near = field.kind === 'choice' ? nearest(found, Object.keys(mapIn(field.options))) : {}
  tell(path, { words: 'catalogue.bad_usual', params: { found }, ...near })
}

function wouldBeTaken({ kind, options, min, max, pattern }: Loose, answer: string): boolean {
  if (kind === 'choice') return Object.hasOwn(mapIn(options), answer)
  if (kind === 'number' && !Number.isFinite(Number(answer || 'none'))) return false
  const size = kind === 'number' ? Number(answer) : [...answer].length
  if ((typeof min === 'number' && size < min) || (typeof max === 'number' && size > max)) return false
  return typeof pattern !== 'string' || !isPattern(pattern) || new RegExp(`^(?:${pattern})$`, 'u').test(answer)
}

interface Asked {
  readonly path: Path
  readonly fields: Loose
  readonly earlier: readonly string[]
}

function checkCondition(field: Loose, { path, fields, earlier }: Asked, tell: Tell): void {
  const { field: asked, is } = mapIn(field.when)
  for (const word of textIn(asked)) {
    if (!earlier.includes(word)) {
      const says = Object.hasOwn(fields, word) ? 'catalogue.later_field' : 'catalogue.unknown_field'
      tell([...path, 'when', 'field'], { words: says, params: { id: word }, ...nearest(word, earlier) })
      continue
    }
    const { kind, options } = mapIn(fields[word])
    if (kind !== 'choice') continue
    const known = Object.keys(mapIn(options))
    for (const { word: answer, path: at } of each(is, [...path, 'when', 'is']))
      if (!known.includes(answer))
        tell(at, {
          words: 'not_one_of',
          params: { found: answer, known: known.join(', ') },
          ...nearest(answer, known),
        })
  }
}

function checkTasks(tasks: Loose, path: Path, teams: readonly string[], tell: Tell): void {
  const ids = Object.keys(tasks)
  const before = new Map(ids.map((id) => [id, each(mapIn(tasks[id]).after, [...path, id, 'after'])]))
  for (const [id, named] of before) {
    for (const { word, path: at } of each(mapIn(tasks[id]).team, [...path, id, 'team']))
      if (!teams.includes(word)) tell(at, unknown('team', word, teams))
    for (const { word, path: at } of named)
      if (!ids.includes(word))
        tell(at, { words: 'catalogue.unknown_task', params: { id: word }, ...nearest(word, ids) })
    checkTwice(named, tell)
    const waits = (from: string) => (before.get(from) ?? []).map(({ word }) => word)
    if (leadsBack(id, waits)) tell([...path, id, 'after'], { words: 'catalogue.task_circle', params: { id } })
  }
}

/** Whether a task has to be done before itself. */
function leadsBack(id: string, waitsFor: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>()
  const ahead = [...waitsFor(id)]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next === id) return true
    if (seen.has(next)) continue
    seen.add(next)
    ahead.push(...waitsFor(next))
  }
  return false
}
