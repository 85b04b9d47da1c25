import { byCategory, itemsFor, folded as plain, searchCatalogue } from '../catalogue/index.js'
import type { Choice } from '../chat/card.js'
import type { Argument } from '../chat/command.js'
import type { Voice } from '../chat/language.js'
import { baselinesOf, findItems } from '../configuration/index.js'
import { oneLine, shorten } from '../kernel/text.js'
import type { Caller, Person } from '../people/index.js'
import { listRecords, numbered, numberIn, type Rec, search, stateKey } from '../records/index.js'
import type { Parts } from './parts.js'
import { worksHere } from './team.js'

const most = 25

interface Asked {
  readonly typed: string
  readonly caller: Caller
  readonly voice: Voice
}

/** What an argument may be, as far as the caller may know: records that fit what is typed, open ones first, and people. */
export async function suggest(parts: Parts, argument: Argument, asked: Asked): Promise<readonly Choice[]> {
  const typed = oneLine(asked.typed)
  if (argument.kind === 'person') return people(parts, typed)
  if (argument.kind === 'text' && argument.suggests === 'items') return items(parts, asked.caller, typed)
  if (argument.kind === 'text' && argument.suggests === 'baselines') return baselines(parts, asked.caller, typed)
  if (argument.kind === 'text' && argument.suggests === 'catalogue') return offers(parts, { ...asked, typed })
  if (argument.kind === 'text' && argument.suggests === 'categories') return categories(parts, { ...asked, typed })
  if (argument.kind !== 'record') return []
  const found = await records(parts, argument.prefix, { ...asked, typed })
  return [...found.filter(({ open }) => open), ...found.filter(({ open }) => !open)].map((record) => ({
    value: record.number,
    label: record.number,
    detail: `${shorten(record.title, 60)} · ${asked.voice.say(stateKey(record.practice, record.state))}`,
  }))
}

async function records(parts: Parts, prefix: string | undefined, { typed, caller }: Asked): Promise<readonly Rec[]> {
  const { read } = parts.store
  const practices = [...parts.practices.values()].filter((one) => prefix === undefined || one.prefix === prefix)
  if (/^#?([a-z]{2,5}[-\s]?)?\d{1,9}$/i.test(typed)) {
    const numbers = practices.flatMap((practice) => numberIn(typed, practice.prefix) ?? [])
    return numbered(read, caller, [...new Set(numbers)], most)
  }
  const [only] = practices.length === 1 ? practices : []
  const among = only ? { practice: only.name } : {}
  // The beginning of a number says no more than nothing at all: what is nearest to the caller comes first.
  if (/^#?([a-z]{0,5}-?)?$/i.test(typed) && isBeginning(typed, practices)) return nearest(parts, caller, among)
  return search(read, typed, caller, { ...among, limit: most })
}

const isBeginning = (typed: string, practices: readonly { readonly prefix: string }[]): boolean =>
  practices.some(({ prefix }) => `${prefix}-`.startsWith(typed.replace(/^#/, '').toUpperCase()))

/** What the caller holds and has reported, then the most urgent of all that they may see. */
async function nearest(
  { store }: Parts,
  caller: Caller,
  among: { readonly practice?: string },
): Promise<readonly Rec[]> {
  const open = { ...among, open: true, limit: most }
  const lists = await Promise.all([
    listRecords(store.read, caller, { ...open, assignee: caller.person.id }),
    listRecords(store.read, caller, { ...open, requester: caller.person.id }),
    listRecords(store.read, caller, open),
  ])
  return [...new Map(lists.flat().map((record) => [record.id, record])).values()].slice(0, most)
}

/** Items by their keys and names, for the desk's own people. */
async function items({ store, desks }: Parts, caller: Caller, typed: string): Promise<readonly Choice[]> {
  if (!worksHere(caller)) return []
  const register = { reader: store.read, organisation: desks.current() }
  const found = await findItems(register, { words: typed, limit: most })
  return found.map(({ key, name }) => ({ value: key, label: key, detail: shorten(name, 60) }))
}

/** Baselines by their names, the newest first, for the desk's own people. */
async function baselines({ store }: Parts, caller: Caller, typed: string): Promise<readonly Choice[]> {
  if (!worksHere(caller)) return []
  const fits = (await baselinesOf(store.read)).filter(({ name }) => folded(name).includes(folded(typed)))
  return fits.slice(0, most).map(({ name }) => ({ value: name, label: name }))
}

/** What the caller may order, the best first. */
function offers({ desks }: Parts, { typed, caller, voice: { language } }: Asked): readonly Choice[] {
  const found = searchCatalogue(desks.current(), typed, { caller, language }).slice(0, most)
  return found.map(({ id, name, category }) => ({
    value: id,
    label: name[language],
    detail: category.name[language],
  }))
}

/** Categories in which there is something for the caller. */
function categories({ desks }: Parts, { typed, caller, voice: { language } }: Asked): readonly Choice[] {
  const all = [...byCategory(itemsFor(desks.current(), caller)).values()].map(({ category }) => category)
  const fits = all.filter(({ id, name }) => id.startsWith(plain(typed)) || plain(name[language]).includes(plain(typed)))
  return fits.slice(0, most).map(({ id, name }) => ({ value: id, label: name[language] }))
}

/** People of the desk file: names that others give themselves are never looked at. */
function people({ directory }: Parts, typed: string): readonly Choice[] {
  const sought = folded(typed.replace(/^@/, ''))
  const fits = ({ id, name }: Person): boolean => id.startsWith(sought) || folded(name).includes(sought)
  const found = directory.listed().filter(fits).slice(0, most)
  return found.map(({ id, name }) => ({ value: `@${id}`, label: name }))
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase()
