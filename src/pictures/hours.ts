import { type Language, locales } from '../chat/language.js'
import { hours, minutes } from '../kernel/duration.js'

/** Tells the time of day in a zone, as it is written in a language. */
export function timeOfDay(language: Language, zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(locales[language], { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  return (at) => format.format(at)
}

/** The whole hours of a zone between two instants (milliseconds), at most `most`: every one, every second, and so on. */
export function wholeHours(zone: string, from: number, to: number, most: number): readonly number[] {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
  const every = steps.find((step) => (to - from) / hours(step) < most) ?? 24
  const found: number[] = []
  // No zone is off the whole hour by less than a quarter of one.
  const quarter = minutes(15)
  for (let at = Math.ceil(from / quarter) * quarter; at <= to; at += quarter) {
    const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number)
    if (minute === 0 && hour % every === 0) found.push(at)
  }
  return found
}
const steps = [1, 2, 3, 4, 6, 12]
