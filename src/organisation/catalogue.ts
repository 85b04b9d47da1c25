import { createHash } from 'node:crypto'
import { type AutomatedRun, automatedRunOf, automatedRunText } from './automation.js'
import { type Seated, seatedOf, seatedWord } from './boards.js'
import type { approverWords, bookingUnits, CatalogueFile, FieldFile, FieldKind, ItemFile } from './catalogue-schema.js'
import type { Named } from './organisation.js'
import { type TimeOfDay, timeOf } from './rotation-schema.js'
import { timeText } from './rotations.js'
import { type Target, targetOf, targetText } from './target.js'

export interface CatalogueCategory {
  readonly id: string
  readonly name: Named
}

/** An amount in hundredths of its currency (ISO 4217), for one of `per`. */
export interface Price {
  readonly amount: number
  readonly currency: string
  readonly per?: Named
  /** The field of kind number that says for how many it is paid. */
  readonly times?: string
}

/** What nobody has to be asked about: approved beforehand, for a reason. */
export interface Preapproval {
  /** Ids; every item when both are absent. */
  readonly items?: readonly string[]
  readonly categories?: readonly string[]
  /** When it costs at most so much, in hundredths. */
  readonly under?: number
  /** Whose orders; everybody's when absent. */
  readonly for?: readonly Seated[]
  readonly because: Named
}

/** What is asked of whoever orders. */
export interface CatalogueField {
  readonly id: string
  readonly label: Named
  readonly help?: Named
  readonly kind: FieldKind
  /** What a choice may be, by id; empty for every other kind. */
  readonly options: ReadonlyMap<string, Named>
  readonly required: boolean
  /** A regular expression without anchors that the whole of a text has to fit. */
  readonly pattern?: string
  /** Of a number what it is, of a text how many characters it has. */
  readonly min?: number
  readonly max?: number
  /** Asked for only when an earlier field was answered with one of these. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
  /** What stands there already: what the person answered the last time, or an answer. */
  readonly usual?: { readonly kind: 'last' } | { readonly kind: 'answer'; readonly answer: string }
}

/** Who has to agree: the line manager, the service's owner, the budget holder, or a board by its id. */
export type Approver =
  | { readonly kind: (typeof approverWords)[number] }
  | { readonly kind: 'board'; readonly id: string }

export interface CatalogueApproval {
  readonly by: Approver
  /** Only when it costs more than this, in hundredths of the price's currency. */
  readonly over?: number
}

/** A piece of the fulfilment. Those that wait for no other are done at the same time. */
export interface CatalogueTask {
  readonly id: string
  readonly what: Named
  readonly team: string
  readonly after: readonly string[]
  /** How it is done by itself; by its team when absent. */
  readonly run?: AutomatedRun
}

/** For when an order takes one of what there is: fields of the item by their ids. */
export type Booked =
  | { readonly kind: 'until'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'lasting'
      readonly from: string
      readonly for: string
      readonly unit: (typeof bookingUnits)[number]
    }

/** Something that can be ordered (ITIL 2011 Service Design 4.2: service catalogue, request catalogue). */
export interface CatalogueItem {
  readonly id: string
  readonly name: Named
  readonly description?: Named
  readonly category: CatalogueCategory
  readonly service?: string
  /** What one has in the end. */
  readonly deliverable?: Named
  /** A picture of it, by its name: see `Organisation.pictures`. */
  readonly picture?: string
  /** The agreement that an order of it is under. */
  readonly agreement?: string
  /** Further words it is found by. */
  readonly keywords?: Named
  /** Whom to ask about it. */
  readonly contact?: { readonly kind: 'person' | 'team'; readonly id: string }
  readonly price?: Price
  /** Who may see and order it; everybody when absent. */
  readonly seenBy?: readonly Seated[]
  /** How long it takes, in opening time or days of its calendar. */
  readonly lead?: Target
  /** Of the file; the organisation's default one when absent. */
  readonly calendar?: string
  /** By the clock of its calendar: what is ordered later counts as ordered for the next day. */
  readonly deadline?: TimeOfDay
  /** So many are there at the same time; no limit when absent. */
  readonly stock?: number
  /** When absent, what is ordered is taken until it is given back. */
  readonly booked?: Booked
  readonly fields: readonly CatalogueField[]
  readonly approvals: readonly CatalogueApproval[]
  readonly tasks: readonly CatalogueTask[]
  /** Who fulfils it where there are no tasks; its service's team when absent. */
  readonly team?: string
  /** What was ordered, in a few letters: the same as long as its name, price, terms, fields, approvals and tasks are. */
  readonly version: string
}

export interface CatalogueHome {
  isPerson(id: string): boolean
}

/** The items in the order of their categories, and within one as the file has them. */
export function catalogueOf(file: CatalogueFile, home: CatalogueHome): ReadonlyMap<string, CatalogueItem> {
  const items = Object.entries(file.items)
  return new Map(
    Object.entries(file.categories).flatMap(([category, name]) =>
      items
        .filter(([, item]) => item.category === category)
        .map(([id, item]) => [id, itemOf(id, item, { category: { id: category, name }, ...home })] as const),
    ),
  )
}

function itemOf(id: string, file: ItemFile, home: CatalogueHome & { readonly category: CatalogueCategory }) {
  const { name, description, service, agreement, deliverable, keywords, picture, price, calendar, stock, team } = file
  const lead = file.lead === undefined ? undefined : targetOf(file.lead)
  const deadline = file.deadline === undefined ? undefined : timeOf(file.deadline)
  const kept = {
    name,
    ...(service === undefined ? {} : { service }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(deliverable ? { deliverable } : {}),
    ...(price ? { price: priceOf(price) } : {}),
    ...(lead ? { lead } : {}),
    ...(calendar === undefined ? {} : { calendar }),
    ...(deadline ? { deadline } : {}),
    ...(stock === undefined ? {} : { stock }),
    ...(file.booked ? { booked: bookedOf(file.booked) } : {}),
    approvals: file.approvals.map(
      ({ by, over }): CatalogueApproval => ({
        by: approverOf(by),
        ...(over === undefined ? {} : { over: hundredths(over) }),
      }),
    ),
    tasks: Object.entries(file.tasks).map(
      ([task, { after = [], run, ...rest }]): CatalogueTask => ({
        id: task,
        ...rest,
        after,
        ...(run ? { run: automatedRunOf(run) } : {}),
      }),
    ),
    ...(team === undefined ? {} : { team }),
  }
  const item: CatalogueItem = {
    id,
    ...kept,
    ...(description ? { description } : {}),
    category: home.category,
    ...(keywords ? { keywords } : {}),
    ...(picture === undefined ? {} : { picture }),
    ...(file.contact === undefined ? {} : { contact: contactOf(file.contact) }),
    ...(file.for ? { seenBy: file.for.map((word) => seatedOf(word, home.isPerson)) } : {}),
    fields: Object.entries(file.fields).map(([field, asked]) => fieldOf(field, asked)),
    version: versionOf([kept, Object.entries(file.fields)]),
  }
  return item
}

const priceOf = ({ amount, currency, per, times }: NonNullable<ItemFile['price']>): Price => ({
  amount: hundredths(amount),
  currency,
  ...(per ? { per } : {}),
  ...(times === undefined ? {} : { times }),
})

const bookedOf = ({ from, to, for: many = '', unit = 'hour' }: NonNullable<ItemFile['booked']>): Booked =>
  to === undefined ? { kind: 'lasting', from, for: many, unit } : { kind: 'until', from, to }

export const preapprovalsOf = ({ preapproved }: CatalogueFile, { isPerson }: CatalogueHome): readonly Preapproval[] =>
  preapproved.map(({ items, categories, under, for: whose, because }) => ({
    ...(items ? { items } : {}),
    ...(categories ? { categories } : {}),
    ...(under === undefined ? {} : { under: hundredths(under) }),
    ...(whose ? { for: whose.map((word) => seatedOf(word, isPerson)) } : {}),
    because,
  }))

const hundredths = (amount: number): number => Math.round(amount * 100)

const contactOf = (word: string) =>
  word.startsWith('team:') ? ({ kind: 'team', id: word.slice(5) } as const) : ({ kind: 'person', id: word } as const)

const approverOf = (word: string): Approver =>
  word === 'manager' || word === 'owner' || word === 'budget' ? { kind: word } : { kind: 'board', id: word }

const versionOf = (kept: unknown): string =>
  createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 12)

function fieldOf(id: string, file: FieldFile): CatalogueField {
  const { label, help, kind, options = {}, required, pattern, min, max, when, usual } = file
  return {
    id,
    label,
    ...(help ? { help } : {}),
    kind,
    options: new Map(Object.entries(options)),
    required,
    ...(pattern === undefined ? {} : { pattern }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(when ? { when } : {}),
    ...(usual === undefined ? {} : { usual: usual === 'last' ? { kind: 'last' } : { kind: 'answer', answer: usual } }),
  }
}

/** What a difference shows of an item, in the words of the file. */
export function catalogueFields(item: CatalogueItem): Readonly<Record<string, string | undefined>> {
  const { price, seenBy, lead, deadline, stock, contact, approvals, tasks, fields } = item
  return {
    category: item.category.id,
    description: item.description && namedText(item.description),
    service: item.service,
    picture: item.picture,
    agreement: item.agreement,
    deliverable: item.deliverable && namedText(item.deliverable),
    keywords: item.keywords && namedText(item.keywords),
    contact: contact && (contact.kind === 'team' ? `team:${contact.id}` : contact.id),
    price: price && priceText(price),
    for: seenBy?.map(seatedWord).join(', '),
    lead: lead && targetText(lead),
    calendar: item.calendar,
    deadline: deadline && timeText(deadline),
    stock: stock?.toString(),
    booked: item.booked && bookedText(item.booked),
    fields: fields.map(fieldText).join(' · ') || undefined,
    approvals: approvals.map(approvalText).join(', ') || undefined,
    tasks: tasks.map(taskText).join(' · ') || undefined,
    team: item.team,
  }
}

/** What a difference shows of what is approved beforehand. */
export const preapprovalText = ({ items, categories, under, for: whose, because }: Preapproval): string =>
  [
    ...(items ? [`items ${items.join(', ')}`] : []),
    ...(categories ? [`categories ${categories.join(', ')}`] : []),
    ...(under === undefined ? [] : [`under ${amountText(under)}`]),
    ...(whose ? [`for ${whose.map(seatedWord).join(', ')}`] : []),
    namedText(because),
  ].join(' · ')

const amountText = (amount: number): string => (amount / 100).toFixed(2)

const priceText = ({ amount, currency, per, times }: Price): string =>
  `${currency} ${amountText(amount)}${per ? ` per ${namedText(per)}` : ''}${times === undefined ? '' : `, times ${times}`}`

const bookedText = (booked: Booked): string =>
  booked.kind === 'until'
    ? `from ${booked.from} to ${booked.to}`
    : `from ${booked.from} for ${booked.for} (${booked.unit})`

const approvalText = ({ by, over }: CatalogueApproval): string =>
  `${by.kind === 'board' ? by.id : by.kind}${over === undefined ? '' : ` over ${amountText(over)}`}`

const taskText = ({ id, what, team, after, run }: CatalogueTask): string =>
  `${id}: ${namedText(what)} (${team}${after.length > 0 ? `, after ${after.join(', ')}` : ''}${run ? `, by ${automatedRunText(run)}` : ''})`

function fieldText({
  id,
  label,
  help,
  kind,
  options,
  required,
  pattern,
  min,
  max,
  when,
  usual,
}: CatalogueField): string {
  const rules = [
    kind,
    ...(required ? [] : ['not required']),
    ...[...options].map(([option, name]) => `${option} = ${namedText(name)}`),
    ...(pattern === undefined ? [] : [`pattern ${pattern}`]),
    ...(min === undefined ? [] : [`min ${min}`]),
    ...(max === undefined ? [] : [`max ${max}`]),
    ...(when ? [`when ${when.field} is ${when.is.join(' | ')}`] : []),
    ...(usual ? [`usual ${usual.kind === 'last' ? 'last' : usual.answer}`] : []),
    ...(help ? [namedText(help)] : []),
  ]
  return `${id}: ${namedText(label)} (${rules.join(', ')})`
}

const namedText = ({ en, da }: Named): string => (en === da ? en : `${en} / ${da}`)
