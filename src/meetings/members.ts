import { type Parts, worksHere } from '../desk/index.js'
import type { Seated } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'
import type { Agenda } from './agenda.js'
import type { Board } from './boards.js'

/** The people of a board, its chair first. */
export async function membersOf(parts: Parts, { chair, seats }: Board): Promise<readonly string[]> {
  const seated = await Promise.all(seats.map((seat) => peopleOn(parts, seat)))
  return [...new Set([...(chair === undefined ? [] : [chair]), ...seated.flat()])]
}

async function peopleOn({ directory }: Parts, seat: Seated): Promise<readonly string[]> {
  switch (seat.kind) {
    case 'person':
      return [seat.id]
    case 'team':
      return (await directory.membersOf(seat.id)).map(({ id }) => id)
    case 'role':
      return (await directory.peopleWith(seat.role)).map(({ id }) => id)
  }
}

/** The members, and the owners of what is affected by what is to be decided. */
export async function invited(parts: Parts, board: Board, agenda: Agenda): Promise<readonly string[]> {
  const { services } = parts.desks.current()
  const toDecide = agenda.parts.filter(({ section }) => section === 'decide').flatMap(({ items }) => items)
  const owners = toDecide.flatMap(({ change }) => change.services.flatMap((id) => services.get(id)?.owner ?? []))
  return [...new Set([...(await membersOf(parts, board)), ...owners])]
}

/** Whether somebody may have a say at meetings: whoever has a duty here, not guests. */
export const mayTakePart = (caller: Caller): boolean => can(caller, ['user']) && worksHere(caller)

/** Whether somebody may read what is said there: who comes, who does not and why, and what is to be done by whom. */
export const mayRead = (caller: Caller): boolean => mayTakePart(caller) || can(caller, ['reporter'])
