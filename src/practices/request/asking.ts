import { z } from 'zod'
import {
  type Answers,
  answersTo,
  deliveryOf,
  fieldsAsked,
  folded,
  itemNamed,
  leadText,
  priceText,
} from '../../catalogue/index.js'
import type { Line as Words } from '../../chat/card.js'
import { type Call, carried } from '../../chat/command.js'
import type { Field, Form } from '../../chat/form.js'
import type { Reply } from '../../chat/reply.js'
import { catalogueDesk, type Desk, worksHere } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import type { CatalogueField, CatalogueItem } from '../../organisation/index.js'
import { lastAnswers, usualAnswers, type Wanted } from './ordering.js'

/** What an item asks of whoever orders it: a form of its own fields, in as many steps as their conditions need. */

/** So many fields an item may have: each has an argument of the command behind it. */
export const mostFields = 20

/** The arguments that carry what was filled in: the name of each field's, by its place in the item. */
export const fieldNames: readonly string[] = Array.from({ length: mostFields }, (_, nth) => `f${nth + 1}`)

/** The arguments of a command that orders, behind what its form asks. */
export const answerFields: Readonly<Record<string, ReturnType<typeof carried>>> = Object.fromEntries(
  fieldNames.map((name) => [name, carried()]),
)

/** What a command that orders is given. */
export interface Asked {
  readonly item?: string
  readonly count?: string
  readonly whom?: string
  readonly wanted?: string
  readonly note?: string
  /** A cost centre, by its id or name. */
  readonly budget?: string
  /** Typed: `plate: ZH 12 34; nights: 2`. */
  readonly with?: string
  /** The number of a record that goes on as this order. */
  readonly from?: string
  /** What was answered in an earlier step, as JSON. */
  readonly answers?: string
  readonly [field: `f${number}`]: string | undefined
}

/** The item that is meant, and what was answered so far. */
export function wantedIn(
  { desk }: Call<Desk>,
  asked: Asked,
): { readonly item: CatalogueItem; readonly wanted: Wanted } {
  const item = itemNamed(desk.organisation, asked.item ?? '', desk.caller)
  const carried = carriedAnswers(asked.answers)
  const filled = Object.fromEntries(
    item.fields.flatMap(({ id }, nth) => {
      const value = (asked as Readonly<Record<string, string | undefined>>)[fieldNames[nth] ?? '']
      return value === undefined ? [] : [[id, value]]
    }),
  )
  const answers = { ...carried, ...typedAnswers(item, asked.with), ...filled }
  return { item, wanted: { item: item.id, count: asked.count, answers } }
}

const carriedSchema = z.record(z.string(), z.string())

/** What an earlier step of the form carried along; whatever else stands there was put together by nobody's form. */
function carriedAnswers(typed: string | undefined): Answers {
  if (typed === undefined) return {}
  try {
    return carriedSchema.parse(JSON.parse(typed))
  } catch {
    throw new Refusal('request.strange_answers')
  }
}

/** `plate: ZH 12 34; nights: 2`, by the ids or the names of the fields. */
function typedAnswers({ fields }: CatalogueItem, typed: string | undefined): Answers {
  const found: Record<string, string> = {}
  for (const part of (typed ?? '').split(/[;\n]/)) {
    const [, name, value] = /^\s*([^:=]+?)\s*[:=]\s*(.*?)\s*$/.exec(part) ?? []
    if (name === undefined || value === undefined) continue
    const field = fields.find(({ id, label }) => [id, label.en, label.da].some((word) => folded(word) === folded(name)))
    found[field?.id ?? name] = value
  }
  return found
}

/** The same refusal at the field of the form in which it was filled in. */
export function atField(error: unknown, item: CatalogueItem): unknown {
  if (!(error instanceof Refusal) || error.field === undefined) return error
  const nth = item.fields.findIndex(({ id }) => id === error.field)
  return nth < 0 ? error : new Refusal(error.code, error.params, fieldNames[nth])
}

/** What has still to be asked, or what there is to order where nothing was named; undefined when all is known. */
export async function askFor(
  call: Call<Desk>,
  command: string,
  asked: Asked,
  known: Answers = {},
): Promise<Reply | undefined> {
  const { desk, voice, inbound } = call
  if (asked.item === undefined)
    return { kind: 'whisper', card: catalogueDesk(desk).browse(undefined, undefined, voice) }
  const { item, wanted } = wantedIn(call, asked)
  const isSubmit = inbound.kind === 'submit'
  demandRules(item, wanted.answers, call)
  const isFirst = !isSubmit && asked.with === undefined && asked.answers === undefined
  const asksMore = item.fields.length > 0 || inbound.kind === 'press'
  const isShown = isFirst && asksMore && inbound.canOpenForm
  const given = isShown || isSubmit ? wanted.answers : await completed(call, item, wanted.answers)
  const missing = fieldsAsked(item, given).filter(({ id, required }) => required && given[id] === undefined)
  if (missing.length === 0 && !isShown) return undefined
  if (!isSubmit && !inbound.canOpenForm) {
    throw new Refusal('request.needs_answers', {
      item: item.name[voice.language],
      known: missing.map(({ label }) => label[voice.language]).join(', '),
      example: `${item.id} with:"${missing.map(({ id }) => `${id}: …`).join('; ')}"`,
    })
  }
  const last = isFirst ? await lastAnswers(desk.handed.reader, desk.caller.person.id, item.id) : {}
  const usual = { ...usualAnswers(item, last, desk.caller.person.id), ...known, ...wanted.answers }
  return { kind: 'form', form: formFor(call, command, { item, asked, usual, answered: wanted.answers, isFirst }) }
}

/** Whoever types an order need not say what is usual: what they answered the last time, or what the item says. */
export async function completed({ desk }: Call<Desk>, item: CatalogueItem, answers: Answers): Promise<Answers> {
  if (fieldsAsked(item, answers).every(({ id, required }) => !required || answers[id] !== undefined)) return answers
  const person = desk.caller.person.id
  const usual = usualAnswers(item, await lastAnswers(desk.handed.reader, person, item.id), person)
  const all = { ...usual, ...answers }
  return Object.fromEntries(fieldsAsked(item, all).flatMap(({ id }) => (all[id] === undefined ? [] : [[id, all[id]]])))
}

/** What was answered so far keeps the rules of its fields before more is asked. */
function demandRules(item: CatalogueItem, answers: Answers, { voice }: Call<Desk>): void {
  const answered = item.fields.filter(
    ({ id, kind }) => answers[id] !== undefined && kind !== 'moment' && kind !== 'person',
  )
  const bare = answered.map(({ when: _, ...field }) => field)
  const given = Object.fromEntries(bare.map(({ id }) => [id, answers[id] ?? '']))
  try {
    answersTo({ ...item, fields: bare }, given, voice.language)
  } catch (error) {
    throw atField(error, item)
  }
}

interface Asking {
  readonly item: CatalogueItem
  readonly asked: Asked
  readonly usual: Answers
  readonly answered: Answers
  readonly isFirst: boolean
}

function formFor(call: Call<Desk>, command: string, { item, asked, usual, answered, isFirst }: Asking): Form {
  const { voice } = call
  const words = `commands.${command.replaceAll(' ', '_')}`
  const shown = fieldsAsked(item, usual).filter(({ id }) => isFirst || answered[id] === undefined)
  const fields = shown.map((field) => formField(field, item.fields.indexOf(field), usual[field.id], call))
  const more = isFirst ? besides(call, command, item, asked) : []
  const { item: _, with: __, ...rest } = asked
  const carried = Object.entries(rest).filter(([name, value]) => value !== undefined && !/^f\d+$/.test(name))
  const known = Object.fromEntries([
    ...carried.filter(([name]) => !more.some((field) => field.name === name)),
    ['item', item.id],
    ...(Object.keys(answered).length > 0 ? [['answers', JSON.stringify(answered)]] : []),
  ])
  return {
    command,
    known,
    title: voice.say(`${words}.form`, { record: known.record ?? '' }),
    submit: voice.say(`${words}.submit`),
    cancel: voice.say('desk.cancel'),
    intro: introOf(item, call),
    fields: [...fields, ...more],
  }
}

function introOf(item: CatalogueItem, { desk, voice }: Call<Desk>): readonly Words[] {
  const { language } = voice
  const by = deliveryOf(item, desk.organisation, desk.now)?.by
  const price = item.price ? [` · ${priceText(item.price, voice)}`] : []
  const lead = item.lead ? [` · ${leadText(item.lead, voice)}`] : []
  const first: Words = [{ kind: 'strong', text: item.name[language] }, ...price, ...lead]
  if (!by) return [first]
  return [first, voice.line('request.there_by', { at: { kind: 'time', at: by.toISOString(), style: 'moment' } })]
}

function formField(field: CatalogueField, nth: number, value: string | undefined, { voice }: Call<Desk>): Field {
  const { language } = voice
  const { kind, label, help, required, max, options } = field
  const base = {
    name: fieldNames[nth] ?? '',
    label: label[language],
    ...(help ? { hint: help[language] } : {}),
    ...(required ? {} : { optional: true }),
    ...(value === undefined ? {} : { value }),
  }
  switch (kind) {
    case 'text':
      return { ...base, kind: 'text', lines: 'one', limit: Math.min(max ?? 150, 150) }
    case 'paragraph':
      return { ...base, kind: 'text', lines: 'many', limit: Math.min(max ?? 1_000, 1_000) }
    case 'number':
      return { ...base, kind: 'text', lines: 'one', limit: 12 }
    case 'moment':
    case 'person':
      return { ...base, kind }
    case 'choice': {
      // What they chose the last time comes first.
      const all = [...options].map(([id, name]) => ({ value: id, label: name[language] }))
      const sorted =
        value === undefined
          ? all
          : [...all.filter((one) => one.value === value), ...all.filter((one) => one.value !== value)]
      return { ...base, kind: 'choice', options: sorted }
    }
  }
}

/** What is asked besides the item's own fields: how many, by when, for whom, and a word with it. */
function besides({ desk, voice }: Call<Desk>, command: string, item: CatalogueItem, asked: Asked): readonly Field[] {
  const words = `commands.${command.replaceAll(' ', '_')}.takes`
  const base = (name: string) => ({ name, label: voice.say(`${words}.${name}`), optional: true })
  const filled = (name: 'count' | 'whom' | 'wanted' | 'note') => {
    const value = asked[name]
    return value === undefined ? {} : { value }
  }
  // What is paid by the night or the piece says with that how much of it is wanted, unless there are several to be had.
  const isPaidEach = item.price !== undefined && item.price.amount > 0 && item.price.times === undefined
  const isCounted = item.stock === undefined ? isPaidEach : item.stock > 1
  const isTimed = item.lead !== undefined && voice.has(`${words}.wanted`)
  const isForOthers = worksHere(desk.caller) && voice.has(`${words}.whom`)
  return [
    ...(isCounted ? [{ ...base('count'), ...filled('count'), kind: 'text', lines: 'one', limit: 5 } as const] : []),
    ...(isTimed ? [{ ...base('wanted'), ...filled('wanted'), kind: 'moment' } as const] : []),
    ...(isForOthers ? [{ ...base('whom'), ...filled('whom'), kind: 'person' } as const] : []),
    ...(voice.has(`${words}.note`)
      ? [{ ...base('note'), ...filled('note'), kind: 'text', lines: 'many', limit: 1_000 } as const]
      : []),
  ]
}
