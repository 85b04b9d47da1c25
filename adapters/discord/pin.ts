import { Routes } from 'discord.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** Pins a message that stands already: it counts as posted whether or not Discord lets us. */
export async function pin(web: Web, channel: string, message: string, log: Log): Promise<void> {
  try {
    await ask(() => web.put(Routes.channelMessagesPin(channel, message)))
  } catch (error) {
    if (!(error instanceof DiscordSaysNo || error instanceof Outage)) throw error
    log.warn({ channel, code: error instanceof DiscordSaysNo ? error.code : 'outage' }, 'a message could not be pinned')
  }
}
