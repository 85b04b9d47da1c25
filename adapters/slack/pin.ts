import { Outage } from '../../src/kernel/errors.js'
import type { Log } from './log.js'
import { ask, SlackSaysNo, type Web } from './web.js'

/** Pins a message that stands already: it counts as posted whether or not Slack lets us. */
export async function pin(
  web: Web,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  log: Log,
): Promise<void> {
  try {
    await ask(() => web.pins.add({ channel, timestamp: ts }))
  } catch (error) {
    if (!(error instanceof SlackSaysNo || error instanceof Outage)) throw error
    log.warn({ channel, code: error instanceof SlackSaysNo ? error.code : 'outage' }, 'a message could not be pinned')
  }
}
