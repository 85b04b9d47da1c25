import { type APIContainerComponent, ComponentType, MessageFlags } from 'discord.js'
import { type Block, type Card, filesAsList, type Item, type Tone } from '../../src/chat/card.js'
import { unreachable } from '../../src/kernel/errors.js'
import type { Kept } from './custom-id.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { type Atom, atomsOf, bare, type CommandIds, lineAtoms, type Reader, strong } from './markdown.js'
import { foldText, type Picture, type Piece, piece, textPieces } from './piece.js'
import { type Counter, renderActions, renderButton, renderMenu } from './render-actions.js'

/** One message as it is posted. */
export interface DiscordMessage {
  readonly body: {
    readonly flags: MessageFlags.IsComponentsV2
    readonly components: readonly [APIContainerComponent]
    /** Only who is named here is called, whatever the text says. */
    readonly allowed_mentions: { readonly parse: readonly never[]; readonly users: readonly string[] }
  }
  readonly pictures: readonly Picture[]
}

/** A card as messages: the first one is the card, the others carry what it had no room for. */
export interface RenderedCard {
  readonly messages: readonly [DiscordMessage, ...DiscordMessage[]]
  readonly kept: Readonly<Record<string, Kept>>
}

const accents = {
  plain: undefined,
  good: 0x2e7d32,
  attention: 0xb26a00,
  bad: 0xc62828,
  muted: 0x757575,
} satisfies Record<Tone, number | undefined>

/** Cards that are the same for everybody, such as the help, are drawn once for each kind of reader. */
const drawn = new WeakMap<Card, Map<string, RenderedCard>>()

/** Ids are learned whole and then stand: the register that holds them is told from others by a number of its own. */
const registers = new WeakMap<CommandIds, number>()
let learned = 0

function nameOf(ids: CommandIds | undefined): number {
  if (!ids) return 0
  const known = registers.get(ids) ?? ++learned
  registers.set(ids, known)
  return known
}

/** Shows all of a card, over as many messages as it takes. */
export function renderCard(card: Card, reader: Reader): RenderedCard {
  const forAll = drawn.get(card) ?? new Map<string, RenderedCard>()
  drawn.set(card, forAll)
  const kind = `${reader.voice.language} ${reader.workspace} ${reader.publicUrl ?? ''} ${nameOf(reader.commands)}`
  const rendered = forAll.get(kind) ?? draw(card, reader)
  forAll.set(kind, rendered)
  return rendered
}

function draw(card: Card, reader: Reader): RenderedCard {
  let count = 0
  const counter: Counter = { next: () => count++ }
  const pieces = [
    ...textPieces(lineAtoms(card.title, reader), { first: '### ', next: '### ' }),
    ...card.blocks.flatMap((block) => renderBlock(block, reader, counter)),
    ...(card.page
      ? renderActions([{ kind: 'link', label: reader.voice.say('discord.page'), url: card.page }], reader, counter)
      : []),
  ]
  const [first = [], ...others] = pack(pieces)
  const message = (packed: readonly Piece[]): DiscordMessage => toMessage(packed, accents[card.tone])
  return {
    messages: [message(first), ...others.map(message)],
    kept: Object.assign({}, ...pieces.map((one) => one.kept)),
  }
}

function renderBlock(block: Block, reader: Reader, counter: Counter): readonly Piece[] {
  switch (block.kind) {
    case 'text':
      return textPieces(lineAtoms(block.line, reader))
    case 'quote':
      return [
        ...textPieces(atomsOf(block.text), { first: '> ', next: '> ' }),
        ...textPieces(lineAtoms(block.by ?? [], reader), { first: '-# — ', next: '-# ' }),
      ]
    case 'facts':
      return textPieces(
        rows(block.facts.map(({ label, value }) => [...strong(label), space, ...lineAtoms(value, reader)])),
      )
    case 'list':
      return block.items.flatMap((item) => renderItem(item, reader, counter))
    case 'files':
      return renderBlock(filesAsList(block.files, reader.publicUrl !== undefined), reader, counter)
    case 'table':
      return renderTable(block.columns, block.rows)
    case 'image':
      return renderImage(block, reader, counter)
    case 'note':
      return textPieces(lineAtoms(block.line, reader), { first: '-# ', next: '-# ' })
    case 'actions':
      return renderActions(block.actions, reader, counter)
    case 'choices':
      return renderMenu(block, reader, counter)
    case 'divider':
      return [piece([{ type: ComponentType.Separator }], 1)]
    default:
      return unreachable(block)
  }
}

const space: Atom = { text: ' ' }
const newline: Atom = { text: '\n' }

const rows = (all: readonly (readonly Atom[])[]): readonly Atom[] =>
  all.flatMap((row, at) => (at === 0 ? row : [newline, ...row]))

/** An item with its button beside it, where the text is short enough for that. */
function renderItem(item: Item, reader: Reader, counter: Counter): readonly Piece[] {
  const atoms = rows([lineAtoms(item.line, reader), ...(item.detail ? [lineAtoms(item.detail, reader)] : [])])
  const setting = { first: '- ', next: '  ' }
  if (!item.action) return textPieces(atoms, setting)
  const { component, beside, kept } = renderButton(item.action, reader, counter)
  const parts = foldText(atoms, setting)
  const [only] = parts
  const full = beside.flatMap((text) => textPieces(atomsOf(text), setting))
  if (component && only && parts.length === 1) {
    const { text, calls } = only
    const section = {
      type: ComponentType.Section as const,
      components: [{ type: ComponentType.TextDisplay as const, content: text }],
      accessory: component,
    }
    return [...full, piece([section], 3, { texts: [text], calls, kept })]
  }
  const row = component ? [piece([{ type: ComponentType.ActionRow, components: [component] }], 2, { kept })] : []
  return [...textPieces(atoms, setting), ...full, ...row]
}

/** Discord has no tables: each row says its columns' names, which also reads well on a phone. */
function renderTable(columns: readonly string[], cells: readonly (readonly string[])[]): readonly Piece[] {
  if (cells.length === 0) return textPieces(rows(columns.map(strong)))
  const row = (values: readonly string[]): readonly Atom[] =>
    values.flatMap((value, at) => [
      ...(at === 0 ? [] : atomsOf(' · ')),
      ...strong(columns[at] ?? ''),
      space,
      ...atomsOf(value),
    ])
  return textPieces(rows(cells.map(row)), { first: '- ', next: '- ' })
}

function renderImage({ picture, alt }: Image, { pictures }: Reader, counter: Counter): readonly Piece[] {
  const name = `card-${counter.next()}.png`
  const png = () => pictures.png(picture)
  const whole = bare(alt)
  const description = cut(whole, limits.message.altText)
  const items = [{ media: { url: `attachment://${name}` }, ...(description.trim() === '' ? {} : { description }) }]
  return [
    piece([{ type: ComponentType.MediaGallery, items }], 1, { pictures: [{ name, png }] }),
    ...(description === whole ? [] : textPieces(atomsOf(whole), { first: '-# ', next: '-# ' })),
  ]
}

type Image = Extract<Block, { kind: 'image' }>

/** Fills one message after the other; pieces stay whole and in order. */
function pack(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const packed: Piece[][] = []
  let taken = nothing
  for (const next of pieces) {
    const open = packed.at(-1)
    const both = sum(taken, roomOf(next))
    taken = open && fits(both) ? both : roomOf(next)
    if (open && taken === both) open.push(next)
    else packed.push([next])
  }
  return packed
}

/** What pieces take of a message's room. */
interface Room {
  readonly components: number
  readonly text: number
  readonly bytes: number
  readonly pictures: number
  readonly calls: number
}

const nothing: Room = { components: 0, text: 0, bytes: 0, pictures: 0, calls: 0 }

const roomOf = ({ count, texts, pictures, calls }: Piece): Room => ({
  components: count,
  text: texts.reduce((all, text) => all + text.length, 0),
  bytes: texts.reduce((all, text) => all + Buffer.byteLength(text), 0),
  pictures: pictures.length,
  calls: calls.length,
})

const sum = (a: Room, b: Room): Room => ({
  components: a.components + b.components,
  text: a.text + b.text,
  bytes: a.bytes + b.bytes,
  pictures: a.pictures + b.pictures,
  calls: a.calls + b.calls,
})

const fits = ({ components, text, bytes, pictures, calls }: Room): boolean =>
  1 + components <= limits.message.components &&
  text <= limits.message.ourText &&
  bytes <= limits.message.ourBytes &&
  pictures <= limits.message.attachments &&
  calls <= limits.message.mentions

function toMessage(pieces: readonly Piece[], accent: number | undefined): DiscordMessage {
  const components = pieces.flatMap((one) => one.components)
  // A container must hold something; a card without a single visible character still stands there.
  const filled = components.length > 0 ? components : [{ type: ComponentType.Separator as const }]
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          components: [...filled],
          ...(accent === undefined ? {} : { accent_color: accent }),
        },
      ],
      allowed_mentions: { parse: [], users: [...new Set(pieces.flatMap((one) => one.calls))] },
    },
    pictures: pieces.flatMap((one) => one.pictures),
  }
}
