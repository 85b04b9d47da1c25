import { z } from 'zod'
import { placeFrom } from '../chat/address.js'
import { duration, durationOf, label, named, words } from './fields.js'
import { meets } from './meets.js'

/** The shape of a board in `desk.yaml`. Whom it names, and whether its numbers can be reached, is judged by `board-problems.ts`. */

/** The parts of a change that somebody's answer may be about. */
export const subjectParts = [
  'purpose',
  'items',
  'services',
  'window',
  'outage',
  'risk',
  'implementation',
  'test',
  'back_out',
] as const
export type SubjectPart = (typeof subjectParts)[number]

const place = z.string().refine((word) => placeFrom(word) !== undefined && !placeFrom(word)?.thread, words('bad_place'))

const seat = z.strictObject({
  who: z.string(),
  /** How many votes one of them has; 0 for advice that is not counted. */
  weight: z.number().int().min(0).max(99).default(1),
  /** What their answer is about; everything when absent. What changes besides does not ask them again. */
  covers: z.array(z.enum(subjectParts)).min(1).optional(),
})

export const board = z.strictObject({
  name: named(label),
  /** Who leads it, and hears when nobody decides. */
  chair: z.string().optional(),
  /** People, `team:ID`, and roles by their names. */
  members: z.array(z.union([z.string(), seat])).min(1),
  channels: z.array(place).default([]),
  /** `any`, `all`, `majority`, a number of votes, or a share such as 60%. */
  rule: z
    .union([z.string(), z.number()])
    .refine((typed) => ruleOf(typed) !== undefined, words('bad_board_rule'))
    .default('majority'),
  /** So many have to answer. */
  quorum: z.number().int().min(1).optional(),
  /** Whose no is enough. */
  vetoes: z.array(z.string()).default([]),
  within: duration.refine((typed) => (durationOf(typed) ?? 60_000) >= 60_000, words('within_too_short')).optional(),
  silence: z.enum(['approve', 'reject', 'escalate']).default('escalate'),
  /** Who has not voted is reminded after these shares of the time, in percent. */
  reminders: z.array(z.number().int().min(1).max(99)).default([50, 90]),
  /** A rotation that is called when this board is asked. */
  rotation: z.string().optional(),
  /** When it meets; a board without it decides by its votes alone. */
  meets: meets.optional(),
})
export type BoardFile = z.output<typeof board>

/** By which rule a board decides, without its quorum and vetoes. */
export interface BoardRule {
  readonly kind: 'any' | 'all' | 'majority' | 'count' | 'percent'
  readonly count?: number
  readonly percent?: number
}

export function ruleOf(typed: string | number): BoardRule | undefined {
  const word = String(typed).trim()
  if (word === 'any' || word === 'all' || word === 'majority') return { kind: word }
  const [, number, percent] = /^(\d{1,3})(\s*%)?$/.exec(word) ?? []
  const amount = Number(number ?? 0)
  if (amount < 1 || (percent && amount > 100)) return undefined
  return percent ? { kind: 'percent', percent: amount } : { kind: 'count', count: amount }
}
