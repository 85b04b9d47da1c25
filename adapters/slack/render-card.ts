import type { types } from '@slack/bolt'
import type { Block, Card, Tone } from '../../src/chat/card.js'
import type { Canvas, Painter, Piece } from './canvas.js'
import { limits } from './limits.js'
import { clean, escapeWithin } from './mrkdwn.js'
import { plainCard } from './plain-card.js'
import { linkId } from './press.js'
import { plain } from './render-actions.js'
import { paint } from './render-blocks.js'
import { absolute, inkLine, inkText, type RichElement, type RichPart, richBlocks, sections } from './rich-text.js'

export interface Rendered {
  readonly blocks: types.KnownBlock[]
  /** The fallback for notifications and screen readers. */
  readonly text: string
  /** Blocks of the card that are not, or not wholly, to be seen. Empty unless the card has a page that shows them. */
  readonly leftOut: readonly Block[]
}

/** Draws a card in Block Kit, within every limit of Slack's. */
export function renderCard(card: Card, painter: Painter): Rendered {
  const canvas = canvasFor(painter)
  const drawn: Drawn[] = [
    ...titleOf(card, canvas).map((piece) => ({ piece })),
    ...card.blocks.flatMap((block) => paint(block, canvas).map((piece) => ({ piece, from: block }))),
  ]
  const most = limits.blocks[painter.surface]
  const text = escapeWithin(plainCard(card), limits.fallback) || '–'
  const loose = spread(drawn)
  if (loose.length <= most) return { blocks: loose.map(({ block }) => block), text, leftOut: [] }
  const { kept, leftOut } = squeeze(gather(drawn), most - 1)
  const blocks = kept.map(({ block }) => block)
  return {
    blocks: leftOut.length > 0 ? [...blocks, rest(card, canvas)] : blocks,
    text,
    leftOut,
  }
}

interface Drawn {
  readonly piece: Piece
  readonly from?: Block
}
interface Placed {
  readonly block: types.KnownBlock
  readonly from: readonly Block[]
}

function canvasFor(painter: Painter): Canvas {
  let n = painter.first ?? 0
  let primary = false
  // Slack takes one table a message, and none in a form or in a Home tab.
  let table = painter.surface !== 'message'
  const first = (was: boolean): boolean => !was
  return {
    ...painter,
    next: () => ++n,
    firstPrimary: () => {
      const is = first(primary)
      primary = true
      return is
    },
    firstTable: () => {
      const is = first(table)
      table = true
      return is
    },
  }
}

const marks: Readonly<Record<Tone, string | undefined>> = {
  plain: undefined,
  good: 'large_green_circle',
  attention: 'large_yellow_circle',
  bad: 'red_circle',
  muted: 'white_circle',
}

function titleOf({ title, tone }: Card, { ink }: Canvas): Piece[] {
  const words = inkLine(title, ink, { bold: true })
  if (words.length === 0) return []
  const name = marks[tone]
  const mark: RichElement[] = name ? [{ type: 'emoji', name }, ...inkText(' ')] : []
  return [{ parts: sections([...mark, ...words]) }]
}

/** Every piece in blocks of its own. */
const spread = (drawn: readonly Drawn[]): Placed[] =>
  drawn.flatMap(({ piece, from }) => {
    const source = from ? [from] : []
    return 'block' in piece
      ? [{ block: piece.block, from: source }]
      : richBlocks(piece.parts).map((block) => ({ block, from: source }))
  })

/** The same in as few blocks as possible: neighbouring text flows together, ornaments go, rows of buttons join. */
function gather(drawn: readonly Drawn[]): Placed[] {
  const placed: Placed[] = []
  let parts: RichPart[] = []
  let sources: Block[] = []
  const flush = (): void => {
    const from = sources
    placed.push(...richBlocks(parts).map((block) => ({ block, from })))
    parts = []
    sources = []
  }
  for (const { piece, from } of drawn) {
    if ('parts' in piece) {
      parts.push(...piece.parts)
      if (from) sources.push(from)
    } else if (!piece.ornament) {
      flush()
      join(placed, { block: piece.block, from: from ? [from] : [] })
    }
  }
  flush()
  return placed
}

function join(placed: Placed[], next: Placed): void {
  const last = placed.at(-1)
  const [a, b] = [last?.block, next.block]
  const row = a?.type === 'actions' && b.type === 'actions' && !a.block_id && !b.block_id
  if (last && row && a.elements.length + b.elements.length <= limits.actions) {
    placed[placed.length - 1] = {
      block: { type: 'actions', elements: [...a.elements, ...b.elements] },
      from: [...last.from, ...next.from],
    }
  } else placed.push(next)
}

/** As many as there is room for. Buttons stay before text does: text can be read on the page, too. */
function squeeze(placed: readonly Placed[], most: number): { kept: Placed[]; leftOut: Block[] } {
  if (placed.length <= most + 1) return { kept: [...placed], leftOut: [] }
  const kept = [...placed]
  const left: Placed[] = []
  while (kept.length > most) {
    const at = kept.findLastIndex(({ block }) => block.type !== 'actions')
    left.push(...kept.splice(at > 0 ? at : kept.length - 1, 1))
  }
  return { kept, leftOut: [...new Set(left.flatMap(({ from }) => from))] }
}

function rest(card: Card, canvas: Canvas): types.KnownBlock {
  const text = plain(canvas.voice.say('slack.rest'), limits.text)
  const url = card.page ? absolute(card.page, canvas.ink) : undefined
  if (!url) return { type: 'section', text }
  const open = plain(canvas.voice.say('slack.restOnPage'), limits.button.text)
  return { type: 'section', text, accessory: { type: 'button', action_id: linkId(canvas.next()), text: open, url } }
}

/** A sentence as the least of messages. */
export const sentence = (text: string): { text: string; blocks: types.KnownBlock[] } => ({
  text: escapeWithin(text, limits.fallback),
  blocks: [{ type: 'section', text: { type: 'plain_text', text: clean(text), emoji: false } }],
})
