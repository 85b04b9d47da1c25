import type { Language } from '../../chat/language.js'
import type { Parts } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import type { Organisation } from '../../organisation/index.js'
import type { Caller } from '../../people/index.js'
import type { Reader } from '../../store/index.js'
import { heldOf, isSeen, sightOf } from './queries.js'
import type { RightRow } from './table.js'

/** Separation of duties: rights that nobody may have at once (ISO 27001, A.5.3: segregation of duties). */

/** What somebody has, or is about to be given, that a right excludes. */
export const excludedBy = (
  reader: Reader,
  { access }: Organisation,
  { person, right }: { readonly person: string; readonly right: string },
): Promise<readonly RightRow[]> => heldOf(reader, person, access.rights.get(right)?.excludes ?? [])

/** A right by its name; what the file does not know any more by its id. */
export const rightName = ({ access }: Organisation, id: string, language: Language): string =>
  access.rights.get(id)?.name[language] ?? id

export interface Pair {
  readonly person: string
  readonly right: string
}

/** Refuses a right that excludes one which its person has; names that one to those who may know of it. */
export async function demandApart(
  parts: Parts,
  reader: Reader,
  pair: Pair,
  asking: { readonly language: Language; readonly caller?: Caller | undefined },
): Promise<void> {
  const organisation = parts.desks.current()
  const [other] = await excludedBy(reader, organisation, pair)
  if (!other) return
  const name = (await parts.directory.person(pair.person))?.name ?? pair.person
  const right = rightName(organisation, pair.right, asking.language)
  const knows = asking.caller !== undefined && isSeen(other, sightOf(asking.caller, await ledBy(parts, asking.caller)))
  if (!knows) throw new Refusal('access.excluded', { name, right }, 'right')
  throw new Refusal(
    'access.excludes',
    { name, right, other: rightName(organisation, other.right, asking.language) },
    'right',
  )
}

/** The members of the teams that somebody leads. */
export async function ledBy({ directory }: Pick<Parts, 'directory'>, { leads }: Caller): Promise<readonly string[]> {
  const members = await Promise.all(leads.map((team) => directory.membersOf(team)))
  return [...new Set(members.flat().map(({ id }) => id))]
}
