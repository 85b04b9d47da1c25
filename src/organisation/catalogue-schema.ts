import { z } from 'zod'
import { taskRun } from './automation-schema.js'
import { budget } from './budget-schema.js'
import { label, named, oneOrMany, sentence, words } from './fields.js'
import { time } from './repeats.js'
import { targetOf } from './target.js'

/** The shape of the service catalogue in `desk.yaml`. What it names, and what does not fit together, is judged by `catalogue-problems.ts`. */

/** What an answer is. */
export const fieldKinds = ['text', 'paragraph', 'number', 'choice', 'moment', 'person'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** So many questions a form can ask. */
const mostFields = 20

/** Who approves that is no board: the requester's line manager, the service's owner, whoever holds the budget. */
export const approverWords = ['manager', 'owner', 'budget'] as const

const money = z
  .number()
  .min(0)
  .max(9_999_999)
  .refine((typed) => Math.abs(typed * 100 - Math.round(typed * 100)) < 1e-6, words('catalogue.bad_amount'))
const currency = z.string().refine(isCurrency, words('catalogue.bad_currency'))
const span = z.string().refine((typed) => targetOf(typed) !== undefined, words('bad_target'))
const answer = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const field = z.strictObject({
  label: named(label),
  /** What is meant, beneath the field. */
  help: named(z.string().trim().min(1).max(150)).optional(),
  kind: z.enum(fieldKinds).default('text'),
  options: z
    .record(z.string(), named(label))
    .refine((all) => Object.keys(all).length > 0, words('empty_value'))
    .optional(),
  required: z.boolean().default(true),
  /** The whole of a text has to fit it. */
  pattern: z
    .string()
    .min(1)
    .max(200)
    .refine((typed) => isPattern(typed), words('catalogue.bad_pattern'))
    .optional(),
  /** Of a number what it is, of a text how many characters it has. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Asked for only when an earlier field was answered with one of these. */
  when: z.strictObject({ field: z.string(), is: oneOrMany(answer) }).optional(),
  /** What stands there already: `last` for what the person answered the last time, or an answer. */
  usual: answer.optional(),
})
export type FieldFile = z.output<typeof field>

/** In which lengths a booking is counted. */
export const bookingUnits = ['minute', 'hour', 'night', 'day'] as const

const booked = z
  .strictObject({
    /** A field of kind moment. */
    from: z.string(),
    /** A field of kind moment … */
    to: z.string().optional(),
    /** … or one of kind number, in these units. */
    for: z.string().optional(),
    unit: z.enum(bookingUnits).optional(),
  })
  .refine(({ to, for: many, unit }) => (to === undefined) === (many !== undefined && unit !== undefined), {
    params: { words: 'catalogue.bad_booked' },
  })

const task = z.strictObject({
  what: named(z.string().trim().min(1).max(300)),
  team: z.string(),
  /** Tasks that have to be done before. */
  after: oneOrMany(z.string()).optional(),
  /** How it is done by itself; by its team when absent. */
  run: taskRun.optional(),
})

const item = z.strictObject({
  name: named(label),
  description: named(sentence).optional(),
  category: z.string(),
  service: z.string().optional(),
  /** A PNG beside the desk file, or in a folder beside it. */
  picture: z
    .string()
    .refine((typed) => isPictureName(typed), words('catalogue.bad_picture'))
    .optional(),
  /** The agreement that an order of it is under. */
  agreement: z.string().optional(),
  /** What one has in the end. */
  deliverable: named(sentence).optional(),
  /** Further words it is found by. */
  keywords: named(sentence).optional(),
  /** A person, or `team:ID`. */
  contact: z.string().optional(),
  price: z
    .strictObject({
      amount: money,
      currency,
      per: named(z.string().trim().min(1).max(30)).optional(),
      /** A field of kind number: for so many of them it is paid. */
      times: z.string().optional(),
    })
    .optional(),
  /** People, `team:ID` and roles who may see and order it; everybody when absent. */
  for: oneOrMany(z.string()).optional(),
  /** How long it takes, in its calendar. */
  lead: span.optional(),
  calendar: z.string().optional(),
  /** By the clock of its calendar: what is ordered later counts as ordered for the next day. */
  deadline: time.optional(),
  /** So many are there at the same time; no limit when absent. */
  stock: z.number().int().min(1).max(1_000_000).optional(),
  /** For when one of them is taken, by its fields; until it is given back when absent. */
  booked: booked.optional(),
  fields: z
    .record(z.string(), field)
    .refine((all) => Object.keys(all).length <= mostFields, words('catalogue.many_fields'))
    .default({}),
  approvals: z.array(z.strictObject({ by: z.string(), over: money.optional() })).default([]),
  tasks: z.record(z.string(), task).default({}),
  /** Who fulfils it where there are no tasks; its service's team when absent. */
  team: z.string().optional(),
})
export type ItemFile = z.output<typeof item>

const preapproval = z.strictObject({
  items: oneOrMany(z.string()).optional(),
  categories: oneOrMany(z.string()).optional(),
  /** At most so much altogether. */
  under: money.optional(),
  /** People, `team:ID` and roles whose orders these are. */
  for: oneOrMany(z.string()).optional(),
  because: named(sentence),
})

export const catalogue = z.strictObject({
  /** In the order in which they are shown. */
  categories: z.record(z.string(), named(label)).default({}),
  items: z.record(z.string(), item).default({}),
  /** What nobody has to be asked about again, and why. */
  preapproved: z.array(preapproval).default([]),
  /** Cost centres: who pays what is ordered. */
  budgets: z.record(z.string(), budget(currency)).default({}),
})
export type CatalogueFile = z.output<typeof catalogue>

/** A file's name, with at most one folder before it: nothing that could lead elsewhere. */
export function isPictureName(typed: string): boolean {
  return typed.length <= 100 && /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\.png$/.test(typed)
}

/** A currency by its three letters (ISO 4217), as far as this machine knows them. */
export function isCurrency(typed: string): boolean {
  return currencies.has(typed)
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/**
 * A regular expression whose cost does not explode with what people type into a field: a group that repeats holds
 * neither repetitions nor alternatives, and nothing refers back.
 */
export function isPattern(typed: string): boolean {
  try {
    new RegExp(`^(?:${typed})$`, 'u')
  } catch {
    return false
  }
  const bare = typed.replace(/\\[^1-9k]/gu, 'x').replace(/\[[^\]]*\]/gu, 'x')
  if (/\\[1-9k]/.test(bare)) return false
  return groupsOf(bare).every(({ inside, after }) => !/^(?:[*+]|\{\d+,)/.test(after) || !/[*+|?{]/.test(inside))
}

/** Every group with what stands in it and what follows it. */
function groupsOf(pattern: string): readonly { readonly inside: string; readonly after: string }[] {
  const opened: number[] = []
  const groups: { inside: string; after: string }[] = []
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '(') opened.push(at)
    if (pattern[at] !== ')') continue
    const from = opened.pop()
    if (from === undefined) continue
    groups.push({ inside: pattern.slice(from + 1, at).replace(/^\?[:=!<]+/, ''), after: pattern.slice(at + 1) })
  }
  return groups
}
