import { language, say } from './words.js'

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const near = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' })
const far = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' })
const long = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' })
const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Sets every time in the reader's own zone and words. */
export function setTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll('time')) {
    const at = new Date(time.dateTime)
    if (Number.isNaN(at.getTime())) continue
    time.textContent = worded(at, time.dataset.style ?? 'moment')
    time.title = full.format(at)
  }
}

function worded(at: Date, style: string): string {
  if (style === 'clock') return clock.format(at)
  if (style === 'relative') return distance(at)
  if (style === 'date') return dayOf(at, far)
  return isToday(at) ? clock.format(at) : `${dayOf(at, near)} ${clock.format(at)}`
}

const isToday = (at: Date): boolean => at.toDateString() === new Date().toDateString()

function dayOf(at: Date, format: Intl.DateTimeFormat): string {
  const sameYear = at.getFullYear() === new Date().getFullYear()
  return (sameYear ? format : far).format(at)
}

/** The name of a day, for the line between two days. */
export function dayName(at: Date): string {
  if (isToday(at)) return say('today')
  const yesterday = new Date()
  yesterday.setDate(yesterday.getDate() - 1)
  if (at.toDateString() === yesterday.toDateString()) return say('yesterday')
  return at.getFullYear() === new Date().getFullYear() ? long.format(at) : far.format(at)
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

function distance(at: Date): string {
  const seconds = Math.round((at.getTime() - Date.now()) / 1_000)
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'minute')
}

setInterval(() => setTimes(document), 30_000)
