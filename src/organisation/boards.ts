import type { Place } from '../chat/address.js'
import { placeFrom, placeWord } from '../chat/address.js'
import { type BoardFile, type BoardRule, ruleOf, type SubjectPart } from './board-schema.js'
import { durationOf } from './fields.js'
import { type Meets, meetsFields, meetsOf } from './meets.js'
import type { Named, Organisation } from './organisation.js'
import type { Role } from './roles.js'

/** Somebody with a seat: a person, everybody of a team, or whoever holds a role. */
export type Seated =
  | { readonly kind: 'person' | 'team'; readonly id: string }
  | { readonly kind: 'role'; readonly role: Role }

export type Seat = Seated & { readonly weight: number; readonly covers?: readonly SubjectPart[] }

/** People who decide together. */
export interface Board {
  readonly id: string
  readonly name: Named
  /** A person's id. */
  readonly chair?: string
  readonly seats: readonly Seat[]
  readonly channels: readonly Place[]
  readonly rule: BoardRule & { readonly quorum?: number }
  readonly vetoes: readonly Seated[]
  /** Milliseconds; absent where they may take for ever. */
  readonly within?: number
  readonly silence: 'approve' | 'reject' | 'escalate'
  /** Percents of the time, rising. */
  readonly reminders: readonly number[]
  readonly rotation?: string
  readonly meets?: Meets
}

export interface BoardHome {
  /** The organisation's zone. */
  readonly zone: string
  isPerson(id: string): boolean
}

export function boardOf(id: string, file: BoardFile, { zone, isPerson }: BoardHome): Board {
  const { name, chair, members, channels, rule, quorum, vetoes, within, silence, reminders, rotation, meets } = file
  return {
    id,
    name,
    ...(chair === undefined ? {} : { chair }),
    seats: members.map((member): Seat => {
      const { who, weight, covers } =
        typeof member === 'string' ? { who: member, weight: 1, covers: undefined } : member
      return { ...seatedOf(who, isPerson), weight, ...(covers ? { covers } : {}) }
    }),
    channels: channels.flatMap((word) => placeFrom(word) ?? []),
    rule: { ...(ruleOf(rule) ?? { kind: 'majority' }), ...(quorum === undefined ? {} : { quorum }) },
    vetoes: vetoes.map((word) => seatedOf(word, isPerson)),
    ...(within === undefined ? {} : { within: durationOf(within) ?? 0 }),
    silence,
    reminders: [...new Set(reminders)].sort((one, other) => one - other),
    ...(rotation === undefined ? {} : { rotation }),
    ...(meets ? { meets: meetsOf(meets, zone) } : {}),
  }
}

/** Whom a word of the file seats: `team:ID`, a person's id, else a role. */
export function seatedOf(word: string, isPerson: (id: string) => boolean): Seated {
  if (word.startsWith('team:')) return { kind: 'team', id: word.slice(5) }
  return isPerson(word) ? { kind: 'person', id: word } : { kind: 'role', role: word as Role }
}

/** The board of an id. The CAB and the ECAB are there without a line in the file: whoever holds the role, by majority. */
export const boardIn = ({ boards }: Pick<Organisation, 'boards'>, id: string): Board | undefined =>
  boards.get(id) ?? usual.get(id)

const usualBoard = (id: string, name: string, role: Role, within: number): Board => ({
  id,
  name: { en: name, da: name },
  seats: [{ kind: 'role', role, weight: 1 }],
  channels: [],
  rule: { kind: 'majority' },
  vetoes: [],
  within,
  silence: 'escalate',
  reminders: [50, 90],
})

const usual: ReadonlyMap<string, Board> = new Map([
  ['cab', usualBoard('cab', 'CAB', 'CAB member', 3 * 86_400_000)],
  ['ecab', usualBoard('ecab', 'ECAB', 'ECAB member', 30 * 60_000)],
])

/** What a difference shows of a board, in the words of the file. */
export function boardFields(board: Board): Readonly<Record<string, string | undefined>> {
  const { chair, seats, channels, rule, vetoes, within, silence, reminders, rotation } = board
  return {
    chair,
    members: seats.map(seatText).join(', '),
    channels: channels.map(placeWord).join(', ') || undefined,
    rule: rule.count?.toString() ?? (rule.percent === undefined ? rule.kind : `${rule.percent}%`),
    quorum: rule.quorum?.toString(),
    vetoes: vetoes.map(seatedWord).join(', ') || undefined,
    within: within === undefined ? undefined : `${within / 60_000} min`,
    silence,
    reminders: reminders.join(', ') || undefined,
    rotation,
    ...meetsFields(board.meets),
  }
}

/** Somebody with a seat, as the file writes them. */
export const seatedWord = (seated: Seated): string =>
  seated.kind === 'role' ? seated.role : seated.kind === 'team' ? `team:${seated.id}` : seated.id

const seatText = ({ weight, covers, ...seated }: Seat): string =>
  `${seatedWord(seated as Seated)}${weight === 1 ? '' : ` ×${weight}`}${covers ? ` (${covers.join(' ')})` : ''}`
