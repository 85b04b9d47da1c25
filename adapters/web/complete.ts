import type { Place } from '../../src/chat/address.js'
import type { Choice } from '../../src/chat/card.js'
import {
  type AnyCommand,
  type Argument,
  isTyped,
  type Registry,
  type Takes,
  usage,
  wordsOf,
} from '../../src/chat/command.js'
import { languages, type Voice } from '../../src/chat/language.js'
import { namesOf } from '../../src/chat/names.js'
import { argumentIn, nameIn } from '../../src/chat/naming.js'
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
  const begun = begunWith(room.house.registry, typed, voice)
  if (!begun) return { choices: commandsLike(room.house.registry, typed, voice) }
  return completeArguments({ room, session, place, ...begun, voice, typed })
}

/** A command and the name by which it was typed. */
interface Begun {
  readonly command: AnyCommand
  readonly called: string
}

function begunWith(registry: Registry, typed: string, voice: Voice): Begun | undefined {
  const named = registry.commands.flatMap((command) =>
    calls(command, registry, voice).flatMap((called) =>
      typed.toLowerCase().startsWith(`/${called} `) ? [{ command, called }] : [],
    ),
  )
  return named.sort((a, b) => b.called.length - a.called.length)[0]
}

/** What a command is called: in the reader's language first, then as everybody else may know it. */
const calls = (command: AnyCommand, registry: Registry, voice: Voice): readonly string[] => [
  ...new Set([
    nameIn(command.name, voice),
    command.name,
    ...languages.map((language) => nameIn(command.name, registry.voice(language))),
  ]),
]

/** Each command once, by the first of its names that fits: those that begin so, then those that hold what is typed. */
function commandsLike(registry: Registry, typed: string, voice: Voice): readonly Choice[] {
  const begun = typed.toLowerCase().replace(/\s+/g, ' ')
  const sought = begun.slice(1).trim()
  const commands = registry.commands.filter((command) => !command.hidden)
  const fitting = (fits: (called: string) => boolean): readonly Begun[] =>
    commands.flatMap((command) => {
      const called = calls(command, registry, voice).find(fits)
      return called === undefined ? [] : [{ command, called }]
    })
  const beginning = fitting((called) => `/${called}`.startsWith(begun))
  const known = new Set(beginning.map(({ command }) => command))
  const holding = fitting((called) => sought !== '' && called.includes(sought))
  return [...beginning, ...holding.filter(({ command }) => !known.has(command))].map(({ command, called }) => ({
    value: `/${called} `,
    label: `/${called}`,
    detail: doesOf(command, voice),
  }))
}

interface Line {
  readonly room: Room
  readonly session: Session
  readonly place: Place
  readonly command: AnyCommand
  readonly called: string
  readonly voice: Voice
  readonly typed: string
}

async function completeArguments(line: Line): Promise<Completion> {
  const { room, command, called, voice, typed } = line
  const names = namesOf(room.house.registry)
  const takes = Object.entries(command.takes as Takes).filter(([, argument]) => isTyped(argument))
  const words = tokens(typed.slice(called.length + 1))
  const last = words.at(-1) ?? ''
  const stem = typed.slice(0, typed.length - last.length)
  const nameOf = (word: string): string | undefined => {
    const [, name] = /^([\p{Ll}_]+):/u.exec(word) ?? []
    return name === undefined ? undefined : names.argument(name, command.takes)
  }
  const inHand = nameOf(last)
  const named = takes.find(([name]) => name === inHand)
  const settled = words.slice(0, -1).filter((word) => nameOf(word) === undefined).length
  const positional = takes.filter(([, argument]) => !argument.optional)[settled]
  const [name, argument] = named ?? positional ?? []
  const how = usage(command, voice)

  const part = named ? last.slice(last.indexOf(':') + 1) : last
  const lead = named ? typed.slice(0, typed.length - part.length) : stem
  const values = name && argument ? await valuesOf({ ...line, name, argument, part }) : []
  const begun = values.filter((choice) => fits(choice, part)).slice(0, most)
  const choices = begun.map((choice) => ({ ...choice, value: `${lead}${quotedWord(choice.value)} ` }))
  if (named || positional) return { choices, usage: how }
  const given = new Set(words.map(nameOf))
  const left = takes.filter(([name, { optional }]) => optional && !given.has(name))
  return { choices: optionsLike({ left, command, voice, last, stem }), usage: how }
}

interface Options {
  readonly left: readonly (readonly [string, Argument])[]
  readonly command: AnyCommand
  readonly voice: Voice
  readonly last: string
  readonly stem: string
}

/** The optional arguments that do not stand on the line yet, as `name:`; whoever begins one in English goes on so. */
function optionsLike({ left, command, voice, last, stem }: Options): readonly Choice[] {
  return left.flatMap(([name]) => {
    const called = [argumentIn(name, voice), name].find((one) => one.startsWith(last.toLowerCase()))
    if (called === undefined) return []
    return [{ value: `${stem}${called}:`, label: `${called}:`, detail: voice.say(`${wordsOf(command)}.takes.${name}`) }]
  })
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
