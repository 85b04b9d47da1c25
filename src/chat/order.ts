import { oneLine, shorten, tidy } from '../kernel/text.js'
import { accountWord } from './address.js'
import { type AnyCommand, type Registry, type Takes, wordsOf } from './command.js'
import { missingFrom } from './form-of.js'
import type { FileRef, Inbound, QuotedMessage } from './inbound.js'
import { languages } from './language.js'
import { namesOf } from './names.js'
import { parseArguments, parseWords, type Spread } from './parse.js'

/** Words said to the desk that are a command, as far as its arguments were said along. */
export interface Order {
  readonly kind: 'run'
  readonly command: AnyCommand
  readonly given: Readonly<Record<string, string>>
}

/** The desk was called and nothing was said: it tells what it can do. A picture alone is a report that lacks its words. */
export function wordless(
  registry: Registry,
  seal: Sealing,
  { words, message }: Extract<Inbound, { kind: 'said' }>,
): Order | undefined {
  if (/[\p{L}\p{N}]/u.test(words ?? message.text)) return undefined
  const report = registry.commands.find((command) => command.shortcut?.on.includes('message'))
  if (message.files.length > 0 && report) return { kind: 'run', command: report, given: quoted(message, report, seal) }
  const help = registry.find('desk help')
  return help && { kind: 'run', command: help, given: {} }
}

/**
 * What is said to the desk as an order: `resolve fixed by restart` in a record's thread acts on that record, since slash
 * commands cannot be typed there; elsewhere only a whole command, a verb with a record's number behind it or one bare
 * word such as `help` is an order, so that a report that happens to begin with a verb stays a report.
 */
export function order(registry: Registry, text: string, at?: { number: string; head: string }): Order | undefined {
  const words = tidy(text).replace(/^\//, '')
  const parsed = parseWords(words, registry)
  const named = parsed.kind === 'command' ? undefined : calledSo(registry, words)
  const command = parsed.kind === 'command' ? parsed.command : (named ?? meant(registry, words, at))
  if (!command || command.hidden) return undefined
  const spread = (): Spread => parseArguments(...behind(command, words, at), namesOf(registry))
  const { given, left } = parsed.kind === 'command' ? parsed : named ? { given: {}, left: '' } : spread()
  // In a thread “close to the window” is an answer, and “close it, please” an order.
  if (left !== '' && !/^((it|this|that|please|now|den|det|nu|tak|venligst)?[\s,.!]*)+$/iu.test(left)) return undefined
  const [first, argument] = Object.entries(command.takes as Takes)[0] ?? []
  const here = at && first && argument?.kind === 'record' && !given[first] ? { [first]: at.number } : {}
  if (parsed.kind !== 'command' && !named && isSaying(registry, command, words, { ...given, ...here })) return undefined
  return { kind: 'run', command, given: { ...given, ...here } }
}

/**
 * Whether words that begin with a verb are rather a sentence. In Danish a verb's form for orders is a common word besides:
 * “løs forbindelse i stikket” tells of a loose wire, and “vent lige lidt” is said to people. By such a name an order says
 * all that is needed, or nothing behind the verb. And whoever calls for help with anything but a command is heard.
 */
function isSaying(registry: Registry, command: AnyCommand, words: string, given: Order['given']): boolean {
  const [verb = '', ...behind] = words.toLowerCase().split(/\s+/)
  if (behind.length === 0) return false
  if (command.name === 'desk help') return !isName(registry, behind)
  return !command.name.endsWith(` ${verb}`) && missingFrom(command, given).length > 0
}

function isName(registry: Registry, [first = '', ...more]: readonly string[]): boolean {
  const names = namesOf(registry)
  const word = first.replace(/^\//, '')
  const isHead = registry.heads.includes(names.head(word))
  return isHead ? more.length < 2 : more.length === 0 && registry.heads.some((head) => names.command(head, word))
}

/** A command by the title of its form, in any language: “Hjælp”, “It works”. */
function calledSo(registry: Registry, words: string): AnyCommand | undefined {
  const said = bareTitle(words)
  const titles = (command: AnyCommand): readonly string[] =>
    languages.map((language) => bareTitle(registry.voice(language).say(`${wordsOf(command)}.form`)))
  return registry.commands.find((command) => !command.hidden && titles(command).includes(said))
}

const bareTitle = (words: string): string => words.replace(/[\s.!?]+$/, '').toLowerCase()

/** A command by its verb alone: the record's own in its thread, else one that takes the number behind it, or a bare word. */
function meant(registry: Registry, words: string, at?: { readonly head: string }): AnyCommand | undefined {
  const names = namesOf(registry)
  const [verb = '', next, ...more] = words.toLowerCase().split(/\s+/)
  if (at) return names.command(at.head, verb) ?? names.command('desk', verb)
  const same = registry.heads.flatMap((head) => names.command(head, verb) ?? []).filter((command) => !command.hidden)
  const [, prefix] = /^#?([a-z]{2,5})-\d{1,9}$/.exec(next ?? '') ?? []
  if (prefix) return same.find((command) => takesRecord(command, prefix))
  if (next !== undefined || more.length > 0) return undefined
  const first = registry.commands.find((command) => command.name.startsWith(`${names.head(verb)} `))
  return names.command('desk', verb) ?? same[0] ?? first
}

function takesRecord(command: AnyCommand, prefix: string): boolean {
  const [argument] = Object.values(command.takes as Takes)
  return argument?.kind === 'record' && (argument.prefix ?? prefix).toLowerCase() === prefix
}

/** What stands behind a verb said in a record's thread: its number may be left out, but another one may be named. */
function behind(command: AnyCommand, words: string, at?: object): [Takes, string] {
  const typed = words.replace(/^\S+\s*/, '')
  const [first, ...others] = Object.entries(command.takes as Takes)
  const names = /^#?[a-z]{2,5}-\d{1,9}(\s|$)/i.test(typed)
  return [at && first?.[1].kind === 'record' && !names ? Object.fromEntries(others) : command.takes, typed]
}

/**
 * Makes one word of a message's files, as many as there is room for: it goes through the form of a report and back.
 * Those that were handed in hang on no message.
 */
export type Sealing = (message: Pick<QuotedMessage, 'address' | 'files'>) => {
  readonly word: string
  readonly left: readonly FileRef[]
}

/**
 * A message as the beginning of a report: its first line, all of it as far as the command takes it, where it stands and
 * what hangs on it. Files that cannot be carried are named in its details.
 */
export function quoted(message: QuotedMessage, command: AnyCommand, seal: Sealing): Readonly<Record<string, string>> {
  const { details: argument, files: carries } = command.takes as Takes
  const limit = argument?.kind === 'text' ? argument.limit : 3000
  const text = tidy(message.text)
  const files = carries && message.files.length > 0 ? seal(message) : { word: '', left: message.files }
  const names = files.left.map((file) => `📎 ${file.name}`)
  const first = oneLine(text.split('\n')[0] ?? '')
  const details = [...(first === text && first.length <= 150 ? [] : [text]), ...names].join('\n')
  return {
    ...(first === '' ? {} : { what: shorten(first, 150) }),
    ...(details === '' ? {} : { details: shorten(details, limit) }),
    ...(message.link ? { link: message.link } : {}),
    ...(message.author ? { author: accountWord(message.author) } : {}),
    ...(files.word === '' ? {} : { files: files.word }),
  }
}
