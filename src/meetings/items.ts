import type { Reader, Work } from '../store/index.js'
import { discussed } from './agenda.js'
import type { Board } from './boards.js'
import { gathered, postedOf } from './gather.js'
import { type ItemRow, itemTable, type MeetingRow } from './table.js'

/** Writes down what is on the agenda and was not before, behind what is; what went off it meanwhile stays. */
export async function listItems(work: Work, board: Board, row: MeetingRow): Promise<readonly ItemRow[]> {
  const { agenda } = await gathered(board, postedOf(row), { reader: work, now: work.now })
  const there = await itemsOf(work, row.id)
  const known = new Set(there.map(({ record }) => record))
  let ordinal = there.length
  for (const section of discussed)
    for (const { change, carried } of agenda.parts.find((part) => part.section === section)?.items ?? [])
      if (!known.has(change.id))
        await work.insert(itemTable, { meeting: row.id, record: change.id, section, ordinal: ++ordinal, carried })
  return itemsOf(work, row.id)
}

export const itemsOf = (reader: Reader, meeting: number): Promise<readonly ItemRow[]> =>
  reader.select(itemTable, 'WHERE t."meeting" = ? ORDER BY t."ordinal"', [meeting])
