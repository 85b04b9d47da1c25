import { createHash } from 'node:crypto'
import type { Named } from './organisation.js'
import { type Failures, failuresOf, type TemplateFile } from './template-schema.js'
import { dayOf, localDay } from './wall-clock.js'

/** An item by its key, or all items of a type. */
export type AllowedItem = { readonly kind: 'item' | 'type'; readonly id: string }

/** What may be changed without asking anybody each time, as it was authorised once. */
export interface Template {
  readonly id: string
  readonly name: Named
  /** A person's id. */
  readonly owner: string
  /** The last day on which it may be used, by the organisation's clock: `2027-06-01`. */
  readonly until: string
  readonly services: readonly string[]
  /** What it may be used for; any item when absent. */
  readonly items?: readonly AllowedItem[]
  readonly reason: Named
  /** Expected, in minutes. */
  readonly outage?: number
  readonly effort?: number
  readonly implementation: readonly Named[]
  readonly test: readonly Named[]
  readonly back_out: readonly Named[]
  readonly implementer?: { readonly kind: 'person' | 'team'; readonly id: string }
  readonly failures: Failures
  /**
   * What was authorised, in a few letters: the same as long as its day, its items, its services, its outage and its steps
   * are. What went wrong under another edition does not count against this one.
   */
  readonly edition: string
}

export function templateOf(id: string, file: TemplateFile): Template {
  const { name, owner, until, services = [], items, reason, outage, effort, implementation, test, back_out } = file
  return {
    id,
    name,
    owner,
    until,
    services,
    ...(items ? { items: items.map(allowedItem) } : {}),
    reason,
    ...(outage === undefined ? {} : { outage }),
    ...(effort === undefined ? {} : { effort }),
    implementation,
    test,
    back_out,
    ...(file.implementer === undefined ? {} : { implementer: implementerOf(file.implementer) }),
    failures: failuresOf(file.failures) ?? { most: 2, of: 10 },
    edition: editionOf([until, services, items ?? null, outage ?? null, implementation, test, back_out]),
  }
}

const allowedItem = (word: string): AllowedItem =>
  word.startsWith('type:') ? { kind: 'type', id: word.slice(5) } : { kind: 'item', id: word.toLowerCase() }

const implementerOf = (word: string) =>
  word.startsWith('team:') ? ({ kind: 'team', id: word.slice(5) } as const) : ({ kind: 'person', id: word } as const)

const editionOf = (authorised: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(authorised)).digest('hex').slice(0, 12)

/** Whether its last day is over, by the clock of a zone. */
export const isExpired = ({ until }: Pick<Template, 'until'>, zone: string, now: Date): boolean =>
  localDay(zone, now) > dayOf(until)

/** What a difference shows of a template, in the words of the file. */
export function templateFields(template: Template): Readonly<Record<string, string | undefined>> {
  const { owner, until, services, items, reason, outage, effort, implementer, failures } = template
  return {
    owner,
    until,
    services: services.join(', ') || undefined,
    items: items?.map(allowedWord).join(', '),
    reason: namedText(reason),
    outage: outage?.toString(),
    effort: effort?.toString(),
    implementation: stepsText(template.implementation),
    test: stepsText(template.test),
    back_out: stepsText(template.back_out),
    implementer: implementer && (implementer.kind === 'team' ? `team:${implementer.id}` : implementer.id),
    failures: `${failures.most} of ${failures.of}`,
  }
}

/** An item that is allowed, as the file writes it. */
export const allowedWord = ({ kind, id }: AllowedItem): string => (kind === 'type' ? `type:${id}` : id)

const namedText = ({ en, da }: Named): string => (en === da ? en : `${en} / ${da}`)

const stepsText = (steps: readonly Named[]): string | undefined =>
  steps.map((step, at) => `${at + 1}. ${namedText(step)}`).join(' ') || undefined
