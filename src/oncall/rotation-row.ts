import type { Work } from '../store/index.js'
import { type RotationRow, rotationTable } from './table.js'

/**
 * Holds a rotation to the end of the unit, so that no two units change its duties at once. One that is held for the first
 * time has handed over just now: what began before nobody need be told.
 */
export async function holdRotation(work: Work, id: string): Promise<RotationRow> {
  const fresh: RotationRow = { id, handedAt: work.now }
  await work.insertNew(rotationTable, fresh)
  return (await work.hold(rotationTable, { id })) ?? fresh
}
