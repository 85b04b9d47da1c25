import { createHash } from 'node:crypto'
import type { Action, Press } from '../../src/chat/card.js'
import { limits } from './limits.js'

type Confirm = NonNullable<Extract<Action, { kind: 'press' }>['confirm']>

/** What a component does. A menu puts what was picked into `argument`; `asks` where it must be confirmed first. */
export interface Pressed {
  readonly press: Press
  readonly argument?: string
  readonly asks: boolean
}

/** What has no room in a component's id, by that id. Whoever sends the message keeps it, or asks in general words. */
export interface Kept {
  readonly pressed: Pressed
  readonly confirm?: Confirm
  /** The full values of options, by the short ones that were sent. */
  readonly values?: Readonly<Record<string, string>>
}

/**
 * The id of a component, at most 100 characters: the press itself, so that a button still works after a restart, or a
 * fingerprint of it when it is too long. `at` tells components with the same press apart, as Discord demands.
 */
export function customId(pressed: Pressed, at: number): { readonly id: string; readonly whole: boolean } {
  const { press, argument = '', asks } = pressed
  const args = new URLSearchParams(wellFormed(press.args)).toString()
  const id = [asks ? 'c' : 'p', at, press.command, argument, press.seen ?? '', args].join('|')
  const exact = Object.entries(press.args).every(([name, value]) => name.isWellFormed() && value.isWellFormed())
  if (exact && id.length <= limits.component.customId) return { id, whole: true }
  return { id: `k|${at}|${fingerprint(JSON.stringify(pressed))}`, whole: false }
}

/** What an id says; undefined when it is a fingerprint, or not ours. */
export function pressedOf(id: string): Pressed | undefined {
  const [kind, , command = '', argument = '', seen = '', args = ''] = id.split('|')
  if (kind !== 'p' && kind !== 'c') return undefined
  return {
    press: {
      command,
      args: Object.fromEntries(new URLSearchParams(args)),
      ...(seen === '' ? {} : { seen: Number(seen) }),
    },
    ...(argument === '' ? {} : { argument }),
    asks: kind === 'c',
  }
}

/** A value that Discord has room for, and whether it stands for a longer one. */
export function shortValue(value: string): string {
  const { optionValue } = limits.component
  return value.length <= optionValue && value.isWellFormed() && value.trim() === value && !value.startsWith('~')
    ? value
    : `~${fingerprint(value)}`
}

/** 132 bits: enough that nobody finds two of the same. */
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)

const wellFormed = (args: Press['args']): [string, string][] =>
  Object.entries(args).map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])
