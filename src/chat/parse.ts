import { oneLine, tidy } from '../kernel/text.js'
import { type AnyCommand, type Argument, isTyped, type Registry, type Takes } from './command.js'
import { type Names, namesOf } from './names.js'

/** A line of words, understood as far as a parser without a database can. */
export type Parsed =
  | ({ readonly kind: 'command'; readonly command: AnyCommand } & Spread)
  /** `incident` alone, or a verb that does not exist. */
  | { readonly kind: 'unknown'; readonly head: string; readonly verb: string }

/** What was typed behind a verb, spread over its arguments. */
export interface Spread {
  readonly given: Readonly<Record<string, string>>
  /** What no argument took; empty when everything was understood. */
  readonly left: string
}

/**
 * Understands `incident resolve INC-4 code:fixed changed the hose`. Arguments may be named (`code:fixed`,
 * `team:"Front office"`); the others follow in the order in which the command takes them, and the one that takes the
 * rest gets what is left, as it was typed. Every name may be in any language: `hændelse løs INC-4 kode:fixed`.
 */
export function parseWords(words: string, registry: Registry): Parsed {
  const names = namesOf(registry)
  const [head = '', ...tail] = tidy(words).split(/\s+/)
  const verb = (tail[0] ?? '').toLowerCase()
  const command = names.command(head, verb)
  if (!command) return { kind: 'unknown', head: head.toLowerCase(), verb }
  const rest = tidy(words).replace(/^\S+\s+\S+\s*/, '')
  return { kind: 'command', command, ...parseArguments(command.takes, rest, names) }
}

const time = '\\d{1,2}[:.]\\d{2}(?=\\s|$)'
const days =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:man|tirs|ons|tors|fre|lør|søn)dag|tomorrow|today|i morgen|i dag'
/** Moments of several words, `tomorrow 8:00` or `om 2 timer`: they belong together without quotation marks. */
const moments = [
  `(?:${days}|\\d{4}-\\d{2}-\\d{2})(?:\\s+(?:at|kl\\.?))?\\s+${time}`,
  `(?:at|kl\\.?)\\s+${time}`,
  '(?:in|om)\\s+\\d{1,4}\\s*\\p{L}+',
].join('|')

/** Spreads what was typed behind the verb over the arguments. Positions are filled by those that accept the word. */
export function parseArguments(takes: Takes, typed: string, names: Names): Spread {
  const given: Record<string, string> = {}
  let left = typed.trim()
  for (const [name] of Object.entries(takes).filter(([, { kind }]) => kind === 'moment')) {
    const called = names.spellings(name).join('|')
    left = left.replace(new RegExp(`(^|\\s)(?:${called}):(${moments})`, 'iu'), (_, before: string, moment: string) => {
      given[name] = moment
      return before
    })
  }
  left = left.replace(
    /(^|\s)([\p{Ll}_]+):(?:"([^"]*)"|(\S+))/gu,
    (whole, before: string, word: string, quoted?: string, bare?: string) => {
      const name = names.argument(word, takes)
      const argument = name === undefined ? undefined : takes[name]
      if (name === undefined || !argument || !isTyped(argument) || given[name] !== undefined) return whole
      const value = quoted ?? bare ?? ''
      given[name] = (argument.kind === 'choice' ? names.choice(argument, value) : undefined) ?? value
      return before
    },
  )
  left = left.trim()
  for (const [name, argument] of Object.entries(takes)) {
    if (given[name] !== undefined || left === '' || !isTyped(argument)) continue
    if (argument.kind === 'text' && argument.rest) {
      given[name] = argument.lines === 'one' ? oneLine(left) : left
      left = ''
      continue
    }
    const [word = ''] = left.split(/\s+/, 1)
    const chosen = argument.kind === 'choice' ? names.choice(argument, word) : undefined
    if (chosen === undefined && !accepts(argument, word) && !isAlone(argument, takes)) continue
    given[name] = chosen ?? word
    left = left.slice(word.length).trimStart()
  }
  return { given, left }
}

/** Where nothing else can be meant, a word of the organisation's lists needs no name. */
const isAlone = ({ kind }: Argument, takes: Takes): boolean =>
  kind === 'listed' && Object.values(takes).filter(isTyped).length === 1

/** Whether a word can stand for an argument by its position, if it is no choice. What needs the organisation's lists must be named. */
function accepts(argument: Argument, word: string): boolean {
  switch (argument.kind) {
    case 'record':
      return /^#?[a-z]{2,5}-?\d{1,9}$/i.test(word) || /^#?\d{1,9}$/.test(word)
    case 'person':
      return word.startsWith('@')
    case 'text':
      return true
    case 'choice':
    case 'listed':
    case 'moment':
    case 'files':
    case 'carried':
      return false
  }
}
