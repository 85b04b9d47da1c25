import type { Parts } from '../../desk/index.js'
import { together } from '../../people/index.js'

/** The teams that somebody is in, by the desk file and by the groups that it follows. */
export async function teamsIn({ directory }: Pick<Parts, 'directory'>, person: string): Promise<readonly string[]> {
  return [...together(await directory.rightsOf(person)).teams].sort()
}

/** Who manages somebody: the leads of the teams that they are in, themselves left out. */
export async function managersIn(
  parts: Pick<Parts, 'directory' | 'desks'>,
  person: string,
): Promise<readonly string[]> {
  const { teams } = parts.desks.current()
  const leads = (await teamsIn(parts, person)).flatMap((team) => teams.get(team)?.lead ?? [])
  return [...new Set(leads)].filter((lead) => lead !== person).sort()
}
