import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import type { Reader, Work } from '../store/index.js'
import { type AbsenceRow, absenceTable } from './table.js'

/**
 * From then on until its end another one may vote in somebody's place, in all votes that are open by then. Nothing is handed
 * over: who comes back early votes themselves, and the first of the two is heard.
 */
export async function beAbsent(
  work: Work,
  ids: Ids,
  { person, standIn, from, to }: Pick<AbsenceRow, 'person' | 'standIn' | 'from' | 'to'>,
): Promise<AbsenceRow> {
  if (person === standIn) throw new Refusal('approvals.own_stand_in')
  if (!(to > from) || to <= work.now) throw new Refusal('approvals.absence_over')
  const absence = { id: ids.next(), person, standIn, from, to, madeAt: work.now }
  await work.insert(absenceTable, absence)
  work.audit('absence.begun', person, { standIn, from: from.toISOString(), to: to.toISOString() })
  return absence
}

/** Somebody is back: their absences end now, and those to come are forgotten. Gives their number. */
export async function beBack(work: Work, person: string): Promise<number> {
  const now = work.now.toISOString()
  const ended = await work.run(`UPDATE "absence" SET "to" = ? WHERE "person" = ? AND "to" > ?`, [now, person, now])
  if (ended > 0) work.audit('absence.ended', person)
  return ended
}

/** Who stands in for whom at an instant: person → those who may vote in their place. */
export async function standInsAt(reader: Reader, now: Date): Promise<ReadonlyMap<string, readonly string[]>> {
  const at = now.toISOString()
  const rows = await reader.select(absenceTable, 'WHERE t."to" > ? AND t."from" <= ? ORDER BY t."made_at", t."id"', [
    at,
    at,
  ])
  const found = new Map<string, string[]>()
  for (const { person, standIn } of rows) found.set(person, [...(found.get(person) ?? []), standIn])
  return found
}

/** Those in whose place a person may vote in absences that have not ended before an instant. */
export async function absentFor(reader: Reader, standIn: string, since: Date): Promise<readonly string[]> {
  const rows = await reader.select(absenceTable, 'WHERE t."stand_in" = ? AND t."to" > ?', [
    standIn,
    since.toISOString(),
  ])
  return rows.map(({ person }) => person)
}
