import { hours, minutes, seconds } from '../kernel/duration.js'

/** How much may be used: opening time of any length, or whole working days of the calendar. */
export type Target =
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'working days'; readonly days: number; readonly until: 'time of day' | 'end of day' }

const units: Readonly<Record<string, (n: number) => number>> = { s: seconds, m: minutes, h: hours }
const piece = /(\d{1,6})\s*([smh])/g

/**
 * `30s`, `8h`, `1h 30m`, `2 working days` or `2 working days, end of day`. Undefined for anything else, `1d` too: a day is
 * never silently 24 hours.
 */
export function targetOf(typed: string): Target | undefined {
  const text = typed.trim().toLowerCase()
  const [, days, until] = /^(\d{1,4})\s+working\s+days?(\s*,?\s*(?:to\s+the\s+)?end\s+of\s+day)?$/.exec(text) ?? []
  if (days) return workingDays(Number(days), until !== undefined)
  if (!/^(\d{1,6}\s*[smh]\s*)+$/.test(text)) return undefined
  let ms = 0
  for (const [, amount, unit] of text.matchAll(piece)) ms += units[unit ?? '']?.(Number(amount)) ?? 0
  return ms > 0 ? { kind: 'time', ms } : undefined
}

const workingDays = (days: number, endOfDay: boolean): Target | undefined =>
  days > 0 ? { kind: 'working days', days, until: endOfDay ? 'end of day' : 'time of day' } : undefined

/** As it would stand in the file: `1h 30m`. */
export function targetText(target: Target): string {
  if (target.kind === 'time') return lengthText(target.ms)
  const days = `${target.days} working ${target.days === 1 ? 'day' : 'days'}`
  return target.until === 'end of day' ? `${days}, end of day` : days
}

/** `1h 30m 5s`, of any length and exact to the second. */
export function lengthText(ms: number): string {
  const whole = Math.floor(Math.abs(ms) / 1_000)
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 3_600), 'h'],
    [Math.floor((whole % 3_600) / 60), 'm'],
    [whole % 60, 's'],
  ]
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`)
  return `${ms < 0 ? '-' : ''}${said.length > 0 ? said.join(' ') : '0s'}`
}
