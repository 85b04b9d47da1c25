import { checkTwice, each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import { timeOf, weeklyTimeOf } from './rotation-schema.js'
import { escalationWords } from './rotations.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

/** What a schema cannot see in rotations: nobody in them, people whom nobody knows, a handover that is no time. */

export interface Known {
  readonly people: readonly string[]
  readonly teams: readonly string[]
}

export function checkRotations(file: Loose, known: Known, tell: Tell): void {
  const rotations = Object.keys(mapIn(file.rotations))
  for (const [id, content] of Object.entries(mapIn(file.rotations))) {
    const path: Path = ['rotations', id]
    const rotation = mapIn(content)
    // An escalation names both by the bare id.
    if (known.people.includes(id)) tell(['rotations'], { words: 'rotation_like_person', params: { id } }, id)
    for (const { word, path: at } of each(rotation.team, [...path, 'team'])) {
      if (!known.teams.includes(word)) tell(at, unknown('team', word, known.teams))
    }
    checkTurns(rotation, path, known, tell)
    checkHandover(rotation, path, tell)
    checkEscalation(file, { id, rotation, path, rotations }, known, tell)
  }
}

/** One list of people, or one a segment; somebody must be in each. */
function checkTurns(rotation: Loose, path: Path, known: Known, tell: Tell): void {
  const { kind, people } = rotation
  const sun = kind === 'follow-the-sun'
  const wanted = sun ? 'segments' : 'people'
  const strange = sun ? ['people', 'handover'] : ['segments']
  for (const key of strange) {
    if (rotation[key] !== undefined)
      tell([...path, key], { words: 'not_of_this_rotation', params: { key, kind: String(kind) } })
  }
  if (rotation[wanted] === undefined && typeof kind === 'string')
    tell(path, { words: 'missing.list', params: { key: wanted } })
  if (sun) checkSegments(rotation, path, known, tell)
  else checkPeople(people, [...path, 'people'], known, tell)
}

function checkSegments({ segments, zone: home }: Loose, path: Path, known: Known, tell: Tell): void {
  if (Array.isArray(segments) && segments.length === 0)
    tell([...path, 'segments'], { words: 'nobody_on_call', params: {} })
  const begins: string[] = []
  listIn(segments).forEach((segment, at) => {
    const { from, to, zone, people } = mapIn(segment)
    const here: Path = [...path, 'segments', at]
    checkPeople(people, [...here, 'people'], known, tell)
    const begin = `${String(from)} ${String(zone ?? home ?? '')}`
    if (begins.includes(begin)) tell([...here, 'from'], { words: 'segments_at_once', params: {} })
    if (typeof from === 'string' && from === to) tell([...here, 'to'], { words: 'segment_empty', params: {} })
    begins.push(begin)
  })
}

function checkPeople(people: unknown, path: Path, known: Known, tell: Tell): void {
  if (Array.isArray(people) && people.length === 0) tell(path, { words: 'nobody_on_call', params: {} })
  const named = Array.isArray(people) ? each(people, path) : []
  for (const { word, path: at } of named) {
    if (!known.people.includes(word)) tell(at, unknown('person', word, known.people))
  }
  checkTwice(named, tell)
}

function checkHandover({ kind, handover }: Loose, path: Path, tell: Tell): void {
  if (typeof handover !== 'string' || kind === 'follow-the-sun') return
  const right = kind === 'daily' ? timeOf(handover) : weeklyTimeOf(handover)
  const words = kind === 'daily' ? 'bad_time' : 'bad_handover'
  if (!right) tell([...path, 'handover'], { words, params: { found: handover } })
}

interface Escalating {
  readonly id: string
  readonly rotation: Loose
  readonly path: Path
  readonly rotations: readonly string[]
}

function checkEscalation(file: Loose, { id, rotation, path, rotations }: Escalating, known: Known, tell: Tell): void {
  const words: readonly string[] = [...escalationWords, ...rotations, ...known.people]
  const steps = each(listIn(rotation.escalation), [...path, 'escalation'])
  for (const { word, path: at } of steps) {
    if (!words.includes(word)) tell(at, { words: 'unknown_step', params: { found: word }, ...nearest(word, words) })
    if (word === id) tell(at, { words: 'escalates_to_itself', params: { id } })
    if (word === 'team lead' && !hasLead(file, rotation.team)) tell(at, { words: 'no_lead', params: {} })
  }
  checkTwice(steps, tell)
}

const hasLead = (file: Loose, team: unknown): boolean =>
  textIn(team).every((id) => {
    const there = mapIn(file.teams)[id]
    // A team that nobody knows is told of by itself.
    return there === undefined || textIn(mapIn(there).lead).length > 0
  })
