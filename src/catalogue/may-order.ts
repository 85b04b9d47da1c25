import type { CatalogueItem, Seated } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'

/**
 * Whether somebody may see an item, and so order it. Who may not is not told that there is one. Seats of people and teams
 * count for accounts that the organisation stands behind; a role for one service counts for its items.
 */
export const mayOrder = ({ seenBy, service }: Pick<CatalogueItem, 'seenBy' | 'service'>, caller: Caller): boolean =>
  seenBy === undefined || seenBy.some((seated) => isSeated(seated, caller, service))

function isSeated(seated: Seated, caller: Caller, service: string | undefined): boolean {
  switch (seated.kind) {
    case 'person':
      return can(caller, ['user']) && caller.person.id === seated.id
    case 'team':
      return can(caller, ['user']) && caller.teams.includes(seated.id)
    case 'role':
      // Whoever leads any team is a team lead.
      return can(caller, [seated.role], { requester: '', service, team: caller.leads[0] })
  }
}
