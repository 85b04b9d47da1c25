/** What may stand in an `href`: a path of our own, or a full address that cannot run anything. Undefined for all else. */
export function safeUrl(url: string): string | undefined {
  // `//host` and `/\host` leave for another host although they begin like a path.
  if (/^\/(?![/\\])/.test(url)) return url
  if (!URL.canParse(url)) return undefined
  return ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol) ? url : undefined
}

export const isOwn = (url: string): boolean => url.startsWith('/')

/** The page of a record. */
export const recordPath = (number: string): string => `/r/${encodeURIComponent(number)}`

/** The page of a channel, of a thread in it, or of one message of that thread. */
export function channelPath(channel: string, thread?: string): string {
  const path = `/c/${encodeURIComponent(channel)}`
  return thread === undefined ? path : `${path}/t/${encodeURIComponent(thread)}`
}
