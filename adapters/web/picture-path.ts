import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Look, Picture } from '../../src/chat/picture.js'
import { sameSecret } from '../../src/kernel/ids.js'

/** Puts the desk's mark on a text. */
export type Sign = (content: string) => string

/**
 * The address at which a picture is drawn. It holds the picture itself, so that every process can draw it, now and in a
 * year; and the desk's mark, so that nobody can have us draw what the desk never said.
 */
export function picturePath(picture: Picture, look: Look, sign: Sign): string {
  const packed = deflateRawSync(JSON.stringify(picture)).toString('base64url')
  return `/pictures/${look}/${markOf(packed, sign)}.${packed}`
}

/** The picture that such an address holds; undefined where the desk did not make it. */
export function pictureIn(word: string, sign: Sign): Picture | undefined {
  const [mark = '', packed = ''] = word.split('.')
  if (!sameSecret(mark, markOf(packed, sign))) return undefined
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString()) as Picture
}

const markOf = (packed: string, sign: Sign): string => sign(`picture:${packed}`)
