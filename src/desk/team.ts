import { type Caller, together } from '../people/index.js'
import type { Parts } from './parts.js'

/** Whether someone is of the desk's own people: a guest who may do no more than use it is not. */
export const worksHere = ({ grants, teams }: Pick<Caller, 'grants' | 'teams'>): boolean =>
  teams.length > 0 || grants.some(({ role }) => role !== 'user' && role !== 'reporter')

/** The same of somebody else than the caller. */
export async function isColleague({ directory }: Pick<Parts, 'directory'>, person: string): Promise<boolean> {
  return worksHere(together(await directory.rightsOf(person)))
}

/** Whether somebody is at work here: a member of a team, or whoever has a role that works on records. */
export async function canBeGivenWork({ directory }: Pick<Parts, 'directory'>, person: string): Promise<boolean> {
  const { grants, teams } = together(await directory.rightsOf(person))
  return teams.length > 0 || grants.some(({ role }) => role === 'agent' || role === 'team lead' || role === 'admin')
}

/**
 * Whether somebody whom the desk file names is there no more: every account of theirs on a platform is deactivated. Who has none
 * there has but the console, and is there as long as the file says so.
 */
export async function hasLeft(
  { desks, directory }: Pick<Parts, 'desks' | 'directory'>,
  person: string,
): Promise<boolean> {
  const listed = desks.current().people.get(person)
  if (!listed) return !(await directory.person(person))?.active
  const onPlatforms = (await directory.accountsOf(person)).filter(({ platform }) => platform !== 'console')
  return listed.accounts.length > 0 && onPlatforms.length === 0
}
