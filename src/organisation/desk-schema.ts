import { z } from 'zod'
import { accountFrom, placeFrom } from '../chat/address.js'
import { languages } from '../chat/language.js'
import { access } from './access-schema.js'
import { agreement, alerts } from './agreement-schema.js'
import { automation } from './automation-schema.js'
import { board } from './board-schema.js'
import { calendar } from './calendar-schema.js'
import { catalogue } from './catalogue-schema.js'
import { changes, freeze, maintenance } from './change-schema.js'
import { duration, label, named, oneOrMany, priority, section, sentence, words, zone } from './fields.js'
import { jobTiming } from './job-schema.js'
import { roles } from './roles.js'
import { rotation } from './rotation-schema.js'
import { template } from './template-schema.js'

/**
 * The shape of `desk.yaml`. A refinement names its sentence in `params.words`; ids and references are checked by
 * `references.ts`, which sees the whole file at once.
 */

const language = z.enum(languages)
const place = z.string().refine((word) => placeFrom(word) !== undefined && !placeFrom(word)?.thread, words('bad_place'))
const accountWord = z
  .string()
  .refine((word) => accountFrom(word) !== undefined, words('bad_account'))
  .refine((word) => accountFrom(word)?.platform !== 'console', words('console_account'))
const symptoms = z.record(z.string(), named(label))

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
  /** When it may be worked on; at any time when absent. */
  maintenance: z.array(maintenance).default([]),
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
  calendars: section(z.record(z.string(), calendar).default({})),
  configuration: section(
    z.strictObject({ types: z.record(z.string(), z.strictObject({ name: named(label) })).default({}) }).prefault({}),
  ),
  suppliers: section(z.record(z.string(), z.strictObject({ name: named(label) })).default({})),
  agreements: section(z.record(z.string(), agreement).default({})),
  alerts: section(alerts.prefault({})),
  jobs: section(z.record(z.string(), jobTiming).default({})),
  rotations: section(z.record(z.string(), rotation).default({})),
  boards: section(z.record(z.string(), board).default({})),
  freezes: section(z.record(z.string(), freeze).default({})),
  changes: section(changes.prefault({})),
  templates: section(z.record(z.string(), template).default({})),
  automation: section(automation.prefault({})),
  catalogue: section(catalogue.prefault({})),
  access: section(access.prefault({})),
  routes: section(z.array(route).default([])),
  defaults: section(
    z
      .strictObject({
        channels: z.array(place).default([]),
        team: z.string().optional(),
        /** By which working days are counted where no agreement says so. */
        calendar: z.string().optional(),
      })
      .prefault({}),
  ),
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
