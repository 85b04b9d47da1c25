import type { Place } from '../../src/chat/address.js'
import type { Choice } from '../../src/chat/card.js'
import { type AnyCommand, type Argument, type Takes, usage, wordsOf } from '../../src/chat/command.js'
import type { Voice } from '../../src/chat/language.js'
import { doesOf, valuesOf } from './complete-values.js'
import { type Room, voiceOf } from './room.js'
import type { Session } from './sessions.js'

/** What may come next on the command line. Each choice's value is the whole line as it would stand then. */
export interface Completion {
  readonly choices: readonly Choice[]
  /** How the command that stands there is used. */
  readonly usage?: string
}

const most = 12

/** Completes a line that begins with a slash: first the command, then its arguments, from the commands' own definitions. */
export async function complete(room: Room, session: Session, place: Place, typed: string): Promise<Completion> {
  if (!typed.startsWith('/')) return { choices: [] }
  const voice = voiceOf(room, session)
  const command = commandIn(room, typed)
  if (!command) return { choices: commandsLike(room, typed, voice) }
  return completeArguments({ room, session, place, command, voice, typed })
}

function commandIn(room: Room, typed: string): AnyCommand | undefined {
  const named = room.house.registry.commands.filter((command) => typed.toLowerCase().startsWith(`/${command.name} `))
  return named.sort((a, b) => b.name.length - a.name.length)[0]
}

function commandsLike(room: Room, typed: string, voice: Voice): readonly Choice[] {
  const begun = typed.toLowerCase().replace(/\s+/g, ' ')
  const sought = begun.slice(1).trim()
  const commands = room.house.registry.commands.filter((command) => !command.hidden)
  const beginning = commands.filter((command) => `/${command.name}`.startsWith(begun))
  const holding = commands.filter(
    (command) => sought !== '' && command.name.includes(sought) && !beginning.includes(command),
  )
  return [...beginning, ...holding].map((command) => ({
    value: `/${command.name} `,
    label: `/${command.name}`,
    detail: doesOf(command, voice),
  }))
}

interface Line {
  readonly room: Room
  readonly session: Session
  readonly place: Place
  readonly command: AnyCommand
  readonly voice: Voice
  readonly typed: string
}

async function completeArguments(line: Line): Promise<Completion> {
  const { command, voice, typed } = line
  const takes = Object.entries(command.takes as Takes).filter(([, argument]) => argument.kind !== 'carried')
  const words = tokens(typed.slice(command.name.length + 1))
  const last = words.at(-1) ?? ''
  const stem = typed.slice(0, typed.length - last.length)
  const named = takes.find(([name]) => last.startsWith(`${name}:`))
  const settled = words.slice(0, -1).filter((word) => !takes.some(([name]) => word.startsWith(`${name}:`))).length
  const positional = takes.filter(([, argument]) => !argument.optional)[settled]
  const [name, argument] = named ?? positional ?? []
  const how = usage(command, voice)

  const part = named ? last.slice((name?.length ?? 0) + 1) : last
  const lead = named ? `${stem}${name}:` : stem
  const values = name && argument ? await valuesOf({ ...line, name, argument, part }) : []
  const begun = values.filter((choice) => fits(choice, part)).slice(0, most)
  const choices = begun.map((choice) => ({ ...choice, value: `${lead}${quotedWord(choice.value)} ` }))
  if (named || positional) return { choices, usage: how }
  return { choices: optionsLike({ takes, command, voice, words, last, stem }), usage: how }
}

interface Options {
  readonly takes: readonly (readonly [string, Argument & { optional?: true }])[]
  readonly command: AnyCommand
  readonly voice: Voice
  readonly words: readonly string[]
  readonly last: string
  readonly stem: string
}

/** The optional arguments that do not stand on the line yet, as `name:`. */
function optionsLike({ takes, command, voice, words, last, stem }: Options): readonly Choice[] {
  const left = takes.filter(([name, { optional }]) => optional && !words.some((word) => word.startsWith(`${name}:`)))
  const begun = left.filter(([name]) => name.startsWith(last.toLowerCase()))
  return begun.map(([name]) => ({
    value: `${stem}${name}:`,
    label: `${name}:`,
    detail: voice.say(`${wordsOf(command)}.takes.${name}`),
  }))
}

/** By what it is as well as by what it is called. */
function fits(choice: Choice, part: string): boolean {
  const sought = part.replace(/^["@]/, '').toLowerCase()
  return [choice.value, choice.label, choice.detail ?? ''].some((words) => words.toLowerCase().includes(sought))
}

/** Words of a line, quotes kept together; the last one is what is being typed, empty after a space. */
const tokens = (line: string): readonly string[] =>
  line.replace(/^\s+/, '').match(/(?:[^\s"]|"[^"]*"?)+|(?<=\s)$/g) ?? ['']

const quotedWord = (value: string): string => (/\s/.test(value) ? `"${value.replaceAll('"', '')}"` : value)
