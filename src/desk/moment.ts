import { DateTime, Duration } from 'luxon'

/**
 * Reads a moment as people type it, in their zone: an ISO instant or date and time, `18:30` (the next one), `tomorrow
 * 8:00`, `i morgen 8.00`, `friday` (the next one, as a day begins), `fredag kl. 10.00`, `in 2h`, `om 30m`. Undefined when it
 * is none of these. A local time that a clock change skips becomes the moment after it.
 */
export function readMoment(typed: string, zone: string, now: Date): Date | undefined {
  const text = typed.trim().toLowerCase()
  return instantIn(typed.trim(), zone) ?? fromNow(text, now) ?? timeOfDay(text, zone, now) ?? onDay(text, zone, now)
}

function instantIn(text: string, zone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const at = DateTime.fromISO(text.replace(/^(\S{10}) /, '$1T'), { zone })
  return at.isValid ? at.toJSDate() : undefined
}

function fromNow(text: string, now: Date): Date | undefined {
  const found = /^(?:in|om)\s+(\d{1,4})\s*(m|min|mins|minut\w*|h|hours?|t|timer?|d|days?|dage?)$/.exec(text)
  if (!found) return undefined
  const unit = { m: 'minutes', h: 'hours', t: 'hours', d: 'days' }[found[2]?.charAt(0) ?? ''] ?? 'minutes'
  return new Date(now.getTime() + Duration.fromObject({ [unit]: Number(found[1]) }).toMillis())
}

function timeOfDay(text: string, zone: string, now: Date): Date | undefined {
  const found = /^(tomorrow|today|i morgen|i dag)?[\s-]*(?:at|kl\.?)?\s*(\d{1,2})[:.](\d{2})$/.exec(text)
  if (!found) return undefined
  const [, day, hour, minute] = found
  const here = DateTime.fromJSDate(now, { zone })
  const at = here.set({ hour: Number(hour), minute: Number(minute), second: 0, millisecond: 0 })
  if (!at.isValid || Number(hour) > 23 || Number(minute) > 59) return undefined
  const tomorrow = day === 'tomorrow' || day === 'i morgen' || (day === undefined && at <= here)
  return (tomorrow ? at.plus({ days: 1 }) : at).toJSDate()
}

const weekdays = [
  ['monday', 'mandag'],
  ['tuesday', 'tirsdag'],
  ['wednesday', 'onsdag'],
  ['thursday', 'torsdag'],
  ['friday', 'fredag'],
  ['saturday', 'lørdag'],
  ['sunday', 'søndag'],
]
const byName = new RegExp(`^(${weekdays.flat().join('|')})(?:\\s+(?:at\\s+|kl\\.?\\s*)?(\\d{1,2})[:.](\\d{2}))?$`)

/** A weekday, with a time or as it begins: the next one that is still to come. */
function onDay(text: string, zone: string, now: Date): Date | undefined {
  const found = byName.exec(text)
  if (!found) return undefined
  const [, name = '', hour = '0', minute = '0'] = found
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  const here = DateTime.fromJSDate(now, { zone })
  const weekday = weekdays.findIndex((names) => names.includes(name)) + 1
  const ahead = (weekday - here.weekday + 7) % 7
  const on = (days: number): DateTime =>
    here
      .startOf('day')
      .plus({ days })
      .set({ hour: Number(hour), minute: Number(minute) })
  return (on(ahead) > here ? on(ahead) : on(ahead + 7)).toJSDate()
}
