import type { FakeChannel } from './model.js'
import { may } from './permissions.js'
import type { World } from './world.js'

/** Puts somebody into a thread, if they can see the channel it is in. */
export const joinThread = (world: World, thread: FakeChannel, userId: string): void => {
  if (!thread.thread || thread.thread.members.has(userId)) return
  const parent = world.channels.get(thread.parentId ?? '')
  if (!parent || !may(world, userId, parent, 'VIEW_CHANNEL')) return
  thread.thread.members.add(userId)
  const d = {
    id: thread.id,
    guild_id: thread.guildId,
    member_count: Math.min(50, thread.thread.members.size),
    added_members: [{ id: thread.id, user_id: userId, join_timestamp: new Date(world.now()).toISOString(), flags: 0 }],
  }
  world.emit({ t: 'THREAD_MEMBERS_UPDATE', d, guildId: thread.guildId, channelId: thread.id })
}
