/** What a typed line means, before anything is looked up. */
export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'command'; readonly words: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'help' | 'again' | 'cancel' }
  | { readonly kind: 'in'; readonly channel: string }
  | { readonly kind: 'thread'; readonly number: number }
  | { readonly kind: 'delete'; readonly number: number }
  | { readonly kind: 'press'; readonly number: number; readonly button: number }
  | { readonly kind: 'edit'; readonly number: number; readonly text: string }
  | { readonly kind: 'react' | 'unreact'; readonly number: number; readonly emoji: string }
  | { readonly kind: 'use'; readonly name: string; readonly number?: number }
  | { readonly kind: 'complete'; readonly argument: string; readonly typed: string; readonly command: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'channel'; readonly change: 'archived' | 'opened' | 'renamed' }
  /** One of the terminal's own words, used wrongly: `help` is the key of how it goes. */
  | { readonly kind: 'unclear'; readonly help: string }

/** `/…` is a command, a number a button, `:word` one of the terminal's own; a space in front makes it text whatever follows. */
export function readTyped(line: string): Typed {
  if (line.trim() === '') return { kind: 'nothing' }
  if (line.startsWith(' ')) return { kind: 'said', text: line.slice(1) }
  if (line.startsWith('/')) return { kind: 'command', words: line.slice(1).trim() }
  if (/^\d{1,6}$/.test(line)) return { kind: 'number', number: Number(line) }
  const [, word, after = ''] = /^:([a-z]+)(?: (.*))?$/su.exec(line) ?? []
  const own = word === undefined ? undefined : directives[word]
  if (!own || !word) return { kind: 'said', text: line }
  return own(after) ?? { kind: 'unclear', help: helpOf[word] ?? word }
}

type Directive = (after: string) => Typed | undefined

const numbered = (after: string): { readonly number: number; readonly rest: string } | undefined => {
  const [, number, rest = ''] = /^#?(\d{1,9})(?: (.*))?$/su.exec(after) ?? []
  return number === undefined ? undefined : { number: Number(number), rest }
}

const reaction =
  (kind: 'react' | 'unreact'): Directive =>
  (after) => {
    const on = numbered(after)
    return on && on.rest !== '' ? { kind, number: on.number, emoji: on.rest } : undefined
  }

const changes = ['archived', 'opened', 'renamed'] as const

const directives: Readonly<Record<string, Directive>> = {
  help: () => ({ kind: 'help' }),
  again: () => ({ kind: 'again' }),
  cancel: () => ({ kind: 'cancel' }),
  in: (after) => (after === '' ? undefined : { kind: 'in', channel: after }),
  thread(after) {
    const on = numbered(after)
    return on && { kind: 'thread', number: on.number }
  },
  delete(after) {
    const on = numbered(after)
    return on && { kind: 'delete', number: on.number }
  },
  press(after) {
    const on = numbered(after)
    return on && /^\d{1,6}$/.test(on.rest) ? { kind: 'press', number: on.number, button: Number(on.rest) } : undefined
  },
  edit(after) {
    const on = numbered(after)
    return on && on.rest !== '' ? { kind: 'edit', number: on.number, text: on.rest } : undefined
  },
  react: reaction('react'),
  unreact: reaction('unreact'),
  use(after) {
    const [, name, number] = /^(\S+)(?: #?(\d{1,9}))?$/u.exec(after) ?? []
    if (name === undefined) return undefined
    return number === undefined ? { kind: 'use', name } : { kind: 'use', name, number: Number(number) }
  },
  complete(after) {
    const [, argument, typed = '', command = ''] = /^(\w+)=(.*?) ?\/([^/]+)$/su.exec(after) ?? []
    return argument === undefined ? undefined : { kind: 'complete', argument, typed, command: command.trim() }
  },
  name: (after) => (after === '' ? undefined : { kind: 'name', name: after }),
  channel(after) {
    const change = changes.find((one) => one === after)
    return change && { kind: 'channel', change }
  },
}

/** Directives that share a line of the help. */
const helpOf: Readonly<Record<string, string>> = { delete: 'edit', unreact: 'react', press: 'numbers' }
