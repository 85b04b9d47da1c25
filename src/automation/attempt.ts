import type { Logger } from 'pino'
import type { Organisation, Webhook } from '../organisation/index.js'
import type { Claim } from './claim.js'
import { fill, filledArguments } from './fill.js'
import { failed, type Outcome, saying } from './outcome.js'
import { runScript } from './script.js'
import type { RunRow, Told } from './table.js'
import { callWebhook } from './webhook.js'

/** What a try needs besides the run. */
export interface Means {
  readonly organisation: Organisation
  /** A variable of the environment. */
  secretOf(name: string): string | undefined
  /** The folder of scripts; none is run without it. */
  readonly scripts?: string | undefined
  /** Where a folder is made for each script to work in. */
  readonly workIn: string
  readonly log: Pick<Logger, 'error'>
  readonly gap: (bytes: number) => string
  readonly now: Date
  readonly signal: AbortSignal
  /** The address at which the outcome may be told later, where the webhook may. */
  readonly callback?: string | undefined
}

/** One try, or what is left to say. Never throws. */
export async function attempt({ row, does }: Claim, means: Means): Promise<Outcome> {
  switch (does) {
    case 'give up silent':
      return failed(saying('tried.silent'))
    case 'give up unknown':
      return failed(saying('tried.half'))
    case 'give up spent':
      return failed(saying('tried.unknown'))
    case 'try':
      return 'script' in row.run ? byScript(row, row.run, means) : byWebhook(row, row.run, means)
  }
}

/** What the desk file says now counts: a webhook that stands in it no more is not called. */
async function byWebhook(
  row: RunRow,
  run: { readonly webhook: string; readonly with: Readonly<Record<string, string>> },
  means: Means,
): Promise<Outcome> {
  const webhook = means.organisation.automation.webhooks.get(run.webhook)
  if (!webhook) return failed(saying('tried.no_webhook', { id: run.webhook }))
  const secret = means.secretOf(webhook.secret)
  if (secret === undefined) return failed(saying('tried.no_secret', { name: webhook.secret }))
  if (webhook.answers === 'callback' && means.callback === undefined) return failed(saying('tried.no_address'))
  const told = Object.entries(run.with).map(([name, value]) => [name, fill(value, row.told)])
  const body = bodyOf(row, { with: Object.fromEntries(told), ...calledBack(webhook, means) })
  const { now, signal } = means
  return callWebhook({ webhook, secret, key: row.key, body, now, signal })
}

const calledBack = ({ answers }: Webhook, { callback }: Means): { readonly callback?: string } =>
  answers === 'callback' && callback !== undefined ? { callback } : {}

/** What is told, as JSON: the same for every try but for the address of the callback. */
function bodyOf({ key, madeAt, told }: RunRow, more: Readonly<Record<string, unknown>>): string {
  const { fields, ...order }: Told = told
  return JSON.stringify({ id: key, at: madeAt.toISOString(), ...order, fields, ...more })
}

async function byScript(
  row: RunRow,
  run: { readonly script: string; readonly args: readonly string[] },
  means: Means,
): Promise<Outcome> {
  const { organisation, scripts: folder, workIn, log, gap, signal } = means
  const script = organisation.automation.scripts.get(run.script)
  if (!script) return failed(saying('tried.no_script', { id: run.script }))
  if (folder === undefined) return failed(saying('script.no_setting'))
  const filled = filledArguments(run.args, row.told)
  if ('wrong' in filled) return failed(filled.wrong)
  try {
    const input = bodyOf(row, {})
    return await runScript({ script, folder, args: filled.args, input, workIn, key: row.key, gap, signal })
  } catch (error) {
    log.error({ script: run.script, error: String(error) }, 'a script could not be run')
    return failed(saying('tried.unstarted', { why: (error as NodeJS.ErrnoException).code ?? 'error' }))
  }
}
