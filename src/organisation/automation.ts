import type { AutomationFile, TaskRunFile } from './automation-schema.js'
import { durationOf } from './fields.js'

/** A service elsewhere that does something when it is told to. Times are in milliseconds. */
export interface Webhook {
  readonly id: string
  readonly url: string
  /** The variable of the environment that holds the key for its signatures. */
  readonly secret: string
  /** How long an answer is waited for. */
  readonly timeout: number
  readonly tries: number
  /** Whether it may say 202 and tell the outcome later. */
  readonly answers: 'now' | 'callback'
  /** How long that is waited for. */
  readonly within: number
}

/** A program of the administrators' own, on this machine. */
export interface Script {
  readonly id: string
  /** Its name within the folder of scripts. */
  readonly file: string
  /** How long it may take. */
  readonly timeout: number
}

/** What may be done by itself, and nothing else is. */
export interface Automation {
  readonly webhooks: ReadonlyMap<string, Webhook>
  readonly scripts: ReadonlyMap<string, Script>
}

/** How one task is done by itself; values may hold marks such as `{field:plate}`. */
export type AutomatedRun =
  | { readonly webhook: string; readonly with: Readonly<Record<string, string>> }
  | { readonly script: string; readonly args: readonly string[] }

export const automationOf = ({ webhooks, scripts }: AutomationFile): Automation => ({
  webhooks: new Map(
    Object.entries(webhooks).map(([id, { timeout, within, ...rest }]) => [
      id,
      { id, ...rest, timeout: lengthOf(timeout), within: lengthOf(within) },
    ]),
  ),
  scripts: new Map(
    Object.entries(scripts).map(([id, { file, timeout }]) => [id, { id, file, timeout: lengthOf(timeout) }]),
  ),
})

const lengthOf = (typed: string): number => durationOf(typed) ?? 0

/** Of a file whose shape is right: one of the two is named. */
export const automatedRunOf = ({ webhook, script = '', with: told = {}, args = [] }: TaskRunFile): AutomatedRun =>
  webhook === undefined ? { script, args } : { webhook, with: told }

/** What a difference shows of a run, in the words of the file. */
export const automatedRunText = (run: AutomatedRun): string =>
  'script' in run
    ? `script ${[run.script, ...run.args].join(' ')}`
    : `webhook ${[run.webhook, ...Object.entries(run.with).map(([name, value]) => `${name}: ${value}`)].join(', ')}`

/** What a difference shows of a webhook and a script. */
export const webhookFields = ({ url, secret, timeout, tries, answers, within }: Webhook) => ({
  url,
  secret,
  timeout: secondsText(timeout),
  tries: tries.toString(),
  answers,
  within: answers === 'callback' ? secondsText(within) : undefined,
})
export const scriptFields = ({ file, timeout }: Script) => ({ file, timeout: secondsText(timeout) })

const secondsText = (milliseconds: number): string => `${milliseconds / 1_000} s`
