import type { Ids } from '../kernel/ids.js'
import { sameSecret } from '../kernel/ids.js'
import type { Reader, Work } from '../store/index.js'
import { type FeedRow, feedTable } from './table.js'

/** The word in a calendar's address: who knows it reads the calendar, as a key opens a door. */
export const tokenOf = ({ id, secret }: Pick<FeedRow, 'id' | 'secret'>): string => `${id}-${secret}`

/** The path of a calendar on our pages. */
export const feedPath = (feed: FeedRow): string => `/calendar/${tokenOf(feed)}.ics`

/** A person's calendar of their own shifts, or of a rotation's. A renewed one is at another address, and the old one is void. */
export async function feedFor(
  work: Work,
  ids: Ids,
  {
    person,
    rotation = '',
    renew = false,
    of = 'oncall',
  }: { person: string; rotation?: string; renew?: boolean; of?: 'oncall' | 'change' },
): Promise<FeedRow> {
  const there = await work.one(feedTable, { person, rotation })
  if (there && !renew) return there
  await work.remove(feedTable, { person, rotation })
  const feed: FeedRow = { id: ids.next(), secret: ids.next() + ids.next(), person, rotation, madeAt: work.now }
  await work.insert(feedTable, feed)
  work.audit(
    there ? `${of}.feed_renewed` : `${of}.feed_made`,
    person,
    of === 'oncall' ? { rotation } : { service: rotation.slice(1) },
  )
  return feed
}

/** The calendar behind a token; undefined for anything that is none. */
export async function feedBehind(reader: Reader, token: string): Promise<FeedRow | undefined> {
  const [, id, secret] = /^([0-9a-z]{1,40})-([0-9a-z]{1,64})$/.exec(token) ?? []
  const feed = id === undefined ? undefined : await reader.one(feedTable, { id })
  return feed && sameSecret(feed.secret, secret ?? '') ? feed : undefined
}
