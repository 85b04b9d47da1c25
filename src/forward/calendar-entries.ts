import type { Organisation } from '../organisation/index.js'
import type { Span } from './booking.js'
import { endedIn, type Looking, type PlannedChange, plannedIn } from './calendar-changes.js'
import type { Entry } from './calendar-entry.js'
import { timesOf } from './recurring.js'

/** Everything that stands in the calendar between two instants, or as much of it as is about a service. */
export async function entriesIn(
  looking: Looking & { readonly now: Date },
  span: Span,
  service: string | undefined,
): Promise<readonly Entry[]> {
  const planned = await plannedIn(looking, span)
  const ended = span.from < looking.now ? await endedIn(looking, span, { since: span.from }) : []
  const changes = [...planned, ...ended].map(entryOf)
  const { organisation } = looking
  return [
    ...changes.filter(({ services }) => service === undefined || services.includes(service)),
    ...freezesIn(organisation, span, service),
    ...windowsIn(organisation, span, service),
    ...(service === undefined ? meetingsIn(organisation, span) : []),
  ]
}

/** What is told of a change: of a hidden one only that it is. */
export function entryOf({ record, from, to, firm, services, risk, clash, hidden }: PlannedChange): Entry {
  if (hidden) return { kind: 'change', from, to, services: [], change: { firm, clash: false } }
  const { number, title, state } = record
  return {
    kind: 'change',
    from,
    to,
    services,
    change: { number, title, state, firm, clash, ...(risk === undefined ? {} : { risk }) },
  }
}

/** Each time of a freeze, with the number of the desk file that says so. */
export const freezesIn = (
  { freezes }: Organisation,
  span: Span,
  service?: string,
): readonly (Entry & { readonly freeze: string })[] =>
  [...freezes.values()]
    .filter(({ services }) => service === undefined || !services || services.includes(service))
    .flatMap(({ id, name, recurrence, services = [] }) =>
      timesOf(recurrence, span).map(({ from, to }) => ({
        kind: 'freeze' as const,
        freeze: id,
        name,
        services,
        from,
        to,
      })),
    )

/** Windows of several services at the same time are one. */
function windowsIn({ services }: Organisation, span: Span, service: string | undefined): readonly Entry[] {
  const all = new Map<string, { readonly from: Date; readonly to: Date; readonly services: string[] }>()
  for (const { id, maintenance } of services.values()) {
    if (service !== undefined && id !== service) continue
    for (const { from, to } of maintenance.flatMap((window) => timesOf(window, span))) {
      const key = `${from.getTime()} ${to.getTime()}`
      const there = all.get(key)
      if (there) there.services.push(id)
      else all.set(key, { from, to, services: [id] })
    }
  }
  return [...all.values()].map((window) => ({ kind: 'maintenance', ...window }))
}

const meetingsIn = ({ boards }: Organisation, span: Span): readonly Entry[] =>
  [...boards.values()].flatMap(({ name, meets }) =>
    meets
      ? timesOf(meets.recurrence, span).map(({ from, to }) => ({
          kind: 'meeting' as const,
          name,
          services: [],
          from,
          to,
        }))
      : [],
  )
