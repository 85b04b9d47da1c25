import { type APIMessage, Routes } from 'discord.js'
import type { Address } from '../../src/chat/address.js'
import type { FileRef } from '../../src/chat/inbound.js'
import { NoFile, type OpenFile } from '../../src/chat/platform.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Channels } from './channels.js'
import { limits } from './limits.js'
import { intoOf } from './send.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

export interface FileParts {
  readonly web: Web
  readonly channels: Channels
  /** Another place for the API: what it serves may be fetched too. */
  readonly apiUrl?: string | undefined
}

/** Discord's addresses of files are good for a day: the message is asked for a fresh one. No key goes along. */
export function createFiles({ web, channels, apiUrl }: FileParts): (file: FileRef, at: Address) => Promise<OpenFile> {
  const own = apiUrl === undefined ? undefined : new URL(apiUrl).origin
  const isDiscord = ({ protocol, hostname, origin }: URL): boolean =>
    origin === own || (protocol === 'https:' && /^(cdn\.discordapp\.com|media\.discordapp\.net)$/.test(hostname))

  return async ({ id, name }, at) => {
    const message = await messageAt(web, channels, at)
    const attached = message.attachments.find((one) => (id === undefined ? one.filename === name : one.id === id))
    if (!attached) throw new NoFile('gone', 'the message has no such file any more')
    const url = new URL(attached.url)
    if (!isDiscord(url)) throw new NoFile('closed', 'it lies on another host')
    const response = await answered(url)
    if (response.ok && response.body) {
      return {
        body: response.body,
        size: attached.size,
        ...(attached.content_type ? { type: attached.content_type } : {}),
      }
    }
    await response.body?.cancel()
    if (response.status === 404 || response.status === 403) throw new NoFile('gone', 'discord has it no more')
    throw new Outage(`discord answered with status ${response.status}`)
  }
}

async function messageAt(web: Web, channels: Channels, at: Address): Promise<APIMessage> {
  try {
    const into = intoOf(at, (await channels.look(at.channel)).kind)
    return await ask<APIMessage>(() => web.get(Routes.channelMessage(into, at.message)))
  } catch (error) {
    if (!(error instanceof DiscordSaysNo)) throw error
    throw new NoFile(String(error.code).startsWith('10') ? 'gone' : 'closed', error.message)
  }
}

/** Waits for the beginning of an answer only: the bytes take as long as they take. */
async function answered(url: URL): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.restTimeout)
  try {
    return await fetch(url, { redirect: 'error', signal: late.signal })
  } catch (error) {
    throw new Outage('discord could not be reached', { cause: error })
  } finally {
    clearTimeout(timer)
  }
}
