import type { Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import { stateKey } from '../records/index.js'
import type { Span } from './booking.js'
import { isWithdrawn, type PlannedChange } from './calendar-changes.js'
import { freezesIn } from './calendar-entries.js'
import { type CalendarEvent, eventId } from './ical.js'

export interface Wording {
  readonly organisation: Organisation
  readonly voice: Voice
  /** The address of our pages, where there is one. */
  readonly pagesAt?: string | undefined
}

/** A change as an event: tentative until it is scheduled, cancelled when it will not be made. */
export function eventOfChange(change: PlannedChange, wording: Wording): CalendarEvent {
  const { record, from, to, firm } = change
  return {
    // Records' ids begin anew at every desk; the instant does not.
    uid: eventId('change', String(record.id), record.openedAt.toISOString()),
    sequence: record.version,
    changedAt: record.updatedAt,
    from,
    to,
    status: isWithdrawn(change) ? 'CANCELLED' : firm ? 'CONFIRMED' : 'TENTATIVE',
    busy: firm && !isWithdrawn(change),
    ...(change.hidden ? hiddenWords(wording) : wordsOf(change, wording)),
  }
}

const hiddenWords = ({ voice }: Wording) => ({ summary: voice.say('forward.calendar.private'), categories: [] })

function wordsOf({ record, services, risk, clash }: PlannedChange, { organisation, voice, pagesAt }: Wording) {
  const names = services.map((id) => nameOf(organisation, 'service', id, voice.language))
  const lines = [
    ...(names.length > 0 ? [names.join(', ')] : []),
    ...(risk ? [voice.say(`forward.calendar.risks.${risk}`)] : []),
    voice.say(stateKey(record.practice, record.state)),
    ...(clash ? [`⚠ ${voice.say('forward.calendar.clash')}`] : []),
  ]
  return {
    summary: `${clash ? '⚠ ' : ''}${record.number} ${record.title}`,
    description: lines.join('\n'),
    categories: names,
    ...(pagesAt === undefined ? {} : { url: `${pagesAt}/r/${record.number}` }),
  }
}

/** Freezes change with the desk file alone, whose versions rise. Nobody is busy for them. */
export const eventsOfFreezes = (
  span: Span,
  service: string | undefined,
  { organisation, voice }: Wording,
): readonly CalendarEvent[] =>
  freezesIn(organisation, span, service).map(({ freeze, name, from, to }) => ({
    uid: eventId('freeze', organisation.name, freeze, from.toISOString()),
    sequence: organisation.version,
    from,
    to,
    summary: `❄ ${voice.say('forward.calendar.freeze', { name: name?.[voice.language] ?? freeze })}`,
    status: 'CONFIRMED',
    busy: false,
    categories: [],
  }))
