import { durationOf } from './fields.js'
import type { Named } from './organisation.js'
import {
  type RotationFile,
  type rotationKinds,
  type SegmentFile,
  type TimeOfDay,
  timeOf,
  weekdays,
  weeklyTimeOf,
} from './rotation-schema.js'

/** Who takes turns in one stretch of the local day, or in all of it. Dates are those of its zone. */
export interface Segment {
  readonly name?: Named
  readonly zone: string
  /** Ids of people, in the order of their turns. Never empty. */
  readonly people: readonly string[]
  /** The day of the first shift, `2024-01-01`: nobody is on call before. */
  readonly anchor: string
  /** A shift begins every so many days, at `from`. */
  readonly step: number
  /** After so many days it is the next one's turn. */
  readonly turn: number
  readonly from: TimeOfDay
  /** Where a shift ends although no other begins. */
  readonly to?: TimeOfDay
}

/** Who is paged when nobody has acknowledged: see `Rotation.escalation`. */
export type EscalationStep =
  | { readonly kind: 'rotation' | 'person'; readonly id: string }
  | { readonly kind: 'next person' | 'team lead' }

/** People who are on call in turns. */
export interface Rotation {
  readonly id: string
  readonly name: Named
  readonly team: string
  readonly zone: string
  readonly kind: (typeof rotationKinds)[number]
  /** In the order of the file; where two begin at one instant the later one has the duty. Never empty. */
  readonly segments: readonly Segment[]
  /** How long a page waits for its acknowledgement; milliseconds. */
  readonly after: number
  /** Who is paged after whoever is on call, in this order. */
  readonly escalation: readonly EscalationStep[]
}

/** Everybody of a rotation, once. */
export const peopleOfRotation = ({ segments }: Pick<Rotation, 'segments'>): readonly string[] => [
  ...new Set(segments.flatMap(({ people }) => people)),
]

/** A rotation of a file that was found right. `home` is the organisation's zone. */
export function rotationOf(id: string, file: RotationFile, home: string, rotations: readonly string[]): Rotation {
  const { name, team, kind } = file
  const zone = file.zone ?? home
  return {
    id,
    name,
    team,
    kind,
    zone,
    segments: kind === 'follow-the-sun' ? (file.segments ?? []).map(segmentIn(file, zone)) : [whole(file, zone)],
    after: durationOf(file.after) ?? 0,
    escalation: file.escalation.map((word) => stepOf(word, rotations)),
  }
}

/** A daily or weekly rotation is one segment without an end. */
function whole({ kind, people = [], every, handover, starts }: RotationFile, zone: string): Segment {
  if (kind === 'daily') {
    const from = timeOf(handover ?? '08:00') ?? midnight
    return { zone, people, anchor: starts, step: every, turn: every, from }
  }
  const { weekday, hour, minute } = weeklyTimeOf(handover ?? 'mon 08:00') ?? { weekday: 0, ...midnight }
  const anchor = onOrAfter(starts, weekday)
  return { zone, people, anchor, step: every * 7, turn: every * 7, from: { hour, minute } }
}

const segmentIn =
  ({ starts, every }: RotationFile, home: string) =>
  ({ name, zone, from, to, people, turn }: SegmentFile): Segment => ({
    ...(name ? { name } : {}),
    zone: zone ?? home,
    people,
    anchor: starts,
    step: 1,
    turn: every * (turn === 'daily' ? 1 : 7),
    from: timeOf(from) ?? midnight,
    ...(to === undefined ? {} : { to: timeOf(to) ?? midnight }),
  })

const midnight: TimeOfDay = { hour: 0, minute: 0 }
const day = 86_400_000

/** The first date from this one on that falls on a weekday, 0 for Monday. */
function onOrAfter(date: string, weekday: number): string {
  const start = new Date(`${date}T00:00:00Z`)
  const ahead = (weekday - ((start.getUTCDay() + 6) % 7) + 7) % 7
  return new Date(start.getTime() + ahead * day).toISOString().slice(0, 10)
}

/** Words of an escalation that are nobody's id. */
export const escalationWords = ['next person', 'team lead'] as const

function stepOf(word: string, rotations: readonly string[]): EscalationStep {
  const role = escalationWords.find((one) => one === word)
  if (role) return { kind: role }
  return { kind: rotations.includes(word) ? 'rotation' : 'person', id: word }
}

/** What a difference shows of a rotation, in the words of the file. */
export function rotationFields(rotation: Rotation): Readonly<Record<string, string | undefined>> {
  const { team, kind, zone, segments, after, escalation } = rotation
  return {
    team,
    kind,
    zone,
    ...(kind === 'follow-the-sun'
      ? { segments: segments.map(segmentText).join(', ') }
      : { handover: handoverText(rotation), people: peopleText(segments) }),
    after: `${after / 60_000} min`,
    escalation: escalation.map((step) => ('id' in step ? step.id : step.kind)).join(', ') || undefined,
  }
}

const peopleText = (segments: readonly Segment[]): string => segments.flatMap(({ people }) => people).join(', ')

/** A time of the day as the file has it: `08:00`. */
export const timeText = ({ hour, minute }: TimeOfDay): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

function segmentText({ zone, from, to, people, turn, anchor }: Segment): string {
  const hours = to ? `${timeText(from)}–${timeText(to)}` : timeText(from)
  return `${hours} ${zone} every ${turn} d from ${anchor} (${people.join(', ')})`
}

function handoverText({ kind, segments: [segment] }: Rotation): string {
  if (!segment) return ''
  const weekday = weekdays[(new Date(`${segment.anchor}T00:00:00Z`).getUTCDay() + 6) % 7]
  const days = kind === 'weekly' ? `${weekday} ` : ''
  return `${days}${timeText(segment.from)} every ${segment.step} d from ${segment.anchor}`
}
