import { addWorkingDays } from '../kernel/calendar.js'
import type { Rec } from '../records/index.js'
import { agreementFor, agreementNamed } from '../sla/index.js'
import type { Parts } from './parts.js'

/**
 * Counts working days for a record, for rules that speak of them: by the calendar that `defaults` names, else by the one of
 * the agreement with its requester. Where there is neither, every day is one.
 */
export const workingDaysFor =
  (
    { desks }: Pick<Parts, 'desks'>,
    record: Pick<Rec, 'practice' | 'requester' | 'service' | 'openedAt'> & Partial<Pick<Rec, 'details'>>,
  ) =>
  (start: Date, days: number): Date => {
    const organisation = desks.current()
    const { practice, requester, service, openedAt: at, details = {} } = record
    const agreement = agreementFor(organisation, {
      kind: 'sla',
      practice,
      requester,
      service,
      item: agreementNamed({ details }),
      at,
    })
    const id = organisation.defaults.calendar ?? agreement?.calendar ?? 'always'
    const listed = organisation.calendars.get(id) ?? organisation.calendars.get('always')
    if (!listed) throw new Error(`there is no calendar ${id}`)
    return addWorkingDays(listed.calendar, start, days, 'time of day')
  }
