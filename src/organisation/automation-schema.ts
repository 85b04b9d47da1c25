import { z } from 'zod'
import { duration, oneOrMany, words } from './fields.js'

/** The shape of what may be done by itself, in `desk.yaml`. What it names, and what does not fit together, is judged by `automation-problems.ts`. */

const value = z.union([z.string().max(1_000), z.number(), z.boolean()]).transform(String)

/** A variable of the environment: a secret stands in no desk file, which many people read. */
const variable = z.string().refine((typed) => /^[A-Z][A-Z0-9_]{2,63}$/.test(typed), words('automation.bad_variable'))

/** What is in the address can be read by whoever reads the desk file, and is sent nowhere but there. */
const address = z.string().refine(isAddress, words('automation.bad_address'))

const webhook = z.strictObject({
  url: address,
  /** The variable that holds the key for its signatures. */
  secret: variable,
  /** How long an answer is waited for. */
  timeout: duration.default('10s'),
  tries: z.number().int().min(1).max(20).default(10),
  /** `now`: its answer is the outcome. `callback`: after 202 it tells the outcome later, at an address of ours. */
  answers: z.enum(['now', 'callback']).default('now'),
  /** How long a callback is waited for. */
  within: duration.default('1d'),
})
export type WebhookFile = z.output<typeof webhook>

const script = z.strictObject({
  /** A file that lies directly in the folder of scripts. */
  file: z.string().refine((typed) => /^[\w][\w.-]{0,99}$/.test(typed), words('automation.bad_script_file')),
  timeout: duration.default('60s'),
})
export type ScriptFile = z.output<typeof script>

export const automation = z.strictObject({
  webhooks: z.record(z.string(), webhook).default({}),
  scripts: z.record(z.string(), script).default({}),
})
export type AutomationFile = z.output<typeof automation>

/** How a task is done by itself: by a webhook or a script. Values may name what was ordered, as `{field:plate}`. */
export const taskRun = z.strictObject({
  webhook: z.string().optional(),
  /** What it is told besides. */
  with: z.record(z.string(), value).optional(),
  script: z.string().optional(),
  /** Each is one argument, whatever is in it. */
  args: oneOrMany(value).optional(),
})
export type TaskRunFile = z.output<typeof taskRun>

function isAddress(typed: string): boolean {
  if (!URL.canParse(typed)) return false
  const { protocol, username, password, hash } = new URL(typed)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}
