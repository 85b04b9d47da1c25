import type { Press } from '../../src/chat/card.js'
import { length } from '../../src/kernel/text.js'
import { limits } from './limits.js'

/**
 * How a press travels: the command in the action id, arguments and seen version in the value. Nothing is kept here, so
 * a button works after a restart, and an old one still tells what it meant.
 */
export const pressId = (command: string, n: number): string => `press:${command}:${n}`
export const pickId = (command: string, n: number): string => `pick:${command}:${n}`
export const moreId = (n: number): string => `more:${n}`
export const linkId = (n: number): string => `link:${n}`
export const reopenId = (command: string): string => `reopen:${command}`

const packed = ({ args, seen }: Pick<Press, 'args' | 'seen'>): object => ({
  a: args,
  ...(seen === undefined ? {} : { v: seen }),
})

/** The value of a button. Throws when the arguments are too long, which is a mistake of the view that made them. */
export function pressValue(press: Press): string {
  const value = JSON.stringify(packed(press))
  if (length(value) > limits.button.value)
    throw new Error(`the button ${press.command} carries ${length(value)} characters`)
  return value
}

/** The value of an entry in an overflow menu, or undefined when it is too long for one. */
export function moreValue(press: Press): string | undefined {
  const value = JSON.stringify({ c: press.command, ...packed(press) })
  return length(value) <= limits.option.value ? value : undefined
}

/** A select has no value of its own: what it carries stands in its block's id, when it is short enough. */
export function pickBlockId(press: Press, argument: string, n: number): string | undefined {
  const id = `pick:${n}:${JSON.stringify({ ...packed(press), g: argument })}`
  return length(id) <= limits.blockId ? id : undefined
}

/** The value of the button that opens a form again: the kept form's mark, and the press that asks for it anew. */
export const reopenValue = (mark: string, press: Press): string => {
  const value = JSON.stringify({ f: mark, ...packed(press) })
  return length(value) <= limits.button.value ? value : JSON.stringify({ f: mark, a: {} })
}

/** What Slack tells of the element that was used. */
export interface UsedElement {
  readonly action_id: string
  readonly block_id?: string | undefined
  readonly value?: string | undefined
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined
}

export type Used =
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'reopen'; readonly mark: string; readonly press: Press }
  /** A button that only opens a page. */
  | { readonly kind: 'link' }
  | { readonly kind: 'unknown' }

/** Reads what a button, menu or overflow entry meant, whichever version of us made it. */
export function used(element: UsedElement): Used {
  const [kind, command] = element.action_id.split(':')
  if (kind === 'link') return { kind: 'link' }
  if (kind === 'press' && command) return press(command, unpack(element.value))
  if (kind === 'more') return more(unpack(element.selected_option?.value))
  if (kind === 'pick' && command) return pick(command, element)
  if (kind === 'reopen' && command) return reopen(command, unpack(element.value))
  return { kind: 'unknown' }
}

type Packed = {
  readonly a: Readonly<Record<string, string>>
  readonly v?: number
  readonly c?: unknown
  readonly g?: unknown
  readonly f?: unknown
}

const press = (command: string, value: Packed | undefined): Used =>
  value
    ? { kind: 'press', press: { command, args: value.a, ...(value.v === undefined ? {} : { seen: value.v }) } }
    : { kind: 'unknown' }

const more = (value: Packed | undefined): Used =>
  typeof value?.c === 'string' ? press(value.c, value) : { kind: 'unknown' }

function pick(command: string, { block_id = '', selected_option }: UsedElement): Used {
  const value = unpack(block_id.split(':').slice(2).join(':'))
  const chosen = selected_option?.value
  if (!value || typeof value.g !== 'string' || chosen === undefined) return { kind: 'unknown' }
  return press(command, { ...value, a: { ...value.a, [value.g]: chosen } })
}

function reopen(command: string, value: Packed | undefined): Used {
  const meant = press(command, value)
  if (meant.kind !== 'press' || typeof value?.f !== 'string') return { kind: 'unknown' }
  return { kind: 'reopen', mark: value.f, press: meant.press }
}

function unpack(value: string | undefined): Packed | undefined {
  if (!value) return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    if (!isRecord(parsed) || !isRecord(parsed.a)) return undefined
    if (!Object.values(parsed.a).every((one) => typeof one === 'string')) return undefined
    if (parsed.v !== undefined && !Number.isSafeInteger(parsed.v)) return undefined
    return parsed as unknown as Packed
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
