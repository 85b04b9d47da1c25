import type { Press } from '../../src/chat/card.js'
import { customId, type Kept, type Pressed, pressedOf } from './custom-id.js'
import type { Keeps } from './kept.js'
import { limits } from './limits.js'

/** Where in a form somebody is. */
export interface Step {
  /** The mark of the form as it was drawn, by which it is remembered. */
  readonly mark: string
  readonly at: number
  readonly of: number
  /** The form's command with what is settled, where it fits: with it a form outlives a restart. */
  readonly press?: Press
  /** The modal was opened from one of our own questions, which its outcome replaces. */
  readonly replaces: boolean
}

type Kind = 'modal' | 'button'
const letters = { modal: { plain: 'f', replaces: 'g' }, button: { plain: 'n', replaces: 'n' } } as const

/** The id of a modal, or of the button that opens it: at most 100 characters. */
export function stepId(kind: Kind, { mark, at, of, press, replaces }: Step): string {
  const head = [letters[kind][replaces ? 'replaces' : 'plain'], at, of, mark].join('|')
  if (!press) return head
  const { id, whole } = customId({ press, asks: false }, 0)
  const full = `${head}|${id}`
  return whole && full.length <= limits.component.customId ? full : head
}

/** What an id of a modal or of such a button says; undefined when it is none. */
export function stepOf(kind: Kind, id: string): Step | undefined {
  const [letter = '', at = '', of = '', mark = '', ...press] = id.split('|')
  const mine = Object.values(letters[kind]) as readonly string[]
  if (!mine.includes(letter) || mark === '' || !/^\d+$/.test(at) || !/^\d+$/.test(of)) return undefined
  const pressed = pressedOf(press.join('|'))
  return {
    mark,
    at: Number(at),
    of: Number(of),
    replaces: letter === 'g',
    ...(pressed ? { press: pressed.press } : {}),
  }
}

/** The button that says no to what must be confirmed. */
export const noId = 'x'

/** The button that says yes: what was pressed first, and that its outcome replaces the question. */
export const yesId = (id: string): string => `${id.startsWith('k') ? 'Y' : 'y'}${id.slice(1)}`

export type Used =
  | { readonly kind: 'press'; readonly id: string; readonly pressed: Pressed; readonly replaces: boolean }
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'no' }
  /** Ours, but what it meant had no room in it and is not remembered any more. */
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'unknown' }

/** What a button or a menu means, whichever version of us made it. */
export function used(id: string, keeps: Keeps): Used {
  if (id === noId) return { kind: 'no' }
  const step = stepOf('button', id)
  if (step) return { kind: 'step', step }
  const replaces = /^[yY]\|/.test(id)
  const plain = replaces ? `${id.startsWith('Y') ? 'k' : 'p'}${id.slice(1)}` : id
  const pressed = pressedOf(plain) ?? keeps.get(plain)?.pressed
  if (!pressed) return { kind: plain.startsWith('k|') ? 'forgotten' : 'unknown' }
  return { kind: 'press', id: plain, pressed: replaces ? { ...pressed, asks: false } : pressed, replaces }
}

/** The press that a used component stands for; undefined when the value that was picked is not remembered. */
export function pressOf(pressed: Pressed, values: readonly string[], kept: Kept | undefined): Press | undefined {
  const { press, argument } = pressed
  if (argument === undefined) return press
  const [picked] = values
  const value = picked?.startsWith('~') ? kept?.values?.[picked] : picked
  return value === undefined ? undefined : { ...press, args: { ...press.args, [argument]: value } }
}
