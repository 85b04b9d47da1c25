import { checkTwice, each, type Loose, mapIn, type Tell, unknown } from './loose.js'
import type { Path } from './yaml-lines.js'

interface Known {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly services: readonly string[]
  /** Types of items that are there without a desk file; types are not looked at when absent. */
  readonly types?: readonly string[] | undefined
}

/** What a schema cannot see in templates: owners, implementers, services and types of items that nobody knows. */
export function checkTemplates(file: Loose, known: Known, tell: Tell): void {
  const types = known.types && [...known.types, ...Object.keys(mapIn(mapIn(file.configuration).types))]
  for (const [id, content] of Object.entries(mapIn(file.templates))) {
    const path: Path = ['templates', id]
    const { owner, services, items, implementer } = mapIn(content)
    for (const { word, path: at } of each(owner, [...path, 'owner'])) {
      if (!known.people.includes(word)) tell(at, unknown('person', word, known.people))
    }
    const named = each(services, [...path, 'services'])
    for (const { word, path: at } of named) {
      if (!known.services.includes(word)) tell(at, unknown('service', word, known.services))
    }
    const allowed = each(items, [...path, 'items'])
    for (const { word, path: at } of allowed) {
      const type = word.startsWith('type:') ? word.slice(5) : undefined
      if (type !== undefined && types && !types.includes(type)) tell(at, unknown('type', type, types))
    }
    for (const { word, path: at } of each(implementer, [...path, 'implementer']))
      checkImplementer(word, at, known, tell)
    checkTwice(named, tell)
    checkTwice(allowed, tell)
  }
}

function checkImplementer(word: string, path: Path, { people, teams }: Known, tell: Tell): void {
  if (word.startsWith('team:')) {
    if (!teams.includes(word.slice(5))) tell(path, unknown('team', word.slice(5), teams))
    return
  }
  if (people.includes(word)) return
  tell(path, teams.includes(word) ? { words: 'team_word', params: { id: word } } : unknown('person', word, people))
}
