import type { Choice } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { typeName, typesIn } from '../configuration/index.js'
import type { Named, Organisation } from '../organisation/index.js'
import { symptomsOf } from '../organisation/index.js'
import type { Parts } from './parts.js'

/** The lists that arguments can be picked from; `given` are the other arguments so far. */
export function listOf(
  parts: { readonly desks: Pick<Parts['desks'], 'current'>; readonly jobs: Pick<Parts['jobs'], 'names'> },
  list: string,
  voice: Voice,
  given: Readonly<Record<string, string>> = {},
): readonly Choice[] {
  const organisation = parts.desks.current()
  const named = (things: Iterable<readonly [string, Named]>): readonly Choice[] =>
    [...things].map(([value, name]) => ({ value, label: name[voice.language] }))
  if (list === 'services') return named([...organisation.services].map(([id, { name }]) => [id, name]))
  if (list === 'teams') return named([...organisation.teams].map(([id, { name }]) => [id, name]))
  if (list === 'suppliers') return named([...organisation.suppliers].map(([id, { name }]) => [id, name]))
  if (list === 'item-types')
    return [...typesIn(organisation).keys()].map((value) => ({
      value,
      label: typeName(value, { organisation, voice }),
    }))
  if (list === 'jobs') return parts.jobs.names.map((name) => ({ value: name, label: name }))
  if (list === 'rotations') return named([...organisation.rotations].map(([id, { name }]) => [id, name]))
  if (list === 'boards') return named([...organisation.boards].map(([id, { name }]) => [id, name]))
  if (list === 'rights') return named([...organisation.access.rights].map(([id, { name }]) => [id, name]))
  if (list === 'templates') return named([...organisation.templates].map(([id, { name }]) => [id, name]))
  if (list === 'symptoms')
    return given.service ? named(symptomsOf(organisation, given.service)) : everySymptom(organisation, voice)
  throw new Error(`there is no list ${list}`)
}

/** Before a service is chosen: the general symptoms, and each service's own under its name, which chooses it along. */
function everySymptom(organisation: Organisation, voice: Voice): readonly Choice[] {
  const general = [...symptomsOf(organisation)].map(([value, name]) => ({ value, label: name[voice.language] }))
  const own = [...organisation.services].flatMap(([service, { name, symptoms }]) =>
    [...symptoms].map(([symptom, label]) => ({
      value: `${service}/${symptom}`,
      label: `${name[voice.language]}: ${label[voice.language]}`,
    })),
  )
  return [...general, ...own]
}
