import type { Language } from './language.js'

/**
 * A picture as what it says: plain data with its words in it. It is drawn where it is shown, in the colours of that
 * place, and a card that holds one stays small wherever it is kept.
 */
export type Picture = BurnDown | Network | Columns | Schedule | Photo

/** A picture that somebody gave, by its name and what it is known by; whoever shows it fetches its bytes. */
export interface Photo {
  readonly kind: 'photo'
  readonly name: string
  /** SHA-256 of its bytes, so that another picture of the same name is another one. */
  readonly digest: string
  readonly words: { readonly title: string }
}

/** How the clocks of a day burn down: what is open, what may be open if all is to be in time, and what is late. */
export interface BurnDown {
  readonly kind: 'burn-down'
  readonly language: Language
  /** The IANA zone whose hours stand below it. */
  readonly zone: string
  /** The day it shows, and the instant that it was made at; ISO, UTC. */
  readonly from: string
  readonly to: string
  readonly now: string
  /** In order of time. A count holds until the next point; what lies behind `now` is only planned. */
  readonly points: readonly BurnDownPoint[]
  readonly words: {
    readonly title: string
    readonly open: string
    readonly planned: string
    readonly breached: string
    readonly now: string
  }
}

export interface BurnDownPoint {
  /** ISO, UTC. */
  readonly at: string
  /** Clocks that ran or were paused. */
  readonly open: number
  /** How many could still be open if each were stopped when it is due. */
  readonly planned: number
  /** Breached by then. */
  readonly breached: number
}

/** How many went well and how many did not, step by step: months, for example. */
export interface Columns {
  readonly kind: 'columns'
  readonly columns: readonly { readonly label: string; readonly good: number; readonly bad: number }[]
  readonly words: { readonly title: string; readonly good: string; readonly bad: string }
}

/** What is planned, day by day by the wall clock: a week with its hours, or the weeks of a month. */
export interface Schedule {
  readonly kind: 'schedule'
  readonly span: 'week' | 'month'
  /** From a Monday on, in whole weeks. */
  readonly days: readonly ScheduleDay[]
  readonly words: {
    readonly title: string
    /** What stands above a month's columns, Monday first. */
    readonly weekdays: readonly string[]
    /** What each look of a bar means. Those that the picture has none of are left out of its legend. */
    readonly legend: Readonly<Record<ScheduleLook, string>>
  }
}

export const scheduleLooks = [
  'low',
  'medium',
  'high',
  'unknown',
  'wanted',
  'clash',
  'meeting',
  'freeze',
  'maintenance',
] as const
export type ScheduleLook = (typeof scheduleLooks)[number]

export interface ScheduleDay {
  readonly label: string
  /** The minute of the wall clock that it is, on the day on which the picture was made. */
  readonly now?: number
  /** Belongs to another month. */
  readonly outside?: true
  readonly bars: readonly ScheduleBar[]
  /** `3 more`, where the day has more than are drawn. */
  readonly more?: string
}

export interface ScheduleBar {
  readonly kind: 'change' | 'freeze' | 'maintenance' | 'meeting'
  /** Minutes of the wall clock since midnight, 0 to 1440. */
  readonly from: number
  readonly to: number
  readonly label: string
  readonly risk?: 'low' | 'medium' | 'high'
  /** Asked for, and not decided. */
  readonly wanted?: true
  /** Something stands against it. */
  readonly clash?: true
}

/** Things that need each other: those above rest on those below. */
export interface Network {
  readonly kind: 'network'
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
  readonly words: { readonly title: string }
}

export interface NetworkNode {
  readonly id: string
  /** What stands in its box, in one or two lines. */
  readonly label: string
  readonly below?: string
  /** `failed` is where it begins, `hit` fails with it, `weakened` goes on. */
  readonly how: 'failed' | 'hit' | 'service' | 'weakened'
}

export interface NetworkEdge {
  /** The one that needs, and the one that it needs. */
  readonly from: string
  readonly to: string
  readonly label: string
  /** Whether the label is to be read from `to` to `from`. */
  readonly backwards?: true
}

/** The colours of where it is shown. */
export type Look = 'light' | 'dark'

/** Draws pictures. Both reject only by a Fault of ours. */
export interface Pictures {
  /**
   * SVG without scripts, links or anything from elsewhere; its ground is clear, and its text is escaped. A photo is within it,
   * at most 640 points broad.
   */
  svg(picture: Picture, look: Look): Promise<string>
  /** PNG on a light ground, as sharp as a telephone shows it; a photo as it was given. */
  png(picture: Picture): Promise<Uint8Array>
}
