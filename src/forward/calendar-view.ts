import type { CalendarDay, DayPart, Page } from './calendar-days.js'
import type { ServiceName } from './calendar-say.js'

export interface CalendarView {
  readonly page: Page
  readonly days: readonly CalendarDay[]
  readonly service?: string | undefined
  readonly serviceName: ServiceName
  readonly now: Date
}

/** More lanes make a row too high to be seen beside the others, and a box of a month has room for eight marks. */
const most = { week: 10, month: 8 }

/** What is drawn of a day's changes and meetings: what something stands against and high risks first, in order of time. */
export function drawnOf(
  parts: readonly DayPart[],
  { span }: Page,
): { readonly shown: readonly DayPart[]; readonly more: number } {
  const bars = parts.filter(({ entry }) => entry.kind === 'change' || entry.kind === 'meeting')
  if (bars.length <= most[span]) return { shown: bars, more: 0 }
  const first = new Set(bars.toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, most[span] - 1))
  return { shown: bars.filter((part) => first.has(part)), more: bars.length - first.size }
}

const weights = { low: 0, medium: 1, high: 2 } as const

const weightOf = ({ entry: { change } }: DayPart): number =>
  (change?.clash ? 4 : 0) + (change?.risk ? weights[change.risk] : 0)
