import type { Language } from '../../src/chat/language.js'
import { flat } from './literal.js'

/** Who reads, and when: what times and links look like depends on it. */
export interface Reader {
  readonly language: Language
  /** IANA zone of the times shown. */
  readonly zone: string
  readonly now: Date
  /** The full address of a page's path; anything else comes back as it is. */
  link(url: string): string
}

const locales = { en: 'en-GB', da: 'da-DK' } satisfies Record<Language, string>
const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
const moment = { ...date, hour: '2-digit', minute: '2-digit', hour12: false, timeZoneName: 'short' } as const

/** An instant in words, always with its zone; a relative one stands beside the absolute one. */
export function showTime(at: string, style: 'moment' | 'relative' | 'date', reader: Reader): string {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return flat(at)
  const shown = new Intl.DateTimeFormat(locales[reader.language], {
    ...(style === 'date' ? date : moment),
    timeZone: reader.zone,
  }).format(instant)
  return style === 'relative' ? `${distance(instant, reader)} (${shown})` : shown
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function distance(instant: Date, reader: Reader): string {
  const apart = instant.getTime() - reader.now.getTime()
  const words = new Intl.RelativeTimeFormat(locales[reader.language], { numeric: 'always' })
  for (const [unit, size] of steps) {
    if (Math.abs(apart) >= size) return words.format(Math.trunc(apart / size), unit)
  }
  return words.format(Math.trunc(apart / 1000), 'second')
}
