import { Outage } from '../../src/kernel/errors.js'
import type { Log } from './log.js'
import { slackScopes } from './register.js'
import { ask, createWeb, SlackSaysNo } from './web.js'

export interface SlackChecked {
  /** The workspace's name and id, when the bot's token is good. */
  readonly team?: string
  readonly teamId?: string
  /** Slack's word for why the bot's token is not. */
  readonly botToken?: string
  /** Scopes of the manifest that were not granted; undefined when Slack did not tell. */
  readonly missing?: readonly string[]
  /** Slack's word for why the app-level token is not good. */
  readonly appToken?: string
}

/** Asks Slack whether the tokens are good, and whether the bot was granted what the manifest asks for. Posts nothing. */
export async function checkSlack(
  { botToken, appToken, apiUrl }: { readonly botToken: string; readonly appToken?: string; readonly apiUrl?: string },
  log: Log,
): Promise<SlackChecked> {
  const bot = await tried(() => createWeb(botToken, apiUrl, log).auth.test())
  // A socket that is offered and never opened is gone after half a minute.
  const app = appToken ? await tried(() => createWeb(appToken, apiUrl, log).apps.connections.open()) : undefined
  const refused = app?.kind === 'no' ? { appToken: app.why } : {}
  if (bot.kind === 'no') return { botToken: bot.why, ...refused }
  const granted = bot.value.response_metadata?.scopes
  return {
    ...(bot.value.team ? { team: bot.value.team } : {}),
    ...(bot.value.team_id ? { teamId: bot.value.team_id } : {}),
    ...(granted ? { missing: slackScopes.filter((scope) => !granted.includes(scope)) } : {}),
    ...refused,
  }
}

type Tried<T> = { readonly kind: 'yes'; readonly value: T } | { readonly kind: 'no'; readonly why: string }

async function tried<T>(call: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { kind: 'yes', value: await ask(call) }
  } catch (error) {
    if (error instanceof SlackSaysNo) return { kind: 'no', why: error.code }
    if (error instanceof Outage) return { kind: 'no', why: error.message }
    throw error
  }
}
