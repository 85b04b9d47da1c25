import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { nameOf } from '../organisation/index.js'
import { calendarCard } from './calendar-card.js'
import type { Looking } from './calendar-changes.js'
import { daysOf, pageAt } from './calendar-days.js'
import { entriesIn } from './calendar-entries.js'
import { type CalendarSpan, spans } from './calendar-entry.js'

export interface AskedCalendar {
  /** `week` unless told. */
  readonly span?: string | undefined
  /** An instant in the week or month; the present one unless told. */
  readonly from?: string | undefined
  /** A service's id. */
  readonly service?: string | undefined
  readonly page?: string | undefined
}

/** The calendar of changes, as the viewer may see it: those of others that are private have neither number nor title. */
export async function showCalendar(
  looking: Looking & { readonly now: Date },
  { span, from, service, page: typed }: AskedCalendar,
  voice: Voice,
): Promise<Card> {
  const { organisation, now } = looking
  const page = pageAt(from === undefined ? now : new Date(from), spanOf(span), organisation.zone)
  const entries = await entriesIn(looking, { from: page.from.toJSDate(), to: page.to.toJSDate() }, service)
  const serviceName = (id: string): string => nameOf(organisation, 'service', id, voice.language)
  return calendarCard(
    {
      page,
      days: daysOf(page, entries),
      serviceName,
      now,
      ...(service === undefined ? {} : { service: serviceName(service) }),
    },
    { service, page: typed !== undefined && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1 },
    voice,
  )
}

const spanOf = (typed: string | undefined): CalendarSpan => spans.find((span) => span === typed) ?? 'week'
