import { createHash } from 'node:crypto'
import { type PngSize, pngSize } from '../kernel/png.js'
import type { Reader, Work } from '../store/index.js'
import { isPictureName } from './catalogue-schema.js'
import type { DeskChange } from './compare.js'
import { mapIn, textIn } from './loose.js'
import type { Problem, Saying } from './problems.js'
import { cataloguePictureTable } from './table.js'
import { openYaml } from './yaml-lines.js'

/** Pictures of what can be ordered: files beside the desk file, which come in force together with it. */

/** A picture that is in force, without its bytes. */
export interface KnownPicture extends PngSize {
  /** As the desk file names it: `pictures/laundry.png`. */
  readonly name: string
  /** SHA-256 of its bytes. */
  readonly digest: string
}

export interface DeskPicture extends KnownPicture {
  readonly bytes: Uint8Array
}

/** One file has at most so many bytes, and all of them together. */
export const largestPicture = 1024 * 1024
export const largestAlbum = 16 * largestPicture
const longestSide = 4096

/** What came of looking for a file: its bytes, that it is larger than `largestPicture`, or that there is none. */
export type FoundFile = Uint8Array | 'too large' | 'none'

export interface Album {
  readonly pictures: readonly DeskPicture[]
  /** With their lines in the desk file. */
  readonly problems: readonly Problem[]
}

/**
 * The pictures that a desk file names, by `find`, which looks for one beside it. Whatever else is wrong with the file is for
 * `readDesk` to say.
 */
export async function picturesFor(source: string, find: (name: string) => Promise<FoundFile>): Promise<Album> {
  const lines = openYaml(source)
  const items = Object.entries(mapIn(mapIn(mapIn(lines.data).catalogue).items))
  const named = items.flatMap(([id, item]) => textIn(mapIn(item).picture).map((picture) => ({ id, picture })))
  const judged = new Map<string, DeskPicture | Saying>()
  const problems: Problem[] = []
  let bytes = 0
  for (const { id, picture: name } of named.filter(({ picture }) => isPictureName(picture))) {
    const there = judged.get(name)
    const found = there ?? pictureOf(name, await find(name))
    judged.set(name, found)
    if (!there && 'bytes' in found) bytes += found.bytes.byteLength
    const says = !('bytes' in found) ? found : !there && bytes > largestAlbum ? tooMuch : undefined
    if (says) problems.push(lines.problemAt(['catalogue', 'items', id, 'picture'], says))
  }
  return { pictures: [...judged.values()].flatMap((one) => ('bytes' in one ? [one] : [])), problems }
}

const tooMuch: Saying = { words: 'catalogue.too_many_pictures', params: { limit: largestAlbum / 1024 / 1024 } }

/** A file as a picture, or what is wrong with it. */
export function pictureOf(name: string, found: FoundFile): DeskPicture | Saying {
  const wrong = (words: string, params: Saying['params'] = {}): Saying => ({
    words: `catalogue.${words}`,
    params: { name, ...params },
  })
  if (found === 'none') return wrong('no_picture')
  if (found === 'too large' || found.byteLength > largestPicture) return wrong('large_picture')
  const size = pngSize(found)
  if (!size) return wrong('not_png')
  if (Math.max(size.width, size.height) > longestSide) return wrong('wide_picture', { limit: longestSide })
  return { name, ...size, digest: createHash('sha256').update(found).digest('hex'), bytes: found }
}

/** What is in force, by name. */
export async function knownPictures(reader: Reader): Promise<ReadonlyMap<string, KnownPicture>> {
  const rows = await reader.rows<KnownPicture>(
    'SELECT "name", "digest", "width", "height" FROM "catalogue_picture" ORDER BY "name"',
  )
  return new Map(rows.map((row) => [row.name, row]))
}

/** What putting these pictures in the place of those would change. */
export function comparePictures(
  before: ReadonlyMap<string, KnownPicture>,
  after: readonly KnownPicture[],
): readonly DeskChange[] {
  const section = 'pictures'
  const names = new Set(after.map(({ name }) => name))
  return [
    ...after.flatMap((picture): readonly DeskChange[] => {
      const old = before.get(picture.name)
      if (!old) return [{ section, id: picture.name, kind: 'added', from: '', to: pictureText(picture) }]
      if (old.digest === picture.digest) return []
      return [{ section, id: picture.name, kind: 'changed', from: pictureText(old), to: pictureText(picture) }]
    }),
    ...[...before.values()]
      .filter(({ name }) => !names.has(name))
      .map((old): DeskChange => ({ section, id: old.name, kind: 'removed', from: pictureText(old), to: '' })),
  ]
}

const pictureText = ({ width, height, digest }: KnownPicture): string => `${width} × ${height}, ${digest.slice(0, 12)}`

/** Puts these pictures in force in a unit of work, and takes all others away. Gives what that changed. */
export async function keepPictures(work: Work, pictures: readonly DeskPicture[]): Promise<readonly DeskChange[]> {
  const changes = comparePictures(await knownPictures(work), pictures)
  const given = new Map(pictures.map((picture) => [picture.name, picture]))
  for (const { id } of changes) {
    await work.remove(cataloguePictureTable, { name: id })
    const picture = given.get(id)
    if (!picture) continue
    const { name, digest, width, height, bytes } = picture
    await work.insertNew(cataloguePictureTable, {
      name,
      digest,
      bytes: Buffer.from(bytes).toString('base64'),
      width,
      height,
    })
  }
  return changes
}

/** A picture as it was, else as it is by now under the same name; undefined where there is none of it any more. */
export async function pictureBytes(
  reader: Reader,
  { name, digest }: Pick<KnownPicture, 'name' | 'digest'>,
): Promise<Uint8Array | undefined> {
  const [same] = await reader.find(cataloguePictureTable, { digest })
  const [named] = same ? [same] : await reader.find(cataloguePictureTable, { name })
  return named && Buffer.from(named.bytes, 'base64')
}
