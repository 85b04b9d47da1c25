import type { Audience } from '../organisation/index.js'
import type { Rec } from '../records/index.js'
import type { Parts } from './parts.js'

/** Who hears of an alert about a record, as ids of people, and whether its channels do. Where nobody holds it, its team stands in. */
export async function peopleFor(
  { desks, directory }: Parts,
  record: Rec,
  tell: readonly Audience[],
): Promise<{ readonly people: readonly string[]; readonly aloud: boolean }> {
  const organisation = desks.current()
  const team = record.team === undefined ? undefined : organisation.teams.get(record.team)
  const owner = record.service === undefined ? undefined : organisation.services.get(record.service)?.owner
  const people = new Set<string>()
  const members = async (): Promise<void> => {
    if (team) for (const { id } of await directory.membersOf(team.id)) people.add(id)
  }
  for (const audience of tell) {
    switch (audience) {
      case 'assignee':
        if (record.assignee) people.add(record.assignee)
        else await members()
        break
      case 'team':
        // The holder's colleagues need not be called while somebody is at it; their channel shows it.
        if (!record.assignee) await members()
        break
      case 'team lead':
      case 'manager':
        if (team?.lead) people.add(team.lead)
        break
      case 'service owner':
        if (owner) people.add(owner)
        break
      case 'channel':
        break
    }
  }
  return { people: [...people], aloud: tell.includes('channel') }
}
