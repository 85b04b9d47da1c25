import { type APIMessage, Routes } from 'discord.js'
import type { Address } from '../../src/chat/address.js'
import type { FileRef } from '../../src/chat/inbound.js'
import { NoFile, type OpenFile } from '../../src/chat/platform.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Channels } from './channels.js'
import type { Shelter } from './handed-in.js'
import { limits } from './limits.js'
import { intoOf } from './send.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

export interface FileParts {
  readonly web: Web
  readonly channels: Channels
  readonly fetch: Fetch
  /** Where those are that hang on no message. */
  readonly shelter: Pick<Shelter, 'open'>
}

/** The answer with a file's bytes in its body. Throws NoFile, or Outage. */
export type Fetch = (url: URL) => Promise<Response>

/** Fetches files from Discord's own hosts and no others. No key goes along. `apiUrl` is one more of them. */
export function createFetch(apiUrl: string | undefined): Fetch {
  const own = apiUrl === undefined ? undefined : new URL(apiUrl).origin
  const isDiscord = ({ protocol, hostname, origin }: URL): boolean =>
    origin === own || (protocol === 'https:' && /^(cdn\.discordapp\.com|media\.discordapp\.net)$/.test(hostname))

  return async (url) => {
    if (!isDiscord(url)) throw new NoFile('closed', 'it lies on another host')
    const response = await answered(url)
    if (response.ok && response.body) return response
    await response.body?.cancel()
    if (response.status === 404 || response.status === 403) throw new NoFile('gone', 'discord has it no more')
    throw new Outage(`discord answered with status ${response.status}`)
  }
}

/** Discord's addresses of files are good for a day: the message is asked for a fresh one. */
export function createFiles(parts: FileParts): (file: FileRef, at: Address) => Promise<OpenFile> {
  const { web, channels, shelter } = parts
  return async ({ id, name }, at) => {
    if (at.message === '') return shelter.open(id ?? '')
    const message = await messageAt(web, channels, at)
    const attached = message.attachments.find((one) => (id === undefined ? one.filename === name : one.id === id))
    if (!attached) throw new NoFile('gone', 'the message has no such file any more')
    const { body } = await parts.fetch(new URL(attached.url))
    return {
      body: body as ReadableStream<Uint8Array>,
      size: attached.size,
      ...(attached.content_type ? { type: attached.content_type } : {}),
    }
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
