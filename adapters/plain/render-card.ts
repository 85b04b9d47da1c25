import type { AccountRef } from '../../src/chat/address.js'
import {
  type Action,
  type Block,
  type Card,
  filesAsList,
  type Inline,
  type Item,
  type Line,
  type Press,
  type Tone,
  typedAs,
} from '../../src/chat/card.js'
import { unreachable } from '../../src/kernel/errors.js'
import { flat, inset, literal } from './literal.js'
import { type Reader, showTime } from './reader.js'

/** Something on a card that is pressed by typing its number. */
export interface Button {
  readonly label: string
  readonly press: Press
  readonly confirm?: NonNullable<Extract<Action, { kind: 'press' }>['confirm']>
}

/** A card as text. `buttons[0]` is the one shown as `[1]`. */
export interface PlainCard {
  readonly text: string
  readonly buttons: readonly Button[]
  /** Who is to be notified. */
  readonly pings: readonly AccountRef[]
}

const marks = { plain: '', good: '✓ ', attention: '! ', bad: '✗ ', muted: '· ' } satisfies Record<Tone, string>

/** Shows all of a card: plain text has no limits, so nothing is ever left out. */
export function renderCard(card: Card, reader: Reader): PlainCard {
  const sheet: Sheet = { reader, buttons: [], pings: [] }
  const parts = [
    `${marks[card.tone]}${flat(line(card.title, sheet))}`,
    ...card.blocks.map((block) => renderBlock(block, sheet)),
    ...(card.page ? [`→ ${flat(reader.link(card.page))}`] : []),
  ]
  return { text: parts.filter((part) => part !== '').join('\n'), buttons: sheet.buttons, pings: sheet.pings }
}

interface Sheet {
  readonly reader: Reader
  readonly buttons: Button[]
  readonly pings: AccountRef[]
}

function renderBlock(block: Block, sheet: Sheet): string {
  switch (block.kind) {
    case 'text':
      return continued(line(block.line, sheet))
    case 'quote':
      return [inset(literal(block.text), '| '), ...(block.by ? [`  — ${flat(line(block.by, sheet))}`] : [])].join('\n')
    case 'facts':
      return block.facts.map(({ label, value }) => `${flat(label)}: ${flat(line(value, sheet))}`).join('\n')
    case 'list':
      return block.items.map((item) => renderItem(item, sheet)).join('\n')
    case 'files':
      return renderBlock(filesAsList(block.files, sheet.reader.link('/') !== '/'), sheet)
    case 'table':
      return renderTable([block.columns, ...block.rows].map((row) => row.map(flat)))
    case 'image':
      return `[${flat(block.alt)}]`
    case 'note':
      return `(${continued(line(block.line, sheet))})`
    case 'actions':
      return block.actions.map((action) => renderAction(action, sheet)).join('  ')
    case 'choices':
      return [
        flat(block.placeholder),
        ...block.options.map((option) => {
          const press = { ...block.press, args: { ...block.press.args, [block.argument]: option.value } }
          const detail = option.detail ? ` – ${flat(option.detail)}` : ''
          return `  ${button({ label: option.label, press }, sheet)}${detail}`
        }),
      ].join('\n')
    case 'divider':
      return '---'
    default:
      return unreachable(block)
  }
}

function renderItem(item: Item, sheet: Sheet): string {
  const head = `- ${flat(line(item.line, sheet))}`
  const action = item.action ? `  ${renderAction(item.action, sheet)}` : ''
  const detail = item.detail ? `\n  ${flat(line(item.detail, sheet))}` : ''
  return `${head}${action}${detail}`
}

function renderAction(action: Action, sheet: Sheet): string {
  switch (action.kind) {
    case 'press':
      return button(action, sheet)
    case 'link':
      return `${flat(action.label)}: ${flat(sheet.reader.link(action.url))}`
    default:
      return unreachable(action)
  }
}

function button({ label, press, confirm }: Button, sheet: Sheet): string {
  sheet.buttons.push(confirm ? { label, press, confirm } : { label, press })
  return `[${sheet.buttons.length}] ${flat(label)}`
}

/** Columns as wide as their widest cell, up to a width that most terminals have room for; a longer cell is not cut. */
function renderTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.min(40, Math.max(widths[at] ?? 0, cell.length))
  }
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n')
}

function line(parts: Line, sheet: Sheet): string {
  return parts.map((part) => inline(part, sheet)).join('')
}

function inline(part: Inline, sheet: Sheet): string {
  if (typeof part === 'string') return literal(part)
  switch (part.kind) {
    case 'strong':
    case 'code':
      return literal(part.text)
    case 'command':
      return literal(typedAs(part.local, part.behind))
    case 'time':
      return showTime(part.at, part.style, sheet.reader)
    case 'person': {
      if (!part.ping) return flat(part.name)
      sheet.pings.push(...part.accounts)
      return `@${flat(part.name)}`
    }
    case 'link':
      return `${literal(part.text)} (${flat(sheet.reader.link(part.url))})`
    case 'record':
      return flat(part.number)
    default:
      return unreachable(part)
  }
}

/** Lines after the first are set in: they cannot pass for a line of ours. */
const continued = (text: string): string => text.replaceAll('\n', '\n  ')
