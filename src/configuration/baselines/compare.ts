import type { ItemFields } from '../item.js'
import { differences } from '../keep.js'
import type { EntryRelation } from '../transfer/entry.js'
import type { Pictured } from './picture.js'

/** One thing that is not as it was. */
export type Difference =
  /** An item is in the picture that was not in it, or the other way round. */
  | { readonly kind: 'entered' | 'gone' }
  /** `field` is one of an item's, or `attributes.` and a name. */
  | { readonly kind: 'field'; readonly field: string; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'related' | 'unrelated'; readonly relation: EntryRelation }

/** What differs between an item then and now; either may be missing. Pure. */
export function compare(then: Pictured | undefined, now: Pictured | undefined): readonly Difference[] {
  if (!now) return then ? [{ kind: 'gone' }] : []
  // What came is one difference, not one for each of its fields.
  const presence: readonly Difference[] = then ? [] : [{ kind: 'entered' }]
  const fields = then?.fields && now.fields ? fieldsDiffer(then.fields, now.fields) : []
  const [before, after] = [byWords(then), byWords(now)]
  return [
    ...presence,
    ...fields,
    ...[...before].flatMap(([words, relation]) => (after.has(words) ? [] : [{ kind: 'unrelated', relation } as const])),
    ...[...after].flatMap(([words, relation]) => (before.has(words) ? [] : [{ kind: 'related', relation } as const])),
  ]
}

const fieldsDiffer = (before: ItemFields, after: ItemFields): readonly Difference[] =>
  Object.entries(differences(before, after)).map(([field, [from, to]]) => ({ kind: 'field', field, from, to }))

/** A relation that is among other alternatives than before is another one. */
const byWords = (picture: Pictured | undefined): ReadonlyMap<string, EntryRelation> =>
  new Map((picture?.relations ?? []).map((relation) => [JSON.stringify(wordsOf(relation)), relation]))

const wordsOf = ({ kind, other, group, enough }: EntryRelation) => [kind, other, group ?? null, enough ?? null]
