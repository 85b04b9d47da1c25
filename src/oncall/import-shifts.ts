import { createHash } from 'node:crypto'
import { nearestWord } from '../chat/near.js'
import { after, days } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { oneLine, shorten } from '../kernel/text.js'
import type { Organisation, Rotation } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { readCalendar } from './read-calendar.js'
import { holdRotation } from './rotation-row.js'
import { type OverrideRow, overrideTable } from './table.js'

/** A shift of an imported calendar: somebody is on call then, whoever's turn it is by the plan. */
export interface Imported {
  readonly person: string
  readonly from: Date
  readonly to: Date
}

/** What importing a calendar would change. */
export interface ImportPlan {
  readonly rotation: string
  readonly adds: readonly Imported[]
  /** Shifts of an earlier import that the calendar does not have any more. */
  readonly removes: readonly OverrideRow[]
  readonly stays: number
  /** What the plan was made over: see `importShifts`. */
  readonly over: string
}

/** As far ahead as a calendar is read. */
const ahead = days(366)

/** The rotation that an operator names. Refuses with what they probably meant. */
export function rotationNamed({ rotations }: Pick<Organisation, 'rotations'>, typed: string): Rotation {
  const found = rotations.get(typed) ?? rotations.get(typed.toLowerCase())
  if (found) return found
  if (rotations.size === 0) throw new Refusal('oncall.no_rotations')
  const ids = [...rotations.keys()]
  const near = nearestWord(typed, ids)
  if (near !== undefined) throw new Refusal('oncall.unknown_rotation_near', { typed, near })
  throw new Refusal('oncall.unknown_rotation', { typed, rotations: ids.join(', ') })
}

/**
 * Reads a calendar file as shifts of a rotation. Refuses it whole when it is none, when somebody in it is nobody of the desk
 * file, or when two would be on call at once; what has ended already is left out.
 */
export function shiftsIn(
  organisation: Organisation,
  rotation: Rotation,
  source: string,
  now: Date,
): readonly Imported[] {
  const entries = readCalendar(source, { zone: rotation.zone, from: now, to: after(now, ahead) })
  if (!entries) throw new Refusal('oncall.not_a_calendar')
  const shifts = entries.map(({ names, title, from, to }) => {
    const person = personIn(organisation, names)
    if (person === undefined) throw new Refusal('oncall.unknown_in_calendar', { title: shown(title), at: moment(from) })
    return { person, from: later(from, now), to }
  })
  shifts.forEach((shift, nth) => {
    const before = shifts[nth - 1]
    if (before && before.to > shift.from) throw new Refusal('oncall.two_at_once', { at: moment(shift.from) })
  })
  return shifts
}

/** One person of the desk file: by id or whole name, else the only one whose whole name stands in the words. */
function personIn({ people }: Organisation, names: readonly string[]): string | undefined {
  for (const name of names) {
    const wanted = folded(name).replace(/^@/, '')
    const named = [...people.values()].filter((one) => one.id === wanted || folded(one.name) === wanted)
    if (named.length === 1) return named[0]?.id
    const within = [...people.values()].filter((one) => wordsIn(wanted).includes(wordsIn(folded(one.name))))
    if (within.length === 1) return within[0]?.id
  }
  return undefined
}

const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))
const folded = (text: string): string => oneLine(text).normalize('NFC').toLowerCase()
/** Its words between blanks, so that Ana is not found in Banana. */
const wordsIn = (text: string): string =>
  ` ${text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
const shown = (title: string): string => shorten(oneLine(title), 60) || '–'
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Compares a calendar with what was imported before. */
export async function planImport(
  reader: Reader,
  rotation: string,
  shifts: readonly Imported[],
  now: Date,
): Promise<ImportPlan> {
  const there = await importedFrom(reader, rotation, now)
  const isSame = (row: Imported, shift: Imported): boolean =>
    row.person === shift.person &&
    row.to.getTime() === shift.to.getTime() &&
    // Of what is under way only the rest is compared.
    later(row.from, now).getTime() === later(shift.from, now).getTime()
  const adds = shifts.filter((shift) => !there.some((row) => isSame(row, shift)))
  const removes = there.filter((row) => !shifts.some((shift) => isSame(row, shift)))
  return { rotation, adds, removes, stays: there.length - removes.length, over: digestOf(there) }
}

const importedFrom = (reader: Reader, rotation: string, now: Date): Promise<readonly OverrideRow[]> =>
  reader.select(
    overrideTable,
    `WHERE t."rotation" = ? AND t."kind" = 'import' AND t."to" > ? ORDER BY t."from", t."id"`,
    [rotation, now.toISOString()],
  )

const digestOf = (rows: readonly OverrideRow[]): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ id, person, from, to }) => [id, person, from, to])))
    .digest('hex')

/**
 * Puts a calendar in force as it was shown: refuses with `oncall.changed_meanwhile` when another import came in between.
 * What was done before stays as it was. `by` is who took it over, a person's id. Gives the number of changes.
 */
export async function importShifts(
  work: Work,
  rotation: string,
  shifts: readonly Imported[],
  over: string,
  by = 'operator',
): Promise<number> {
  await holdRotation(work, rotation)
  const plan = await planImport(work, rotation, shifts, work.now)
  if (plan.over !== over) throw new Refusal('oncall.changed_meanwhile')
  for (const { id, from } of plan.removes) {
    if (from < work.now) await work.update(overrideTable, { id }, { to: work.now })
    else await work.remove(overrideTable, { id })
  }
  for (const { person, from, to } of plan.adds) {
    const row = { rotation, person, from: later(from, work.now), to }
    await work.insert(overrideTable, { ...row, kind: 'import', madeAt: work.now, madeBy: by })
  }
  const changes = plan.adds.length + plan.removes.length
  if (changes > 0) work.audit('oncall.imported', rotation, { added: plan.adds.length, removed: plan.removes.length })
  return changes
}
