import type { types } from '@slack/bolt'
import { type Inline, type Line, typedAs } from '../../src/chat/card.js'
import { unreachable } from '../../src/kernel/errors.js'
import { length, pieces } from '../../src/kernel/text.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'

export type RichElement = types.RichTextElement
export type RichPart = types.RichTextBlock['elements'][number]
type Style = { bold?: boolean; italic?: boolean }

/** What writing needs to know: whose accounts can be named, and where pages stand. */
export interface Ink {
  readonly workspace: string
  readonly publicUrl?: string
}

/**
 * A line as rich_text elements. Slack shows their text literally: no typed character formats, links or notifies, so
 * nothing needs escaping. Only `person` with `ping` becomes a mention.
 */
export const inkLine = (line: Line, ink: Ink, style: Style = {}): RichElement[] =>
  line.flatMap((part) => inkPart(part, ink, style))

function inkPart(part: Inline, ink: Ink, style: Style): RichElement[] {
  if (typeof part === 'string') return inkText(part, style)
  switch (part.kind) {
    case 'strong':
      return inkText(part.text, { ...style, bold: true })
    case 'code':
      return inkText(part.text, { ...style, code: true })
    // Slack has one name of a command for everybody.
    case 'command':
      return inkText(typedAs(part.name, part.behind), { ...style, code: true })
    case 'time':
      return inkTime(part, style)
    case 'person': {
      const account = part.ping ? accountHere(part.accounts, ink) : undefined
      return account ? [{ type: 'user', user_id: account, ...styled(style) }] : inkText(part.name, style)
    }
    case 'link':
      return inkLink(part.text, part.url, ink, style)
    case 'record':
      return ink.publicUrl
        ? inkLink(part.number, `/r/${encodeURIComponent(clean(part.number))}`, ink, style)
        : inkText(part.number, { ...style, code: true })
    default:
      return unreachable(part)
  }
}

/** Literal text; empty text is no element, since Slack refuses it. */
export function inkText(text: string, style: Style & { code?: boolean } = {}): RichElement[] {
  const shown = clean(text)
  return shown === '' ? [] : [{ type: 'text', text: shown, ...styled(style) }]
}

const styled = (style: Style & { code?: boolean }): { style?: Style } =>
  Object.keys(style).length > 0 ? { style } : {}

const formats = {
  moment: '{date_short_pretty} {time}',
  date: '{date_short_pretty}',
  relative: '{ago}',
} as const

function inkTime({ at, style: how }: Extract<Inline, { kind: 'time' }>, style: Style): RichElement[] {
  const milliseconds = Date.parse(at)
  if (Number.isNaN(milliseconds)) return inkText(at, style)
  const timestamp = Math.floor(milliseconds / 1_000)
  return [{ type: 'date', timestamp, format: formats[how], fallback: zoned(at), ...styled(style) }]
}

/** An instant for those who see no rich text; it names its zone. */
export const zoned = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`

function inkLink(text: string, url: string, ink: Ink, style: Style): RichElement[] {
  const target = absolute(url, ink)
  const shown = clean(text)
  if (!target) return inkText(text, style)
  return [{ type: 'link', url: target, ...(shown === '' ? {} : { text: shown }), ...styled(style) }]
}

/** A full address that Slack may link to, or undefined: only http and https, without anything that ends a link. */
export function absolute(url: string, ink: Ink): string | undefined {
  const base = ink.publicUrl?.replace(/\/+$/, '')
  const full = url.startsWith('/') && !url.startsWith('//') ? (base ? `${base}${url}` : undefined) : url
  if (!full || !/^https?:\/\/[^\s<>|]+$/i.test(full) || length(full) > limits.button.url) return undefined
  return URL.canParse(full) ? full : undefined
}

/** The account on this workspace among a person's accounts. */
export const accountHere = (
  accounts: Extract<Inline, { kind: 'person' }>['accounts'],
  { workspace }: Ink,
): string | undefined =>
  accounts.find(
    (account) =>
      account.platform === 'slack' && account.workspace === workspace && /^[UW][A-Z0-9]+$/.test(account.user),
  )?.user

const weight = (element: RichElement): number => ('text' in element && element.text ? length(element.text) : 24)

/** The elements in runs of at most `limit` characters each; a longer text is cut at a line or word, and none is lost. */
export function runs(elements: readonly RichElement[], limit: number = limits.text): RichElement[][] {
  const done: RichElement[][] = []
  let run: RichElement[] = []
  let used = 0
  for (const element of elements.flatMap((one) => chopped(one, limit))) {
    const more = weight(element)
    if (run.length > 0 && used + more > limit) {
      done.push(run)
      run = []
      used = 0
    }
    run.push(element)
    used += more
  }
  return run.length > 0 ? [...done, run] : done
}

const chopped = (element: RichElement, limit: number): RichElement[] =>
  (element.type === 'text' || element.type === 'link') && element.text && length(element.text) > limit
    ? pieces(element.text, limit).map((text) => ({ ...element, text }))
    : [element]

export const sections = (elements: readonly RichElement[]): RichPart[] =>
  runs(elements).map((run) => ({ type: 'rich_text_section', elements: run }))

export const quotes = (elements: readonly RichElement[]): RichPart[] =>
  runs(elements).map((run) => ({ type: 'rich_text_quote', elements: run }))

/** Monospaced lines. */
export const preformatted = (text: string): RichPart[] =>
  pieces(clean(text), limits.text)
    .filter((piece) => piece !== '')
    .map((piece) => ({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: piece }] }))

/** A bulleted list; an item that is too long for one bullet goes on in the next. */
export const bullets = (items: readonly RichElement[][]): RichPart[] =>
  items
    .flatMap((item) => runs(item))
    .map((run) => ({
      type: 'rich_text_list',
      style: 'bullet',
      elements: [{ type: 'rich_text_section', elements: run }],
    }))

const partWeight = (part: RichPart): number =>
  part.type === 'rich_text_list'
    ? part.elements.reduce(
        (sum, { elements }) => sum + elements.reduce((inner, one) => inner + weight(one as RichElement), 0),
        0,
      )
    : part.elements.reduce((sum, one) => sum + weight(one as RichElement), 0)

/** Parts gathered into as few rich_text blocks as their length allows; neighbouring lists become one. */
export function richBlocks(parts: readonly RichPart[]): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = []
  let used = 0
  for (const part of parts) {
    const more = partWeight(part)
    const open = blocks.at(-1)
    if (!open || used + more > limits.text) {
      blocks.push({ type: 'rich_text', elements: [part] })
      used = more
      continue
    }
    used += more
    const last = open.elements.at(-1)
    if (last?.type === 'rich_text_list' && part.type === 'rich_text_list') {
      open.elements[open.elements.length - 1] = { ...last, elements: [...last.elements, ...part.elements] }
    } else open.elements.push(part)
  }
  return blocks
}
