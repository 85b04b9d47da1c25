import { type APIComponentInContainer, ComponentType } from 'discord.js'
import type { Kept } from './custom-id.js'
import type { Folded } from './fold.js'
import { fold, type Setting } from './fold.js'
import type { Atom } from './markdown.js'

/** A picture that goes along as a file. */
export interface Picture {
  readonly name: string
  /** Draws it. */
  readonly png: () => Promise<Uint8Array>
}

/** Components that stay together, and what they take of a message's room. */
export interface Piece {
  readonly components: readonly APIComponentInContainer[]
  /** Of components, nested ones too. */
  readonly count: number
  /** The markdown in it. */
  readonly texts: readonly string[]
  readonly calls: readonly string[]
  readonly pictures: readonly Picture[]
  readonly kept: Readonly<Record<string, Kept>>
}

const empty = { texts: [], calls: [], pictures: [], kept: {} }

/** A piece of components that say nothing in markdown. */
export const piece = (
  components: readonly APIComponentInContainer[],
  count: number,
  more: Partial<Piece> = {},
): Piece => ({
  ...empty,
  ...more,
  components,
  count,
})

/** UTF-8 bytes of one text component: some fit into every message. */
const room = 1_600

/** Text as one piece for each part that it must be folded into. */
export const textPieces = (atoms: readonly Atom[], setting: Partial<Setting> = {}): readonly Piece[] =>
  foldText(atoms, setting).map(({ text, calls }) =>
    piece([{ type: ComponentType.TextDisplay, content: text }], 1, { texts: [text], calls }),
  )

export const foldText = (atoms: readonly Atom[], setting: Partial<Setting> = {}): readonly Folded[] =>
  fold(atoms, { first: '', next: '', room, ...setting })
