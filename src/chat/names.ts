import type { AnyCommand, Argument, Registry, Takes } from './command.js'
import { languages, type Voice } from './language.js'
import { argumentIn, headIn, verbIn } from './naming.js'

type Choice = Extract<Argument, { kind: 'choice' }>

/** Finds commands and arguments by whatever they are called. */
export interface Names {
  /** The command's own head behind a word; the word itself when it is none. */
  head(word: string): string
  /** The command behind a head and a verb, each in any language. */
  command(head: string, verb: string): AnyCommand | undefined
  /** The argument that a word names. */
  argument(word: string, takes: Takes): string | undefined
  /** The value that is meant, by itself or by its label. */
  choice(argument: Choice, typed: string): string | undefined
  /** Everything that an argument may be called. */
  spellings(argument: string): readonly string[]
}

/** How a name is compared: not every keyboard has æ, ø and å, and the accent of “annullér” is left out as often as not. */
export const folded = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('é', 'e')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')

const remembered = new WeakMap<Registry, Names>()

/** The names of a register's commands in all languages, put together once. */
export function namesOf(registry: Registry): Names {
  const there = remembered.get(registry)
  if (there) return there
  const names = gather(registry)
  remembered.set(registry, names)
  return names
}

function gather({ commands, heads, voice }: Registry): Names {
  const headOf = new Map<string, string>()
  const commandOf = new Map<string, AnyCommand>()
  const argumentOf = new Map<string, Set<string>>()
  const spelt = new Map<string, Set<string>>()
  const voices = languages.map(voice)
  for (const spoken of voices) for (const head of heads) headOf.set(folded(headIn(head, spoken)), head)
  for (const command of commands) {
    const [head = '', own = ''] = command.name.split(' ')
    for (const verb of [own, ...voices.map((spoken) => verbIn(command.name, spoken))])
      commandOf.set(`${head} ${folded(verb)}`, command)
    for (const argument of Object.keys(command.takes as Takes)) {
      const all = [argument, ...voices.map((spoken) => argumentIn(argument, spoken))]
      spelt.set(argument, new Set(all))
      for (const word of all.map(folded)) argumentOf.set(word, (argumentOf.get(word) ?? new Set()).add(argument))
    }
  }
  for (const head of heads) headOf.set(folded(head), head)
  const head = (word: string): string => headOf.get(folded(word)) ?? word.toLowerCase()
  return {
    head,
    command: (word, verb) => commandOf.get(`${head(word)} ${folded(verb)}`),
    argument: (word, takes) =>
      [word, ...(argumentOf.get(folded(word)) ?? [])].find((argument) => Object.hasOwn(takes, argument)),
    choice: (argument, typed) => choiceIn(argument, typed, voices),
    spellings: (argument) => [...(spelt.get(argument) ?? [argument])],
  }
}

function choiceIn({ name, values }: Choice, typed: string, voices: readonly Voice[]): string | undefined {
  const wanted = folded(typed.trim())
  const goesBy = (value: string, spoken: Voice): boolean => {
    const key = `choices.${name}.${value}`
    return spoken.has(key) && folded(spoken.say(key)) === wanted
  }
  return (
    values.find((value) => value === wanted) ?? values.find((value) => voices.some((spoken) => goesBy(value, spoken)))
  )
}
