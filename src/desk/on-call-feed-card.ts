import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type FeedRow, feedPath } from '../oncall/index.js'
import type { Rotation } from '../organisation/index.js'

export interface FeedView {
  readonly feed: FeedRow
  /** Absent for a person's own shifts. */
  readonly rotation: Rotation | undefined
  readonly renewed: boolean
  /** The address of our pages, where there is one. */
  readonly pagesAt: string | undefined
}

/** The address of a calendar, for the one person whose it is. */
export function feedCard({ feed, rotation, renewed, pagesAt }: FeedView, voice: Voice): Card {
  const path = feedPath(feed)
  const title = rotation
    ? voice.say('oncall.feed.title_rotation', { rotation: rotation.name[voice.language] })
    : voice.say('oncall.feed.title_mine')
  const args = { renew: 'yes', ...(rotation ? { rotation: rotation.id } : {}) }
  return {
    title: [title],
    tone: 'plain',
    blocks: [
      { kind: 'text', line: [voice.say(pagesAt === undefined ? 'oncall.feed.path' : 'oncall.feed.how')] },
      { kind: 'text', line: [{ kind: 'code', text: `${pagesAt ?? ''}${path}` }] },
      { kind: 'note', line: [voice.say(renewed ? 'oncall.feed.renewed' : 'oncall.feed.secret')] },
      {
        kind: 'actions',
        actions: [{ kind: 'press', label: voice.say('oncall.feed.renew'), press: { command: 'oncall feed', args } }],
      },
    ],
  }
}
