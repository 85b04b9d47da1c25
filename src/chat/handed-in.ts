import { Refusal } from '../kernel/errors.js'
import { length, oneLine, shorten } from '../kernel/text.js'
import type { AnyCommand, Takes } from './command.js'
import type { FileRef, Inbound } from './inbound.js'
import type { Sealing } from './order.js'

/** Files that one question takes: as many as a sealed word has room for, whatever they are called. */
export const mostFiles = 5

/** Bytes of one file. Some platforms keep nothing that is handed in, and then it lies with the desk. */
export const largestFile = 25 * 1024 * 1024

/** The files that came with a form or a command as the words of their arguments. Refuses too many, and too large ones. */
export function handedIn(
  inbound: Extract<Inbound, { kind: 'command' | 'submit' }>,
  command: AnyCommand,
  seal: Sealing,
): Readonly<Record<string, string>> {
  const words: Record<string, string> = {}
  for (const [argument, { kind }] of Object.entries(command.takes as Takes)) {
    const files = kind === 'files' ? (inbound.files?.[argument] ?? []) : []
    if (files.length === 0) continue
    if (files.length > mostFiles) throw new Refusal('desk.many_files', { most: mostFiles }, argument)
    const large = files.find(({ size = 0 }) => size > largestFile)
    if (large) throw new Refusal('desk.large_file', { name: shorten(large.name, 80), most: 25 }, argument)
    const { word, left } = seal({ address: { ...inbound.place, message: '' }, files: files.map(lean) })
    if (left.length > 0) throw new Refusal('desk.many_files', { most: mostFiles - left.length }, argument)
    words[argument] = word
  }
  return words
}

const longestName = 60

/** By a name of bearable length that still ends as it did, without what is written longer than it is. */
function lean({ name, ...file }: FileRef): FileRef {
  const [ending = ''] = /\.\p{L}[\p{L}\d]{0,7}$/u.exec(name) ?? []
  const shown = oneLine(name).replace(/["\\]/g, "'")
  return {
    ...file,
    name: length(shown) <= longestName ? shown : shorten(shown, longestName - ending.length) + ending,
  }
}
