import type { types } from '@slack/bolt'
import type { Block, Inline, Item, Line } from '../../src/chat/card.js'
import { filesAsList, plainLine } from '../../src/chat/card.js'
import { unreachable } from '../../src/kernel/errors.js'
import { length, shorten } from '../../src/kernel/text.js'
import type { Canvas, Piece } from './canvas.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'
import { actionPieces, button, choicePieces, legend, plain } from './render-actions.js'
import { bullets, inkLine, inkText, preformatted, quotes, sections } from './rich-text.js'

/** One block of a card in Slack's pieces: text that may flow together with its neighbours, or a block of its own. */
export function paint(block: Block, canvas: Canvas): Piece[] {
  const { ink } = canvas
  switch (block.kind) {
    case 'text':
      return [{ parts: sections(inkLine(block.line, ink)) }]
    case 'quote':
      return [{ parts: [...quotes(inkText(block.text)), ...sections(by(block.by, canvas))] }]
    case 'facts':
      return [
        {
          parts: block.facts.flatMap(({ label, value }) =>
            sections([...inkText(`${label}: `, { bold: true }), ...inkLine(value, ink)]),
          ),
        },
      ]
    case 'list':
      return list(block.items, canvas)
    case 'files':
      return list(filesAsList(block.files, ink.publicUrl !== undefined).items, canvas)
    case 'table':
      return table(block, canvas)
    case 'image':
      return image(block, canvas)
    case 'note':
      return note(block.line, canvas)
    case 'actions':
      return actionPieces(block.actions, canvas)
    case 'choices':
      return choicePieces(block, canvas)
    case 'divider':
      return [{ block: { type: 'divider' }, ornament: true }]
    default:
      return unreachable(block)
  }
}

const by = (line: Line | undefined, canvas: Canvas) =>
  line && line.length > 0 ? [...inkText('— ', { italic: true }), ...inkLine(line, canvas.ink, { italic: true })] : []

function list(items: readonly Item[], canvas: Canvas): Piece[] {
  const pieces: Piece[] = []
  let plainItems: Item[] = []
  const flush = (): void => {
    if (plainItems.length > 0) pieces.push({ parts: bullets(plainItems.map((item) => itemInk(item, canvas))) })
    plainItems = []
  }
  for (const item of items) {
    const beside = item.action ? button(item.action, canvas) : undefined
    if (!beside || !item.action) {
      plainItems.push(item)
      continue
    }
    flush()
    pieces.push(...withButton(item, beside, canvas), ...legend([item.action.label], limits.button.text, canvas))
  }
  flush()
  return pieces
}

const itemInk = ({ line, detail }: Item, { ink }: Canvas) => [
  ...inkLine(line, ink),
  ...(detail && detail.length > 0 ? [...inkText('\n'), ...inkLine(detail, ink)] : []),
]

/** A section with its button when plain text can say it all; otherwise rich text, and the button below. */
function withButton(item: Item, beside: types.Button, canvas: Canvas): Piece[] {
  const words = [item.line, ...(item.detail && item.detail.length > 0 ? [item.detail] : [])]
  const text = clean(words.map(plainLine).join('\n'))
  if (text.trim() !== '' && length(text) <= limits.text && words.flat().every(sayableAsText)) {
    return [{ block: { type: 'section', text: { type: 'plain_text', text, emoji: false }, accessory: beside } }]
  }
  return [{ parts: sections(itemInk(item, canvas)) }, { block: { type: 'actions', elements: [beside] } }]
}

// Times would lose the reader's zone, mentions their notice and links their target.
const sayableAsText = (part: Inline): boolean => {
  if (typeof part === 'string') return true
  return (
    part.kind === 'strong' || part.kind === 'code' || part.kind === 'record' || (part.kind === 'person' && !part.ping)
  )
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>, canvas: Canvas): Piece[] {
  if (columns.length === 0) return []
  const width = Math.max(columns.length, ...rows.map((row) => row.length))
  const lines = [columns, ...rows].map((row) => Array.from({ length: width }, (_, at) => clean(row[at] ?? '')))
  const characters = lines.flat().reduce((sum, cell) => sum + length(cell), 0) + lines.length * width
  const { table: most } = limits
  const fits = lines.length <= most.rows && width <= most.columns && characters <= most.characters
  if (!fits || !canvas.firstTable()) return [{ parts: preformatted(monospaced(lines)) }]
  const cells = lines.map((line) =>
    line.map((text) => ({ type: 'raw_text', text: text.trim() === '' ? '–' : text }) as const),
  )
  return [{ block: { type: 'table', rows: cells } }]
}

/** Columns under each other; the last is not padded. */
function monospaced(lines: readonly (readonly string[])[]): string {
  const flat = lines.map((line) => line.map((cell) => cell.replace(/\s+/g, ' ')))
  const widths = (flat[0] ?? []).map((_, at) => Math.max(...flat.map((line) => length(line[at] ?? ''))))
  const padded = (cell: string, at: number): string => cell + ' '.repeat((widths[at] ?? 0) - length(cell))
  return flat
    .map((line) => line.map((cell, at) => (at === line.length - 1 ? cell : padded(cell, at))).join('  '))
    .join('\n')
}

/** A picture that lies with Slack is shown; before that, and where it takes none, words say what there is to be seen. */
function image({ picture, alt }: Extract<Block, { kind: 'image' }>, canvas: Canvas): Piece[] {
  const id = canvas.files?.get(picture)
  const described = clean(alt).trim() || '–'
  if (id === undefined)
    return [{ parts: sections(inkText(canvas.voice.say('slack.image', { alt: described }), { italic: true })) }]
  const alt_text = shorten(described, limits.image.alt)
  const block: types.ImageBlock = { type: 'image', slack_file: { id }, alt_text }
  return alt_text === described ? [{ block }] : [{ block }, { parts: sections(inkText(described)) }]
}

/** Small print where literal text will do; a line with times or links is written in full size. */
function note(line: Line, canvas: Canvas): Piece[] {
  const text = clean(plainLine(line))
  if (text.trim() === '') return []
  if (length(text) > limits.contextElement || !line.every(sayableAsText)) {
    return [{ parts: sections(inkLine(line, canvas.ink, { italic: true })) }]
  }
  return [{ block: { type: 'context', elements: [plain(text, limits.contextElement)] } }]
}
