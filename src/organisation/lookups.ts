import type { Place } from '../chat/address.js'
import type { Language } from '../chat/language.js'
import type { ListedPerson, Named, Organisation } from './organisation.js'

/** The name of a service or a team. What the file does not know any more is called by its id, as old records do. */
export function nameOf(organisation: Organisation, kind: 'service' | 'team', id: string, language: Language): string {
  const named = (kind === 'service' ? organisation.services : organisation.teams).get(id)
  return named?.name[language] ?? id
}

/** The name of a rotation, in the same way. */
export const rotationName = (organisation: Organisation, id: string, language: Language): string =>
  organisation.rotations.get(id)?.name[language] ?? id

/** The symptoms to choose from: the service's own first, then those that any service may have. */
export function symptomsOf(organisation: Organisation, service?: string): ReadonlyMap<string, Named> {
  const own = service === undefined ? undefined : organisation.services.get(service)?.symptoms
  return new Map([...(own ?? []), ...[...organisation.symptoms].filter(([id]) => !own?.has(id))])
}

/** The name of a symptom, by its service. */
export const symptomName = (
  organisation: Organisation,
  service: string | undefined,
  symptom: string,
  language: Language,
): string => symptomsOf(organisation, service).get(symptom)?.[language] ?? symptom

/** The team that a new record goes to: its service's, else the default one. */
export const teamFor = (organisation: Organisation, service?: string): string | undefined =>
  (service === undefined ? undefined : organisation.services.get(service)?.team) ?? organisation.defaults.team

/** Where messages of a workspace go when their own channel is gone. */
export const fallbackPlace = (
  organisation: Organisation,
  { platform, workspace }: Pick<Place, 'platform' | 'workspace'>,
): Place | undefined =>
  organisation.defaults.channels.find((place) => place.platform === platform && place.workspace === workspace)

/** What someone does, in the language of whoever reads it; their own unless told. */
export const titleOf = (organisation: Organisation, person: ListedPerson, reader?: Language): string | undefined =>
  person.title?.[reader ?? person.language ?? organisation.language]
