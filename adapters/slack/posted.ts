import { minutes } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { keyedAs } from './outward.js'
import { ask, type Web } from './web.js'

/** What stands with one of our messages for us alone. */
interface Known {
  readonly key?: unknown
  /** It is not whole yet: its pictures are still to come. */
  readonly begun?: unknown
}

interface Found {
  readonly ts?: string
  readonly metadata?: { event_type?: string; event_payload?: object }
}

/** Slack's clock and ours may differ: a message is looked for from this much earlier on. */
const clockSkew = minutes(1)
const pages = 5

/** Looks through what was posted since for the message with this key, whole or begun; gives its timestamp. */
export async function lookFor(
  web: Web,
  place: { readonly channel: string; readonly thread?: string },
  { key, since, begun }: { readonly key: string; readonly since: Date; readonly begun: boolean },
): Promise<string | undefined> {
  const oldest = ((since.getTime() - clockSkew) / 1_000).toFixed(6)
  let cursor: string | undefined
  for (let page = 0; page < pages; page++) {
    const told = await readPage(web, place, oldest, cursor)
    const found = told.messages.find((message) => {
      const known = knownOf(message)
      return known?.key === key && (known.begun === true) === begun
    })
    if (found?.ts) return found.ts
    cursor = told.next
    if (!cursor) return undefined
  }
  // Too much was said meanwhile to be sure: rather later than twice.
  throw new Outage('the channel is too busy to look for a message')
}

async function readPage(
  web: Web,
  place: { readonly channel: string; readonly thread?: string },
  oldest: string,
  cursor: string | undefined,
) {
  const window = {
    channel: place.channel,
    oldest,
    inclusive: true,
    include_all_metadata: true,
    limit: 200,
    ...(cursor ? { cursor } : {}),
  }
  const told = place.thread
    ? await ask(() => web.conversations.replies({ ...window, ts: place.thread ?? '' }))
    : await ask(() => web.conversations.history(window))
  return { messages: (told.messages ?? []) as readonly Found[], next: told.response_metadata?.next_cursor || undefined }
}

const knownOf = ({ metadata }: Found): Known | undefined =>
  metadata?.event_type === keyedAs ? (metadata.event_payload as Known | undefined) : undefined
