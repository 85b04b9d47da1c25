import { requireTagFlag } from './bits.js'
import { insist } from './checks/check.js'
import type { FakeChannel } from './model.js'
import { may } from './permissions.js'
import { refuse } from './refused.js'
import type { World } from './world.js'

/** Tags of a post: known to the forum, not moderated unless the bot is a moderator, and at least one where that is demanded. */
export const checkTags = (
  world: World,
  forum: FakeChannel,
  tags: readonly string[],
  before: readonly string[] = [],
): void => {
  const unknown = tags.findIndex((id) => forum.tags.every((tag) => tag.id !== id))
  if (unknown >= 0) insist([{ path: ['applied_tags', unknown], code: 'TAG_UNKNOWN', message: 'Unknown tag' }])
  if (forum.flags & requireTagFlag && tags.length === 0) refuse(40067)
  const moderated = forum.tags.filter((tag) => tag.moderated && tags.includes(tag.id) !== before.includes(tag.id))
  if (moderated.length > 0 && !may(world, world.botId, forum, 'MANAGE_THREADS')) refuse(50013)
}
