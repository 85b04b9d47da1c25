import type { AccessFile, CertifyFile, RightFile } from './access-schema.js'
import { certifyRule } from './access-schema.js'
import { type AutomatedRun, automatedRunOf, automatedRunText } from './automation.js'
import { type Seated, seatedOf, seatedWord } from './boards.js'
import type { Named } from './organisation.js'
import type { Recurrence } from './recurrence.js'
import { targetOf } from './target.js'

/** Something that people can be let do with a service (ITIL 2011 Service Operation 4.5: access, rights). */
export interface Right {
  readonly id: string
  readonly name: Named
  readonly description?: Named
  readonly service: string
  /** How long it is given for; without an end when absent. */
  readonly days?: number
  /** So many days before its end the person is told. */
  readonly warn: number
  /** Who grants and removes it; the service's team when absent. */
  readonly team?: string
  /** In order. Nobody is asked when empty. */
  readonly approvals: readonly RightApprover[]
  /** Rights that nobody may have besides, whichever of the two says so. */
  readonly excludes: readonly string[]
  /** Who may have it; everybody who works here when absent. */
  readonly heldBy?: readonly Seated[]
  /** Teams for whose members it is asked for by itself. */
  readonly birthright: readonly string[]
  /** How it is granted and removed by itself; a person does it when absent, or when that fails. */
  readonly run?: AutomatedRun
}

/** The service's owner, the manager of the person, or a board by its id. */
export type RightApprover =
  | { readonly kind: 'owner' }
  | { readonly kind: 'manager' }
  | { readonly kind: 'board'; readonly id: string }

/** When owners are asked whether everybody still needs what they have. */
export interface Certify {
  /** When a campaign begins. */
  readonly every: Recurrence
  /** Working days. */
  readonly within: number
  readonly silence: 'keep' | 'remove'
}

export interface AccessPolicy {
  readonly rights: ReadonlyMap<string, Right>
  readonly certify?: Certify
}

export interface AccessHome {
  readonly zone: string
  isPerson(id: string): boolean
}

/** Days before its end on which a warning is given where the file does not say. */
const usualWarning = 14

export function accessOf(file: AccessFile, home: AccessHome): AccessPolicy {
  const entries = Object.entries(file.rights)
  const excluding = (id: string): readonly string[] => [
    ...new Set([
      ...(file.rights[id]?.excludes ?? []),
      ...entries.flatMap(([other, { excludes = [] }]) => (excludes.includes(id) ? [other] : [])),
    ]),
  ]
  return {
    rights: new Map(entries.map(([id, right]) => [id, rightOf(id, right, { ...home, excludes: excluding(id) })])),
    ...(file.certify ? { certify: certifyOf(file.certify, home.zone) } : {}),
  }
}

function rightOf(
  id: string,
  file: RightFile,
  { excludes, isPerson }: AccessHome & { readonly excludes: readonly string[] },
): Right {
  const { name, description, service, days, warn, team, approvals, birthright = [] } = file
  return {
    id,
    name,
    ...(description ? { description } : {}),
    service,
    ...(days === undefined ? {} : { days }),
    warn: warn ?? (days === undefined ? usualWarning : Math.min(usualWarning, Math.max(1, days - 1))),
    ...(team === undefined ? {} : { team }),
    approvals: approvals.map(approverOf),
    excludes,
    ...(file.for ? { heldBy: file.for.map((word) => seatedOf(word, isPerson)) } : {}),
    birthright,
    ...(file.run ? { run: automatedRunOf(file.run) } : {}),
  }
}

const approverOf = (word: string): RightApprover =>
  word === 'owner' || word === 'manager' ? { kind: word } : { kind: 'board', id: word }

/** A campaign begins in the morning, by the organisation's clock. */
const certifyOf = ({ every, within, silence }: CertifyFile, zone: string): Certify => {
  const target = targetOf(within)
  return {
    every: { rule: certifyRule(every), from: '2026-01-01T08:00', zone, length: 0 },
    within: target?.kind === 'working days' ? target.days : 10,
    silence,
  }
}

/** What a difference shows of a right, in the words of the file. */
export function rightFields(right: Right): Readonly<Record<string, string | undefined>> {
  const { description, service, days, warn, team, approvals, excludes, heldBy, birthright } = right
  return {
    description: description && namedText(description),
    service,
    days: days?.toString(),
    warn: days === undefined ? undefined : warn.toString(),
    team,
    approvals: approvals.map((one) => (one.kind === 'board' ? one.id : one.kind)).join(', ') || 'nobody',
    excludes: excludes.join(', ') || undefined,
    for: heldBy?.map(seatedWord).join(', '),
    birthright: birthright.join(', ') || undefined,
    run: right.run && automatedRunText(right.run),
  }
}

/** What a difference shows of the campaigns. */
export const certifyFields = ({ certify }: AccessPolicy): Readonly<Record<string, string | undefined>> => ({
  every: certify?.every.rule,
  within: certify && `${certify.within} working days`,
  silence: certify?.silence,
})

const namedText = ({ en, da }: Named): string => (en === da ? en : `${en} / ${da}`)
