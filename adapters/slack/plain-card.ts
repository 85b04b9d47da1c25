import type { Block, Card } from '../../src/chat/card.js'
import { plainLine } from '../../src/chat/card.js'
import { unreachable } from '../../src/kernel/errors.js'

/** A card as bare text: what a notification and a screen reader get. Buttons are left to the blocks. */
export const plainCard = (card: Card): string =>
  [plainLine(card.title), ...card.blocks.map(plainBlock)].filter((text) => text.trim() !== '').join('\n')

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return plainLine(block.line)
    case 'quote':
      return block.by ? `${block.text}\n— ${plainLine(block.by)}` : block.text
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${plainLine(value)}`).join('\n')
    case 'list':
      return block.items
        .map(({ line, detail }) => [line, ...(detail ? [detail] : [])].map(plainLine).join(' – '))
        .join('\n')
    case 'files':
      return block.files.map(({ name }) => `📎 ${name}`).join('\n')
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(' | ')).join('\n')
    case 'image':
      return block.alt
    case 'actions':
    case 'choices':
    case 'divider':
      return ''
    default:
      return unreachable(block)
  }
}
