import type { Approval } from '../approvals/index.js'
import type { Entry } from '../records/index.js'

/** The entry that asks people for their vote. */
export const askedKind = 'approval_asked'

/** How a card carries what it showed: an approval and its version. */
export const shownWord = ({ id, version }: Pick<Approval, 'id' | 'version'>): string => `${id}/${version}`

/** Ids of people who are called by an entry, where they are not told of it in another way. */
export const calledIn = ({ kind, data }: Entry): readonly string[] =>
  [askedKind, 'approval_expired', 'vote_handed_over'].includes(kind) && Array.isArray(data.people)
    ? data.people.filter((id): id is string => typeof id === 'string')
    : []
