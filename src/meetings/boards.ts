import { Refusal } from '../kernel/errors.js'
import type { Board as AnyBoard, Meets, Organisation } from '../organisation/index.js'

/** A board that meets. */
export type Board = AnyBoard & { readonly meets: Meets }

export const meetingBoards = ({ boards }: Organisation): readonly Board[] =>
  [...boards.values()].flatMap((board) => (board.meets ? [{ ...board, meets: board.meets }] : []))

/** The board that is named, or the only one. Refuses where there is none, or more than one. */
export function boardFor(organisation: Organisation, id: string | undefined): Board {
  const boards = meetingBoards(organisation)
  const [first] = boards
  if (!first) throw new Refusal('cab.no_boards')
  const named = id === undefined ? undefined : boards.find((board) => board.id === id)
  if (named) return named
  const ids = boards.map((board) => board.id).join(', ')
  if (id !== undefined) throw new Refusal('cab.never_meets', { board: id, boards: ids }, 'board')
  if (boards.length > 1) throw new Refusal('cab.which_board', { boards: ids, first: first.id }, 'board')
  return first
}
