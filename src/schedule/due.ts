import { minutes } from '../kernel/duration.js'
import type { Missed } from './job.js'
import type { Timetable } from './timetable.js'

/** What is to be run of a job now. */
export interface Due {
  /** In the order in which they are to be run. */
  readonly slots: readonly Date[]
  /** The newest slot there was: all up to it is looked after, once these slots are. */
  readonly upTo?: Date
  /** Slots before this one are left out, because they are too many. */
  readonly cut?: Date
}

/** A slot is on time for so long: a process that is held up for a moment has missed nothing. */
const onTime = minutes(2)

/** So many missed slots are made up for, the newest ones. */
export const mostMissed = 100

/**
 * The slots after `since`, the newest one that was looked after, as far as the policy wants them run. A job that is seen
 * for the first time has missed nothing, and neither has one whose clock stands behind `since`: it was set back, and what
 * comes again is kept from running twice by its slot's row.
 */
export function slotsDue(times: Timetable, missed: Missed, since: Date | undefined, now: Date): Due {
  const newest = times.latest(now)
  if (!newest || newest.getTime() === since?.getTime()) return { slots: [] }
  const fresh = now.getTime() - newest.getTime() < onTime ? [newest] : []
  if (!since || since > newest) return { slots: fresh, upTo: newest }
  switch (missed) {
    case 'skip':
      return { slots: fresh, upTo: newest }
    case 'latest':
      return { slots: [newest], upTo: newest }
    case 'all':
      return { ...allSince(times, since, newest), upTo: newest }
  }
}

function allSince(times: Timetable, since: Date, newest: Date): Omit<Due, 'upTo'> {
  const slots: Date[] = []
  let slot: Date | undefined = newest
  for (; slot && slot > since && slots.length < mostMissed; slot = times.latest(new Date(slot.getTime() - 1)))
    slots.unshift(slot)
  const [first] = slots
  return first && slot && slot > since ? { slots, cut: first } : { slots }
}
