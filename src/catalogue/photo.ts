import type { Photo } from '../chat/picture.js'
import type { CatalogueItem, Organisation } from '../organisation/index.js'
import type { Showing } from './item-card.js'

/** The picture of an item as it is in force; undefined where it has none. */
export function photoOf(
  { name, picture }: CatalogueItem,
  { organisation, voice }: Pick<Showing, 'organisation' | 'voice'>,
): Photo | undefined {
  const known = pictureOf(organisation, picture)
  return known && { kind: 'photo', name: known.name, digest: known.digest, words: { title: name[voice.language] } }
}

const pictureOf = ({ pictures }: Organisation, name: string | undefined) =>
  name === undefined ? undefined : pictures?.get(name)
