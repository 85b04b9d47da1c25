import { webApi } from '@slack/bolt'
import { Outage } from '../../src/kernel/errors.js'
import { shorten } from '../../src/kernel/text.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'
import { ask, SlackSaysNo, type Web } from './web.js'

export interface Upload {
  readonly png: Uint8Array
  readonly title: string
  readonly alt: string
}

/** Where a file is shared: in a channel, or in the thread under one of its messages. */
export interface Shared {
  readonly channel: string
  readonly under?: string
}

/**
 * Uploads a picture and shares it, so that whoever reads there may see it. Gives its id; undefined where the workspace or
 * the app takes no files. Throws Outage; where the answer to the last step is lost, it is looked whether it was taken.
 */
export async function upload(web: Web, { png, title, alt }: Upload, to: Shared): Promise<string | undefined> {
  try {
    const words = shorten(clean(alt), limits.file.alt)
    // Slack's reference has the one name, its library the other.
    const described = { alt_txt: words, alt_text: words }
    const begun = await ask(() =>
      web.files.getUploadURLExternal({ filename: 'picture.png', length: png.byteLength, ...described }),
    )
    const { upload_url: url, file_id: id } = begun
    if (!url || !id) throw new Outage('slack named no address for an upload')
    await send(url, png)
    await share(web, id, clean(title), to)
    return id
  } catch (error) {
    if (error instanceof SlackSaysNo || isUnscoped(error)) return undefined
    throw error
  }
}

/** Nobody sees the bytes before they are shared: whatever goes wrong here, nothing has happened. */
async function send(url: string, png: Uint8Array): Promise<void> {
  let status = 0
  try {
    const signal = AbortSignal.timeout(limits.webTimeout)
    const told = await fetch(url, { method: 'POST', body: Buffer.from(png), signal })
    await told.arrayBuffer()
    status = told.status
  } catch (error) {
    throw new Outage('slack did not take a file', { cause: error })
  }
  if (status < 200 || status > 299) throw new Outage(`slack answered a file with status ${status}`)
}

async function share(web: Web, id: string, title: string, { channel, under }: Shared): Promise<void> {
  const place = under ? { channel_id: channel, thread_ts: under } : { channel_id: channel }
  try {
    await ask(() => web.files.completeUploadExternal({ files: [{ id, title }], ...place }))
  } catch (error) {
    if (!(error instanceof Outage) || !error.detail.unknownOutcome || !(await isThere(web, id))) throw error
  }
}

/** Slack knows a file only once it was completed. */
const isThere = async (web: Web, id: string): Promise<boolean> => (await typeOf(web, id)) !== undefined

/** Slack tells what a file is when it has looked into it; until then it is of no type. */
export const isProcessed = async (web: Web, id: string): Promise<boolean> => Boolean(await typeOf(web, id))

async function typeOf(web: Web, id: string): Promise<string | undefined> {
  try {
    const { file } = await ask(() => web.files.info({ file: id }))
    return file && (file.mimetype ?? '')
  } catch (error) {
    if (error instanceof SlackSaysNo || error instanceof Outage) return undefined
    throw error
  }
}

const isUnscoped = (error: unknown): boolean => {
  const cause = error instanceof Outage ? error.cause : undefined
  return cause instanceof webApi.WebAPIPlatformError && cause.data.error === 'missing_scope'
}
