import { DateTime } from 'luxon'
import { bookingsBetween, timesOf } from '../forward/index.js'
import type { Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import type { Reader } from '../store/index.js'

/** A service that does not work as it should, and what was reported about it, the most urgent first. */
export interface Disturbed {
  /** The service's id; undefined for what nobody has put down to one. */
  readonly service: string | undefined
  readonly incidents: readonly Rec[]
}

/** Work on services that is planned for the rest of today. */
export interface Planned {
  readonly from: Date
  readonly to: Date
  /** Ids of services. */
  readonly services: readonly string[]
  /** The change that is made then; absent for a service's usual window. */
  readonly change?: string
}

interface Looking {
  readonly reader: Reader
  readonly caller: Caller
  readonly organisation: Organisation
  readonly now: Date
}

/** So urgent that others than those who reported it want to know: priority 1 and 2 of domain.md. */
const pressing = 2
const most = 50

/** Which services are disturbed now: open incidents of priority 1 or 2 that the reader may see and nobody has resolved. */
export async function disturbed({ reader, caller }: Looking): Promise<readonly Disturbed[]> {
  const seen = visibleTo(caller)
  const incidents = await reader.select(
    recordTable,
    `WHERE t."practice" = 'incident' AND t."open" = 1 AND t."priority" <= ${pressing} AND t."resolved_at" IS NULL
       AND ${seen.sql} ORDER BY t."priority", t."id" LIMIT ${most}`,
    seen.params,
  )
  const by = new Map<string | undefined, Rec[]>()
  for (const incident of incidents) {
    const there = by.get(incident.service)
    if (there) there.push(incident)
    else by.set(incident.service, [incident])
  }
  return [...by].map(([service, of]) => ({ service, incidents: of }))
}

/** What is planned from now until the organisation's day ends: changes that are sure, and the services' own windows. */
export async function plannedToday({ reader, caller, organisation, now }: Looking): Promise<readonly Planned[]> {
  const to = DateTime.fromJSDate(now, { zone: organisation.zone }).endOf('day').toJSDate()
  const span = { from: now, to }
  const booked = await bookingsBetween(reader, span, {}, caller)
  const changes = booked.flatMap(({ firm, services, number, from, to: until }): readonly Planned[] =>
    firm && number !== undefined && services.length > 0 ? [{ from, to: until, services, change: number }] : [],
  )
  const windows = new Map<string, { readonly from: Date; readonly to: Date; readonly services: string[] }>()
  for (const { id, maintenance } of organisation.services.values()) {
    for (const window of maintenance.flatMap((one) => timesOf(one, span))) {
      const key = `${window.from.getTime()} ${window.to.getTime()}`
      const there = windows.get(key)
      if (there) there.services.push(id)
      else windows.set(key, { ...window, services: [id] })
    }
  }
  return [...changes, ...windows.values()].toSorted((a, b) => a.from.getTime() - b.from.getTime())
}
