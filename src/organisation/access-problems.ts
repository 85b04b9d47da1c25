import { checkRun } from './automation-problems.js'
import { checkSeated } from './board-problems.js'
import { boardsIn } from './change-problems.js'
import { checkTwice, each, type Loose, mapIn, type Tell, textIn, unknown } from './loose.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

interface Known {
  readonly people: readonly string[]
  readonly teams: readonly string[]
  readonly services: readonly string[]
}

/** What a schema cannot see in rights: names that nobody bears, an owner who is missing, a right that excludes itself, a warning after the end. */
export function checkAccess(file: Loose, known: Known, tell: Tell): void {
  const rights = mapIn(mapIn(file.access).rights)
  const ids = Object.keys(rights)
  for (const [id, content] of Object.entries(rights)) {
    const path: Path = ['access', 'rights', id]
    const right = mapIn(content)
    checkNames(right, path, known, tell)
    checkApprovals(file, right, path, tell)
    checkExcludes(right, { id, ids, path }, tell)
    checkRun(file, right.run, { path: [...path, 'run'], fields: [] }, tell)
    const { days, warn } = right
    if (typeof warn === 'number' && days === undefined)
      tell([...path, 'warn'], { words: 'access.warn_without_end', params: {} })
    else if (typeof warn === 'number' && typeof days === 'number' && warn >= days)
      tell([...path, 'warn'], { words: 'access.warn_too_early', params: { days } })
  }
}

function checkNames(right: Loose, path: Path, known: Known, tell: Tell): void {
  for (const { word, path: at } of each(right.service, [...path, 'service'])) {
    if (!known.services.includes(word)) tell(at, unknown('service', word, known.services))
  }
  const births = each(right.birthright, [...path, 'birthright'])
  for (const { word, path: at } of [...each(right.team, [...path, 'team']), ...births]) {
    if (!known.teams.includes(word)) tell(at, unknown('team', word, known.teams))
  }
  const seats = each(right.for, [...path, 'for'])
  for (const { word, path: at } of seats) checkSeated(word, at, known, tell)
  checkTwice(seats, tell)
  checkTwice(births, tell)
}

function checkApprovals(file: Loose, right: Loose, path: Path, tell: Tell): void {
  const approvers = ['owner', 'manager', ...boardsIn(file)]
  const isOwned = textIn(right.service).some((id) => mapIn(mapIn(file.services)[id]).owner !== undefined)
  const named = each(right.approvals, [...path, 'approvals'])
  for (const { word, path: at } of named) {
    if (!approvers.includes(word)) tell(at, unknown('board', word, approvers))
    else if (word === 'owner' && !isOwned) tell(at, { words: 'access.no_owner', params: {} })
  }
  if (right.approvals === undefined && !isOwned && textIn(right.service).length > 0)
    tell([...path, 'service'], { words: 'access.no_owner', params: {} })
  checkTwice(named, tell)
}

function checkExcludes(
  right: Loose,
  { id, ids, path }: { readonly id: string; readonly ids: readonly string[]; readonly path: Path },
  tell: Tell,
): void {
  const excluded = each(right.excludes, [...path, 'excludes'])
  for (const { word, path: at } of excluded) {
    if (word === id) tell(at, { words: 'access.excludes_itself', params: {} })
    else if (!ids.includes(word))
      tell(at, { words: 'access.unknown_right', params: { id: word }, ...nearest(word, ids) })
  }
  checkTwice(excluded, tell)
}
