import type { Choice } from './card.js'
import { type AnyCommand, type Argument, type Registry, type Takes, wordsOf } from './command.js'
import type { Field, Form } from './form.js'
import { mostFiles } from './handed-in.js'
import type { Voice } from './language.js'

/** The form that asks for a command's arguments, built from its own definition, with what is known filled in. */
export function formOf(
  command: AnyCommand,
  given: Readonly<Record<string, string>>,
  registry: Registry,
  voice: Voice,
  more: Pick<Form, 'intro' | 'seen'> & { readonly fields?: readonly Field[]; readonly submit?: string } = {},
): Form {
  const known: Record<string, string> = {}
  const fields: Field[] = [...(more.fields ?? [])]
  const extra = new Set(fields.map((field) => field.name))
  for (const [name, argument] of Object.entries(command.takes as Takes)) {
    const value = given[name]
    if (extra.has(name)) continue
    const settled = argument.kind === 'carried' || argument.kind === 'record' || argument.kind === 'files'
    if (settled && value !== undefined) known[name] = value
    else if (argument.kind !== 'carried') {
      const field = fieldOf(command, name, argument, value, registry, voice, given)
      if (field) fields.push(field)
    }
  }
  return {
    command: command.name,
    known,
    title: voice.say(`${wordsOf(command)}.form`, known),
    submit: more.submit ?? voice.say(`${wordsOf(command)}.submit`),
    cancel: voice.say('desk.cancel'),
    fields,
    ...(more.intro ? { intro: more.intro } : {}),
    ...(more.seen === undefined ? {} : { seen: more.seen }),
  }
}

function fieldOf(
  command: AnyCommand,
  name: string,
  argument: Argument & { readonly optional?: true },
  value: string | undefined,
  registry: Registry,
  voice: Voice,
  given: Readonly<Record<string, string>>,
): Field | undefined {
  const key = wordsOf(command)
  const base = {
    name,
    label: voice.say(`${key}.takes.${name}`),
    ...(voice.has(`${key}.hints.${name}`) ? { hint: voice.say(`${key}.hints.${name}`) } : {}),
    ...(argument.optional ? { optional: true } : {}),
  }
  const filled = { ...base, ...(value === undefined ? {} : { value }) }
  switch (argument.kind) {
    case 'text':
      return { ...filled, kind: 'text', lines: argument.lines, limit: argument.limit }
    case 'record':
      return { ...filled, kind: 'text', lines: 'one', limit: 20 }
    case 'person':
      return { ...filled, kind: 'person' }
    case 'moment':
      return { ...filled, kind: 'moment' }
    case 'files':
      return { ...base, kind: 'files', most: mostFiles }
    case 'choice': {
      const options = choicesOf(argument, voice)
      return { ...filled, kind: argument.show === 'radio' ? 'radio' : 'choice', options }
    }
    case 'listed': {
      // A list of the organisation that is empty leaves nothing to ask; platforms refuse menus without options.
      const options = registry.list(argument.list, voice, given)
      return options.length === 0 ? undefined : { ...filled, kind: 'choice', options }
    }
    case 'carried':
      return undefined
  }
}

export const choicesOf = (argument: Extract<Argument, { kind: 'choice' }>, voice: Voice): readonly Choice[] =>
  argument.values.map((value) => ({ value, label: voice.say(`choices.${argument.name}.${value}`) }))

/** The required arguments that are not there yet. */
export const missingFrom = (command: AnyCommand, given: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(command.takes as Takes)
    .filter(([name, argument]) => !argument.optional && (given[name] === undefined || given[name] === ''))
    .map(([name]) => name)
