import type { Config } from '../config.js'
import { type Finding, finding } from './finding.js'

const nothing = () => undefined
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing }

/** Whether Slack takes the tokens, and whether the app was granted what its manifest asks for. */
export async function checkSlackApp({ slack }: Config): Promise<readonly Finding[]> {
  if (!slack) return [finding('ok', 'no_slack')]
  const { checkSlack } = await import('../../adapters/slack/check.js')
  const { team = '', teamId = '', botToken, appToken, missing } = await checkSlack(slack, silent)
  const app = appToken ? [finding('mend', 'slack_app_token', { why: appToken })] : []
  if (botToken) return [finding('mend', 'slack_bot_token', { why: botToken }), ...app]
  return [
    finding('ok', slack.appToken ? 'slack_socket' : 'slack_http', { team, id: teamId }),
    ...(missing && missing.length > 0 ? [finding('mend', 'slack_scopes', { scopes: missing.join(', ') })] : []),
    ...app,
  ]
}
