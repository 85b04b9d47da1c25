import type { CountedDay } from './burn-down.js'

/** A clock as far as a day's picture needs it. */
export interface DaysClock {
  readonly from: Date
  /** When it was stopped; absent while it is open. */
  readonly until?: Date | undefined
  /** When it is or was due. One that is never due, such as a paused one, is planned to stay open. */
  readonly due?: Date | undefined
  /** When it broke its promise; absent for one that kept it so far. */
  readonly brokenAt?: Date | undefined
}

/** Counts clocks at every instant of a day at which one of them changed or will. The cost grows with their number alone. */
export function countedDay(clocks: readonly DaysClock[], day: Omit<CountedDay, 'points'>): CountedDay {
  const [begin, end] = [day.from.getTime(), day.to.getTime()]
  const changes = new Map([[begin, { open: 0, planned: 0, breached: 0 }]])
  const change = (instant: number, kind: 'open' | 'planned' | 'breached', by: 1 | -1): void => {
    if (instant > end) return
    const at = Math.max(begin, instant)
    const there = changes.get(at) ?? { open: 0, planned: 0, breached: 0 }
    there[kind] += by
    changes.set(at, there)
  }
  for (const { from, until, due, brokenAt } of clocks) {
    const start = from.getTime()
    const later = (at: Date): number => Math.max(start, at.getTime())
    const planned = due ?? until
    change(start, 'open', 1)
    change(start, 'planned', 1)
    if (until) change(later(until), 'open', -1)
    if (planned) change(later(planned), 'planned', -1)
    if (brokenAt) change(later(brokenAt), 'breached', 1)
  }
  return { ...day, points: summed([...changes].toSorted(([a], [b]) => a - b)) }
}

type Counts = Omit<CountedDay['points'][number], 'at'>

function summed(changes: readonly (readonly [number, Counts])[]): CountedDay['points'] {
  let [open, planned, breached] = [0, 0, 0]
  return changes.map(([at, by]) => {
    open += by.open
    planned += by.planned
    breached += by.breached
    return { at: new Date(at), open, planned, breached }
  })
}
