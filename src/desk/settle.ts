import { accountsIn, accountWord, withNames } from '../chat/address.js'
import type { Choice } from '../chat/card.js'
import type { Argument } from '../chat/command.js'
import type { Typed } from '../chat/dispatch.js'
import type { Voice } from '../chat/language.js'
import { nearestWord } from '../chat/near.js'
import { Refusal } from '../kernel/errors.js'
import { length, oneLine, tidy } from '../kernel/text.js'
import type { Caller } from '../people/index.js'
import { numberIn } from '../records/index.js'
import { listOf } from './lists.js'
import { readMoment } from './moment.js'
import type { Parts } from './parts.js'

/** Understands one typed argument, or refuses with its field: what is wrong and what is expected. */
export async function settle(
  parts: Parts,
  { name, argument, value: typed, given }: Typed,
  { caller, voice, now }: { readonly caller: Caller; readonly voice: Voice; readonly now: Date },
): Promise<string> {
  switch (argument.kind) {
    case 'carried':
      return tidy(typed)
    case 'files':
      // Sealed: one character less and it is none of ours.
      return typed
    case 'text':
      return settleText(name, argument, await named(parts, typed))
    case 'record':
      return settleNumber(name, argument.prefix, typed)
    case 'choice':
      return settleChoice(name, argument, typed, voice)
    case 'listed':
      return settleListed(
        name,
        [...listOf(parts, argument.list, voice, given), ...listOf(parts, argument.list, voice)],
        typed,
      )
    case 'moment': {
      const zone = caller.person.zone ?? parts.desks.current().zone
      const moment = readMoment(typed, zone, now)
      if (!moment) throw new Refusal('desk.no_moment', { typed }, name)
      return moment.toISOString()
    }
    case 'person': {
      const person = await parts.directory.resolve(typed, caller)
      if (!person) throw new Refusal('people.unknown_person', { id: typed }, name)
      return person.id
    }
  }
}

/** People who are mentioned in a text stand in it by their names: the ids are for the platform, not for readers. */
async function named({ directory }: Parts, typed: string): Promise<string> {
  const names = new Map<string, string>()
  for (const account of accountsIn(typed)) {
    const word = accountWord(account)
    const name = directory.nameOf(account) ?? (await directory.resolve(`@${word}`))?.name
    names.set(word, name ?? account.user)
  }
  return names.size === 0 ? typed : withNames(typed, (account) => names.get(accountWord(account)))
}

function settleText(name: string, argument: Extract<Argument, { kind: 'text' }>, typed: string): string {
  const clean = argument.lines === 'one' ? oneLine(typed) : tidy(typed)
  if (clean === '') throw new Refusal('desk.empty', {}, name)
  const long = length(clean)
  if (long > argument.limit) throw new Refusal('desk.too_long', { length: long, limit: argument.limit }, name)
  return clean
}

function settleNumber(name: string, prefix: string | undefined, typed: string): string {
  const number = numberIn(typed, prefix)
  if (!number || (prefix && !number.startsWith(`${prefix}-`))) throw new Refusal('record.no_number', { typed }, name)
  return number
}

function settleChoice(
  name: string,
  argument: Extract<Argument, { kind: 'choice' }>,
  typed: string,
  voice: Voice,
): string {
  const wanted = typed.trim().toLowerCase()
  const said = argument.values.find(
    (value) =>
      value === wanted.replaceAll(' ', '_') || voice.say(`choices.${argument.name}.${value}`).toLowerCase() === wanted,
  )
  if (!said) throw new Refusal('desk.no_choice', { typed, choices: argument.values.join(', ') }, name)
  return said
}

function settleListed(name: string, options: readonly Choice[], typed: string): string {
  const wanted = typed.trim().toLowerCase()
  const found = options.find((option) => option.value.toLowerCase() === wanted || option.label.toLowerCase() === wanted)
  if (found) return found.value
  // One that stands under another thing's name, `bathrooms/leak`, may be called by its own when no other is called so.
  const own = new Set(options.map(({ value }) => value).filter((value) => value.toLowerCase().endsWith(`/${wanted}`)))
  if (own.size === 1) return [...own].join()
  const near = nearestWord(
    typed,
    options.map((option) => option.value),
  )
  const code = near ? 'desk.not_listed_near' : 'desk.not_listed'
  throw new Refusal(
    code,
    {
      typed,
      near: near ?? '',
      choices: [...new Set(options.map((option) => option.value))].slice(0, 8).join(', '),
    },
    name,
  )
}
