import type { Named } from '../organisation/index.js'

/** What stands in the change calendar: changes with a window, freezes, maintenance windows and meetings of boards. */
export interface Entry {
  readonly kind: 'change' | 'freeze' | 'maintenance' | 'meeting'
  readonly from: Date
  /** It holds from ≤ t < to. */
  readonly to: Date
  /** Names or ids of the services it is about; empty for what is about all of them or about none. */
  readonly services: readonly string[]
  /** Of what is in the desk file: a freeze, a board. */
  readonly name?: Named
  readonly change?: ChangeEntry
}

/** A change as the viewer may know it. A private one of others has neither number, title nor risk, and no services. */
export interface ChangeEntry {
  readonly number?: string
  readonly title?: string
  readonly state?: string
  readonly risk?: 'low' | 'medium' | 'high'
  /** Scheduled or being implemented; a wanted one is not decided yet. */
  readonly firm: boolean
  /** Something stands against its window, and no exception was made. */
  readonly clash: boolean
}

export const spans = ['week', 'month'] as const
export type CalendarSpan = (typeof spans)[number]

/** What turns the pages of it. */
export const calendarCommand = 'change calendar'
/** What gives the address to subscribe to it. */
export const feedCommand = 'change feed'
