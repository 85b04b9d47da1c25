import type { Voice } from '../chat/language.js'
import { type CatalogueItem, nameOf, type Organisation, type Seated } from '../organisation/index.js'

/** Somebody who may order something, by name. */
export function seatText(seated: Seated, organisation: Organisation, { language, say }: Voice): string {
  if (seated.kind === 'role') return say(`organisation.roles.${seated.role}`)
  if (seated.kind === 'team') return nameOf(organisation, 'team', seated.id, language)
  return personIn(organisation, seated.id)
}

/** Whom to ask about something, by name. */
export const contactText = (
  { kind, id }: NonNullable<CatalogueItem['contact']>,
  organisation: Organisation,
  { language }: Voice,
): string => (kind === 'team' ? nameOf(organisation, 'team', id, language) : personIn(organisation, id))

const personIn = ({ people }: Organisation, id: string): string => people.get(id)?.name ?? id
