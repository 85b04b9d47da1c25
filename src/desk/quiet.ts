import { DateTime } from 'luxon'
import type { Parts } from './parts.js'

/**
 * When somebody may be written to again, if their night is on: the organisation's quiet hours on the wall clock where they
 * are. Undefined when they may be written to now.
 */
export function quietUntil({ desks }: Pick<Parts, 'desks'>, zone: string | undefined, now: Date): Date | undefined {
  const { alerts, zone: home } = desks.current()
  if (!alerts.quiet) return undefined
  const here = DateTime.fromJSDate(now, { zone: zone ?? home })
  const from = timeOn(here, alerts.quiet.from)
  const until = timeOn(here, alerts.quiet.until)
  if (from < until) return here >= from && here < until ? until.toJSDate() : undefined
  if (here >= from) return timeOn(here.plus({ days: 1 }), alerts.quiet.until).toJSDate()
  return here < until ? until.toJSDate() : undefined
}

function timeOn(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return day.set({ hour, minute, second: 0, millisecond: 0 })
}
