import { type Workspace, workspaceFrom } from '../chat/address.js'
import type { ChangeKind, ChangesFile, FreezeFile, MaintenanceFile } from './change-schema.js'
import { durationOf } from './fields.js'
import type { Named } from './organisation.js'
import type { Recurrence } from './recurrence.js'
import { recurrenceOf, recurrenceText } from './repeats.js'
import type { Role } from './roles.js'
import { type TimeOfDay, timeOf } from './rotation-schema.js'
import { type Target, targetOf, targetText } from './target.js'
import { dayOf, instantOf } from './wall-clock.js'

/** A time in which no changes are made. */
export interface Freeze {
  readonly id: string
  readonly name: Named
  readonly recurrence: Recurrence
  /** Ids of services; all of them when absent. */
  readonly services?: readonly string[]
  /** The kinds of changes that are made all the same. */
  readonly allowed: readonly ChangeKind[]
  /** The id of the board that may except a change from it; nobody may when absent. */
  readonly exception?: string
}

/** How changes are kept apart from each other, and when they are looked back at. */
export interface ChangePolicy {
  /** Who decides, by risk: `owners`, `managers`, or ids of boards. */
  readonly authority: Readonly<Record<'low' | 'medium' | 'high' | 'emergency', readonly string[]>>
  /** Roles with a veto where the risk is high. */
  readonly vetoes: readonly Role[]
  /** So many changes of high risk are made in one night. */
  readonly nightly: number
  /** By the organisation's clock; one that ends before it begins ends the next day. */
  readonly night: { readonly from: TimeOfDay; readonly until: TimeOfDay }
  /** For so long after a failure nothing else is done to the same item; milliseconds. */
  readonly apart: number
  /** When a change has to be reviewed, from its implementation on. */
  readonly review: Target
  /** In whose lists of what is ahead scheduled changes stand. */
  readonly events: readonly Workspace[]
}

export function freezeOf(id: string, file: FreezeFile, home: string): Freeze {
  const { name, services, allowed, exception } = file
  return {
    id,
    name,
    recurrence: whenOf(file, home),
    ...(services ? { services } : {}),
    allowed,
    ...(exception === undefined ? {} : { exception }),
  }
}

function whenOf({ from, until, rule, at, length, starts, except, zone: own }: FreezeFile, home: string): Recurrence {
  const zone = own ?? home
  if (rule !== undefined) return recurrenceOf({ rule, at: at ?? '00:00', zone, starts, except }, length ?? '', home)
  const [first = '', last = ''] = [from, until]
  return { from: first, zone, length: wallInstant(last, zone).getTime() - wallInstant(first, zone).getTime() }
}

/** What a wall clock of a zone shows, as an instant. */
export function wallInstant(shown: string, zone: string): Date {
  const [date = '', clock = ''] = shown.split('T')
  return instantOf(zone, dayOf(date), timeOf(clock) ?? { hour: 0, minute: 0 })
}

export const maintenanceOf = ({ length, ...repeats }: MaintenanceFile, home: string): Recurrence =>
  recurrenceOf(repeats, length, home)

const midnight: TimeOfDay = { hour: 0, minute: 0 }

export const changePolicyOf = ({
  authority,
  vetoes,
  nightly,
  night,
  apart,
  review,
  events = [],
}: ChangesFile): ChangePolicy => ({
  authority,
  vetoes,
  nightly,
  night: { from: timeOf(night.from) ?? midnight, until: timeOf(night.until) ?? midnight },
  apart: durationOf(apart) ?? 0,
  review: targetOf(review) ?? { kind: 'working days', days: 5, until: 'time of day' },
  events: events.flatMap((word) => workspaceFrom(word) ?? []),
})

/** What a difference shows of a freeze, in the words of the file. */
export const freezeFields = ({ recurrence, services, allowed, exception }: Freeze) => ({
  when: recurrenceText(recurrence),
  services: services?.join(', '),
  allowed: allowed.join(', ') || 'none',
  exception,
})

export const maintenanceText = (windows: readonly Recurrence[]): string | undefined =>
  windows.map(recurrenceText).join(' · ') || undefined

export const changePolicyFields = ({ authority, vetoes, nightly, night, apart, review, events }: ChangePolicy) => ({
  authority: Object.entries(authority)
    .map(([risk, who]) => `${risk}: ${who.join(' + ')}`)
    .join(', '),
  vetoes: vetoes.join(', ') || 'none',
  nightly: String(nightly),
  night: `${clockText(night.from)}–${clockText(night.until)}`,
  apart: `${apart / 60_000} min`,
  review: targetText(review),
  events: events.map(({ platform, workspace }) => `${platform}:${workspace}`).join(', ') || undefined,
})

const clockText = ({ hour, minute }: TimeOfDay): string =>
  [hour, minute].map((n) => String(n).padStart(2, '0')).join(':')
