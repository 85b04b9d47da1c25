import { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { FileRef } from '../../src/chat/inbound.js'
import { NoFile, type OpenFile } from '../../src/chat/platform.js'
import { Outage } from '../../src/kernel/errors.js'
import { limits } from './limits.js'
import { ask, SlackSaysNo, type Web } from './web.js'

const optional = z
  .string()
  .nullish()
  .transform((text) => text || undefined)

/** A file as files.info tells it. */
const fileShape = z.looseObject({
  name: optional,
  title: optional,
  mimetype: optional,
  mode: optional,
  permalink: optional,
  size: z.number().nullish(),
  url_private: optional,
  url_private_download: optional,
})
type SlackFile = z.infer<typeof fileShape>

export interface FileParts {
  readonly web: Web
  readonly token: string
  /** Another place for the Web API: what it serves may have the token too. */
  readonly apiUrl?: string | undefined
}

/** Slack keeps its files on one host, and only that one gets the token. */
const slackFiles = 'files.slack.com'
const mostHops = 3

/** What Slack knows of a file now. Throws NoFile where it is gone or the app may not read files. */
export async function fileInfo(web: Web, id: string): Promise<SlackFile> {
  try {
    const told = await ask(() => web.files.info({ file: id }))
    return fileShape.parse(told.file ?? {})
  } catch (error) {
    throw whyNot(error)
  }
}

/** Opens files with the bot's token, which leaves for no other host. */
export function createFiles({ web, token, apiUrl }: FileParts): (file: FileRef) => Promise<OpenFile> {
  const own = apiUrl === undefined ? undefined : new URL(apiUrl).origin
  const mayHaveToken = (url: URL): boolean =>
    url.origin === own || (url.protocol === 'https:' && url.hostname === slackFiles)

  const fetched = async (from: string, hops = 0): Promise<Response> => {
    const url = new URL(from)
    if (!mayHaveToken(url)) throw new NoFile('closed', 'it lies on another host')
    const response = await answered(url, token)
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : undefined
    if (!next) return response
    await response.body?.cancel()
    if (hops === mostHops) throw new Outage('slack sends us round in circles')
    return fetched(new URL(next, url).href, hops + 1)
  }

  return async ({ id }) => {
    if (id === undefined) throw new NoFile('gone', 'its id is not known')
    const file = await fileInfo(web, id)
    const from = file.url_private_download ?? file.url_private
    if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit' || !from) throw new NoFile('gone', 'no address')
    return taken(await fetched(from), file)
  }
}

/** Slack answers those without the right with a page to sign in, and says that all is well. */
async function taken(response: Response, file: SlackFile): Promise<OpenFile> {
  const type = response.headers.get('content-type') ?? ''
  const isPage = type.startsWith('text/html') && file.mimetype !== 'text/html'
  if (response.ok && !isPage && response.body) {
    const size = file.size ?? undefined
    const told = file.mimetype ?? (type || undefined)
    return { body: response.body, ...(told ? { type: told } : {}), ...(size === undefined ? {} : { size }) }
  }
  await response.body?.cancel()
  if (response.status === 404 || response.status === 410) throw new NoFile('gone', 'slack has it no more')
  if (isPage || response.status === 401 || response.status === 403) throw new NoFile('closed', 'the scope files:read')
  throw new Outage(`slack answered with status ${response.status}`)
}

/** Waits for the beginning of an answer only: the bytes take as long as they take. */
async function answered(url: URL, token: string): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.webTimeout)
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: late.signal,
    })
  } catch (error) {
    throw new Outage('slack could not be reached', { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

const gone = new Set(['file_not_found', 'file_deleted', 'invalid_arguments'])

function whyNot(error: unknown): unknown {
  if (error instanceof SlackSaysNo) return new NoFile(gone.has(error.code) ? 'gone' : 'closed', error.code)
  const cause = error instanceof Outage ? error.cause : undefined
  const unscoped = cause instanceof webApi.WebAPIPlatformError && cause.data.error === 'missing_scope'
  return unscoped ? new NoFile('closed', 'the scope files:read') : error
}
