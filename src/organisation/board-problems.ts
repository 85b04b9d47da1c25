import { placeFrom } from '../chat/address.js'
import { ruleOf } from './board-schema.js'
import { checkTwice, each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import { isRole, roles } from './roles.js'
import type { Known } from './rotation-problems.js'
import { nearest } from './schema-problems.js'
import type { Path } from './yaml-lines.js'

/** What a schema cannot see in boards: members whom nobody knows, vetoes without a vote, more votes than there could be. */
export function checkBoards(file: Loose, known: Known & { readonly channels: readonly string[] }, tell: Tell): void {
  for (const [id, content] of Object.entries(mapIn(file.boards))) {
    const path: Path = ['boards', id]
    const board = mapIn(content)
    const seats = listIn(board.members).flatMap((member, at) => seatIn(member, [...path, 'members', at]))
    const vetoes = each(board.vetoes, [...path, 'vetoes'])
    for (const { word, path: at } of [...seats, ...vetoes]) checkSeated(word, at, known, tell)
    for (const { word, path: at } of each(board.chair, [...path, 'chair'])) {
      if (!known.people.includes(word)) tell(at, unknown('person', word, known.people))
    }
    for (const { word, path: at } of each(board.rotation, [...path, 'rotation'])) {
      const rotations = Object.keys(mapIn(file.rotations))
      if (!rotations.includes(word)) tell(at, unknown('rotation', word, rotations))
    }
    checkTwice(seats, tell)
    checkTwice(vetoes, tell)
    checkChannels(board, path, known.channels, tell)
    checkReach(board, { path, seats: seats.map(({ word }) => word), file, known }, tell)
  }
}

const seatIn = (member: unknown, path: Path): readonly { word: string; path: Path }[] =>
  typeof member === 'string' ? [{ word: member, path }] : each(mapIn(member).who, [...path, 'who'])

/** A word that seats somebody: a person, `team:ID` or a role. */
export function checkSeated(word: string, path: Path, { people, teams }: Known, tell: Tell): void {
  if (word.startsWith('team:')) {
    const team = word.slice(5)
    if (!teams.includes(team)) tell(path, unknown('team', team, teams))
    return
  }
  if (people.includes(word) || isRole(word)) return
  if (teams.includes(word)) tell(path, { words: 'team_word', params: { id: word } })
  else tell(path, { words: 'unknown_seat', params: { found: word }, ...nearest(word, [...people, ...roles]) })
}

function checkChannels(board: Loose, path: Path, channels: readonly string[], tell: Tell): void {
  for (const { word, path: at } of each(board.channels, [...path, 'channels'])) {
    const place = placeFrom(word)
    if (place?.platform !== 'console') continue
    if (place.workspace !== 'local') tell(at, { words: 'console_workspace', params: { found: word } })
    else if (!channels.includes(place.channel)) tell(at, unknown('channel', place.channel, channels))
  }
}

interface Reach {
  readonly path: Path
  readonly seats: readonly string[]
  readonly file: Loose
  readonly known: Known
}

/** Where all seats are people's, how many votes there are is known: more cannot be asked for. */
function checkReach(board: Loose, { path, seats, file, known }: Reach, tell: Tell): void {
  if (seats.length === 0) return
  const named = seats.map((word) => peopleIn(word, file, known))
  if (named.includes(undefined)) return
  const people = new Set(named.flatMap((one) => one ?? []))
  const { quorum, rule } = board
  const most = { count: people.size }
  if (typeof quorum === 'number' && quorum > people.size)
    tell([...path, 'quorum'], { words: 'out_of_reach', params: most })
  const count = typeof rule === 'string' || typeof rule === 'number' ? ruleOf(rule)?.count : undefined
  const isWeighed = listIn(board.members).some((member) => mapIn(member).weight !== undefined)
  if (count !== undefined && count > people.size && !isWeighed)
    tell([...path, 'rule'], { words: 'out_of_reach', params: most })
}

/** Who has a seat by a word, as far as the file tells: a group's members and a role's come from elsewhere, too. */
function peopleIn(word: string, file: Loose, { people }: Known): readonly string[] | undefined {
  if (people.includes(word)) return [word]
  if (!word.startsWith('team:')) return undefined
  const { members, lead } = mapIn(mapIn(file.teams)[word.slice(5)])
  const all = [...listIn(members).flatMap(textIn), ...textIn(lead)]
  return all.some((member) => member.startsWith('group:')) ? undefined : all
}
