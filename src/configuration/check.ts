import { nearestWord } from '../chat/near.js'
import { Refusal } from '../kernel/errors.js'
import type { Organisation } from '../organisation/index.js'
import { type ItemFields, keyPattern, typesIn } from './item.js'

/**
 * What is wrong with an item, as the first Refusal: a key that is none, a type, a team or a supplier that there is not.
 * Nothing when all is well. Files are held against the same rules as what people type.
 */
export function wrongWith(
  organisation: Organisation,
  { key, ...fields }: Partial<ItemFields> & { readonly key?: string },
): Refusal | undefined {
  if (key !== undefined && !keyPattern.test(key)) return new Refusal('configuration.bad_key', { key }, 'key')
  if (fields.name === '') return new Refusal('configuration.no_name', {}, 'name')
  return (
    among('type', fields.type, [...typesIn(organisation).keys()]) ??
    among('team', fields.team, [...organisation.teams.keys()]) ??
    among('supplier', fields.supplier, [...organisation.suppliers.keys()]) ??
    serviceByFile(organisation, key, fields)
  )
}

function among(what: 'type' | 'team' | 'supplier', typed: string | undefined, known: readonly string[]) {
  if (typed === undefined || known.includes(typed)) return undefined
  const near = nearestWord(typed, known)
  return near === undefined
    ? new Refusal(`configuration.unknown_${what}`, { typed, known: known.join(', ') }, what)
    : new Refusal(`configuration.unknown_${what}_near`, { typed, near, known: known.join(', ') }, what)
}

/** A service of the desk file is kept there, and nowhere else. */
function serviceByFile({ services }: Organisation, key: string | undefined, fields: Partial<ItemFields>) {
  if (key === undefined || !services.has(key)) return undefined
  const changes = Object.entries(fields).some(
    ([name, value]) => ['name', 'owner', 'team', 'state'].includes(name) && value !== undefined,
  )
  return changes || (fields.type !== undefined && fields.type !== 'service')
    ? new Refusal('configuration.by_file', { key }, 'key')
    : undefined
}
