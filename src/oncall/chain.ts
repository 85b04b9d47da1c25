import type { Organisation } from '../organisation/index.js'
import type { Roster } from './roster.js'

/** Somebody to be paged, and how far down the chain they stand. */
export interface Link {
  readonly level: number
  readonly person: string
}

/**
 * Whom a page goes to from a level on: 0 is whoever is on call, then the rotation's escalation. Levels with nobody, or with
 * somebody who was paged already, are left out. Undefined when nobody is left.
 */
export function nextInChain(
  organisation: Pick<Organisation, 'teams'>,
  roster: Roster,
  { rotation: id, level, paged, at }: { rotation: string; level: number; paged: readonly string[]; at: Date },
): Link | undefined {
  const rotation = roster.rotation(id)
  if (!rotation) return undefined
  for (let next = level; next <= rotation.escalation.length; next++) {
    const person = personAt(next)
    if (person !== undefined && !paged.includes(person)) return { level: next, person }
  }
  return undefined

  function personAt(nth: number): string | undefined {
    if (nth === 0) return roster.onCall(id, at)?.person
    const step = rotation?.escalation[nth - 1]
    switch (step?.kind) {
      case undefined:
        return undefined
      case 'person':
        return step.id
      case 'rotation':
        return roster.onCall(step.id, at)?.person
      case 'team lead':
        return organisation.teams.get(rotation?.team ?? '')?.lead
      case 'next person': {
        const now = roster.onCall(id, at)?.person
        // One round at least, however many shifts in a row are one person's.
        return roster.upcoming(id, at, { count: 100 }).find(({ person }) => person !== now && !paged.includes(person))
          ?.person
      }
    }
  }
}
