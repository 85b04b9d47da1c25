import { z } from 'zod'
import { accountFrom, placeFrom } from '../chat/address.js'
import { languages } from '../chat/language.js'
import { days, hours, minutes, seconds } from '../kernel/duration.js'
import { roles } from './roles.js'

/**
 * The shape of `desk.yaml`. A refinement names its sentence in `params.words`; ids and references are checked by
 * `references.ts`, which sees the whole file at once.
 */

/** Platforms cut labels of menus at 75 characters; a name that is longer would be cut everywhere. */
const label = z.string().trim().min(1).max(75)
const sentence = z.string().trim().min(1).max(1_000)

/** The same in both languages, or one each. */
const named = <T extends z.ZodType<string>>(one: T) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? { en: given, da: given } : given),
    z.strictObject({ en: one, da: one }),
  )

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).min(1))

/** A section whose heading stands there with nothing under it is the same as none. */
const section = <T extends z.ZodType>(content: T) => z.preprocess((given) => given ?? undefined, content)

const words = (name: string) => ({ params: { words: name } })
const zone = z.string().refine(isZone, words('bad_zone'))
const language = z.enum(languages)
const place = z.string().refine((word) => placeFrom(word) !== undefined && !placeFrom(word)?.thread, words('bad_place'))
const accountWord = z
  .string()
  .refine((word) => accountFrom(word) !== undefined, words('bad_account'))
  .refine((word) => accountFrom(word)?.platform !== 'console', words('console_account'))
const symptoms = z.record(z.string(), named(label))
const priority = z.number().int().min(1).max(5)

const person = z.strictObject({
  name: z.string().trim().min(1).max(150),
  title: named(label).optional(),
  language: language.optional(),
  zone: zone.optional(),
  accounts: z.array(accountWord).optional(),
})

const team = z.strictObject({ name: named(label), members: z.array(z.string()), lead: z.string().optional() })

const grant = z.strictObject({ role: z.enum(roles), to: oneOrMany(z.string()), service: z.string().optional() })

const service = z.strictObject({
  name: named(label),
  description: named(sentence).optional(),
  owner: z.string().optional(),
  team: z.string().optional(),
  symptoms: symptoms.optional(),
})

const route = z.strictObject({
  records: oneOrMany(z.string()),
  when: z
    .strictObject({
      service: oneOrMany(z.string()).optional(),
      team: oneOrMany(z.string()).optional(),
      priority: oneOrMany(priority).optional(),
      private: z.boolean().optional(),
    })
    .optional(),
  to: oneOrMany(place),
  facts: z.enum(['all', 'milestones', 'card']).default('milestones'),
})

const consoleChannel = z.strictObject({ id: z.string(), name: label, topic: z.string().trim().max(250).optional() })

const duration = z.string().refine((typed) => durationOf(typed) !== undefined, words('bad_duration'))

export const deskSchema = z.strictObject({
  organisation: z.strictObject({ name: label, language, zone }),
  languages: section(
    z
      .array(language)
      .min(1)
      .default([...languages]),
  ),
  people: section(z.record(z.string(), person).default({})),
  teams: section(z.record(z.string(), team).default({})),
  roles: section(z.array(grant).default([])),
  services: section(z.record(z.string(), service).default({})),
  symptoms: section(symptoms.default({})),
  routes: section(z.array(route).default([])),
  defaults: section(z.strictObject({ channels: z.array(place).default([]), team: z.string().optional() }).prefault({})),
  console: section(
    z.strictObject({ channels: z.array(consoleChannel).min(1) }).default({ channels: [{ id: 'desk', name: 'desk' }] }),
  ),
  intake: section(
    z
      .strictObject({
        ticketEmoji: z.string().trim().min(1).max(50).default('ticket'),
        undoWithin: duration.default('10m'),
      })
      .prefault({}),
  ),
})

/** A desk file whose shape is right. */
export type DeskFile = z.output<typeof deskSchema>

const units: Readonly<Record<string, (n: number) => number>> = { s: seconds, m: minutes, h: hours, d: days }

/** `90s`, `10m`, `2h` or `1d` in milliseconds; undefined when it is none of these. */
export function durationOf(typed: string): number | undefined {
  const [, amount, unit] = /^(\d{1,4})\s*([smhd])$/.exec(typed.trim()) ?? []
  return unit && amount ? units[unit]?.(Number(amount)) : undefined
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
