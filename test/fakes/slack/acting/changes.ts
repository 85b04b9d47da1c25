import { directChannel, messagesIn } from '../channels.js'
import { addressOf } from '../messages.js'
import { tellArchived, tellMember, tellRenamed } from '../methods/channels.js'
import type { FakeChannel, FakeUser, UserSpec } from '../model.js'
import { ClientRefusal } from '../refused.js'
import { putUser, userJson } from '../users.js'
import { viewJson } from '../views.js'
import type { Workspace } from '../workspace.js'
import { person } from './payloads.js'

/** What happens to people and channels around the app. Each resolves when the app has acknowledged the event. */
export const changeActs = (world: Workspace) => {
  const room = (id: string): FakeChannel => {
    const channel = world.channels.get(id)
    if (!channel) throw new ClientRefusal(`There is no channel ${id}`)
    return channel
  }

  return {
    /** A person opens the app's Home tab (or its Messages tab). Happens on every visit. */
    async openHome(userId: string, tab: 'home' | 'messages' = 'home'): Promise<void> {
      const user = person(world, userId)
      if (tab === 'home' && !world.settings.homeTab) throw new ClientRefusal('The app has no Home tab')
      const view = world.views.get(world.homes.get(user.id) ?? '')
      await world.emit({
        type: 'app_home_opened',
        user: user.id,
        channel: directChannel(world, user.id).id,
        tab,
        ...(tab === 'home' && view ? { view: viewJson(world, view) } : {}),
        event_ts: world.ts(),
      })
    },

    /** A person's profile, role or standing changes: user_change. */
    async changeUser(id: string, changes: Omit<UserSpec, 'id'>): Promise<FakeUser> {
      if (!world.users.has(id)) throw new ClientRefusal(`There is no user ${id}`)
      const user = putUser(world, { id, ...changes })
      const show = { locale: true, email: world.settings.scopes.has('users:read.email') }
      await world.emit({ type: 'user_change', user: userJson(world, user, show), cache_ts: 0, event_ts: world.ts() })
      return user
    },

    /** People are put into a user group or taken out of it: subteam_members_changed. */
    async changeGroup(id: string, change: { add?: readonly string[]; remove?: readonly string[] }): Promise<void> {
      const group = world.groups.get(id)
      if (!group) throw new ClientRefusal(`There is no user group ${id}`)
      const added = (change.add ?? []).filter((user) => !group.users.includes(person(world, user).id))
      const removed = (change.remove ?? []).filter((user) => group.users.includes(user))
      group.users = [...group.users.filter((user) => !removed.includes(user)), ...added]
      const now = Math.floor(world.now() / 1_000)
      await world.emit({
        type: 'subteam_members_changed',
        subteam_id: id,
        team_id: world.teamId,
        date_previous_update: now - 1,
        date_update: now,
        added_users: added,
        added_users_count: String(added.length),
        removed_users: removed,
        removed_users_count: String(removed.length),
        event_ts: world.ts(),
      })
    },

    async archive(channelId: string, userId = 'U0ADMIN'): Promise<void> {
      const channel = room(channelId)
      channel.archived = true
      await tellArchived(world, channel, userId)
    },

    async unarchive(channelId: string, userId = 'U0ADMIN'): Promise<void> {
      const channel = room(channelId)
      channel.archived = false
      await tellArchived(world, channel, userId)
    },

    async rename(channelId: string, name: string): Promise<void> {
      const channel = room(channelId)
      channel.name = name
      await tellRenamed(world, channel)
    },

    /** Somebody (or the bot) joins a channel. */
    async join(userId: string, channelId: string, inviter?: string): Promise<void> {
      const channel = room(channelId)
      channel.members.add(userId)
      await tellMember(world, channel, userId, { type: 'member_joined_channel', inviter })
    },

    /** Somebody (or the bot) leaves a channel or is removed. */
    async leave(userId: string, channelId: string): Promise<void> {
      const channel = room(channelId)
      channel.members.delete(userId)
      await tellMember(world, channel, userId, { type: 'member_left_channel' })
    },

    /** Locks a thread: no more replies. */
    lockThread(channelId: string, ts: string): void {
      room(channelId).lockedThreads.add(ts)
    },

    /** A private channel is shared with another organisation, which changes its id from G to C. Answers the new id. */
    async shareExternally(channelId: string): Promise<string> {
      const channel = room(channelId)
      channel.extShared = true
      if (!channelId.startsWith('G')) return channelId
      const id = `C${channelId.slice(1)}`
      world.channels.delete(channelId)
      world.channels.set(id, Object.assign(channel, { id }))
      world.messages.set(id, messagesIn(world, channelId))
      world.messages.delete(channelId)
      const event = { type: 'channel_id_changed', old_channel_id: channelId, new_channel_id: id, event_ts: world.ts() }
      await world.emit(event, addressOf(world, channel))
      return id
    },

    /** The app is removed from the workspace: tokens die, then the app hears of it. */
    async uninstall(): Promise<void> {
      const bots = [...world.tokens.values()].filter(({ kind }) => kind === 'bot')
      for (const token of bots) token.revoked = true
      await world.emit({ type: 'tokens_revoked', tokens: { oauth: [], bot: [world.botUserId] }, event_ts: world.ts() })
      await world.emit({ type: 'app_uninstalled', event_ts: world.ts() })
    },
  }
}
