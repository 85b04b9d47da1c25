import { allowedFile } from '../automation/script.js'
import { type Config, staysHere } from '../config.js'
import type { Automation } from '../organisation/index.js'
import { type Finding, finding } from './finding.js'

/** Shorter keys can be guessed by trying. */
const shortestKey = 16

/** What the desk file wants done by itself, and what keeps it from being done: keys, addresses, and the scripts themselves. */
export async function checkAutomation(
  config: Pick<Config, 'secretOf' | 'scriptsDir' | 'publicUrl' | 'host'>,
  { webhooks, scripts }: Automation,
): Promise<readonly Finding[]> {
  if (webhooks.size + scripts.size === 0) return []
  const found: Finding[] = []
  for (const { id, url, secret, answers } of webhooks.values()) {
    const key = config.secretOf?.(secret)
    if (key === undefined) found.push(finding('mend', 'no_secret', { id, name: secret }))
    else if (key.length < shortestKey) found.push(finding('note', 'short_secret', { id, name: secret }))
    if (url.startsWith('http:') && !staysHere({ host: new URL(url).hostname }))
      found.push(finding('note', 'plain_webhook', { id, url }))
    if (answers === 'callback' && config.publicUrl === undefined) found.push(finding('note', 'no_callback', { id }))
  }
  if (scripts.size > 0 && config.scriptsDir === undefined)
    return [...found, finding('mend', 'no_scripts', { count: scripts.size })]
  for (const { id, file } of scripts.values()) {
    const allowed = await allowedFile(config.scriptsDir ?? '', file)
    if ('wrong' in allowed) found.push(finding('mend', 'bad_script', { id, why: allowed.wrong }))
  }
  const all = { webhooks: webhooks.size, scripts: scripts.size }
  return found.length > 0 ? found : [finding('ok', 'automation', all)]
}
