import { z } from 'zod'
import { days, hours, minutes, seconds } from '../kernel/duration.js'

/** The small pieces that the sections of a desk file are made of. A refinement names its sentence in `params.words`. */

/** Platforms cut labels of menus at 75 characters; a name that is longer would be cut everywhere. */
export const label = z.string().trim().min(1).max(75)
export const sentence = z.string().trim().min(1).max(1_000)

/** The same in both languages, or one each. */
export const named = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? { en: given, da: given } : given),
    z.strictObject({ en: one, da: one }),
  )

export const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).min(1))

/** A section whose heading stands there with nothing under it is the same as none. */
export const section = <T extends z.ZodType>(content: T) => z.preprocess((given) => given ?? undefined, content)

export const words = (name: string) => ({ params: { words: name } })
export const zone = z.string().refine(isZone, words('bad_zone'))
export const priority = z.number().int().min(1).max(5)

export const duration = z.string().refine((typed) => durationOf(typed) !== undefined, words('bad_duration'))

/** A day of the calendar, as it is written in the file: `2027-06-01`. */
export const date = z.string().refine(isDate, words('bad_date'))

const units: Readonly<Record<string, (n: number) => number>> = { s: seconds, m: minutes, h: hours, d: days }

/** `90s`, `10m`, `2h` or `1d` in milliseconds; undefined when it is none of these. */
export function durationOf(typed: string): number | undefined {
  const [, amount, unit] = /^(\d{1,4})\s*([smhd])$/.exec(typed.trim()) ?? []
  return unit && amount ? units[unit]?.(Number(amount)) : undefined
}

function isDate(typed: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed)
}

/** An IANA time zone that this machine knows. */
export function isZone(name: string): boolean {
  const there = zones.get(name)
  if (there !== undefined) return there
  const known = knows(name)
  // Platforms send what they like: what is remembered must not grow with it.
  if (zones.size < 1_000) zones.set(name, known)
  return known
}

/** Asking costs more than all else that is done to greet somebody who is known. */
const zones = new Map<string, boolean>()

function knows(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
