import { bitsOf, type Permission } from './bits.js'
import { channelJson, isThread, threadsOf } from './channels.js'
import { guildJson, roleJson } from './guilds.js'
import { changeMessage, messagesOf } from './messages.js'
import type { FakeChannel, FakeMember, FakeUser } from './model.js'
import { guildOf, memberJson, userJson } from './people.js'
import { dropThread, setArchived, tellThread } from './threads.js'
import type { World } from './world.js'

/** What happens around the application: people come and go, roles change, channels are renamed and deleted. */
export const changeActs = (world: World) => {
  const memberOf = (guildId: string, userId: string): { member: FakeMember; user: FakeUser } => {
    const member = guildOf(world, guildId).members.get(userId)
    const user = world.users.get(userId)
    if (!member || !user) throw new Error(`${userId} is no member of ${guildId}`)
    return { member, user }
  }

  const tellMember = (guildId: string, userId: string): void => {
    const { member, user } = memberOf(guildId, userId)
    world.emit({
      t: 'GUILD_MEMBER_UPDATE',
      d: { ...memberJson(member), user: userJson(user), guild_id: guildId },
      guildId,
    })
  }

  const channelOf = (id: string): FakeChannel => {
    const channel = world.channels.get(id)
    if (!channel) throw new Error(`There is no channel ${id}`)
    return channel
  }

  const threadOf = (id: string): FakeChannel & { thread: NonNullable<FakeChannel['thread']> } => {
    const channel = channelOf(id)
    if (!channel.thread) throw new Error(`${id} is no thread`)
    return channel as FakeChannel & { thread: NonNullable<FakeChannel['thread']> }
  }

  return {
    /** A person leaves the server, or is thrown out. */
    leave(guildId: string, userId: string): void {
      const { user } = memberOf(guildId, userId)
      guildOf(world, guildId).members.delete(userId)
      for (const channel of world.channels.values())
        if (channel.guildId === guildId) channel.thread?.members.delete(userId)
      world.emit({ t: 'GUILD_MEMBER_REMOVE', d: { guild_id: guildId, user: userJson(user) }, guildId })
    },
    giveRole(guildId: string, userId: string, roleId: string): void {
      memberOf(guildId, userId).member.roles.add(roleId)
      tellMember(guildId, userId)
    },
    takeRole(guildId: string, userId: string, roleId: string): void {
      memberOf(guildId, userId).member.roles.delete(roleId)
      tellMember(guildId, userId)
    },
    setNick(guildId: string, userId: string, nick: string | null): void {
      memberOf(guildId, userId).member.nick = nick
      tellMember(guildId, userId)
    },
    deleteRole(guildId: string, roleId: string): void {
      const guild = guildOf(world, guildId)
      guild.roles.delete(roleId)
      for (const member of guild.members.values()) member.roles.delete(roleId)
      world.emit({ t: 'GUILD_ROLE_DELETE', d: { guild_id: guildId, role_id: roleId }, guildId })
    },
    /** What everybody with the role may do from now on. */
    setRolePermissions(guildId: string, roleId: string, names: readonly Permission[]): void {
      const role = guildOf(world, guildId).roles.get(roleId)
      if (!role) throw new Error(`There is no role ${roleId}`)
      role.permissions = bitsOf(names)
      world.emit({ t: 'GUILD_ROLE_UPDATE', d: { guild_id: guildId, role: roleJson(role) }, guildId })
    },
    /** What the bot's own role may do from now on. */
    setBotPermissions(guildId: string, names: readonly Permission[]): void {
      this.setRolePermissions(guildId, guildOf(world, guildId).botRoleId, names)
    },
    renameChannel(id: string, name: string): void {
      const channel = channelOf(id)
      channel.name = name
      if (isThread(channel)) tellThread(world, channel)
      else world.emit({ t: 'CHANNEL_UPDATE', d: channelJson(world, channel), guildId: channel.guildId, channelId: id })
    },
    /** A channel goes, with its threads; or a thread by itself. */
    deleteChannel(id: string) {
      const channel = channelOf(id)
      if (isThread(channel)) return dropThread(world, channel)
      for (const thread of threadsOf(world, id)) {
        world.channels.delete(thread.id)
        world.messages.delete(thread.id)
      }
      world.emit({ t: 'CHANNEL_DELETE', d: channelJson(world, channel), guildId: channel.guildId, channelId: id })
      world.channels.delete(id)
      world.messages.delete(id)
    },
    /** A moderator, or the passing of time, archives a thread; `false` opens it again. */
    archiveThread: (id: string, archived = true): void => setArchived(world, threadOf(id), archived),
    lockThread(id: string, locked = true): void {
      const thread = threadOf(id)
      thread.thread.locked = locked
      tellThread(world, thread)
    },
    /** A moderator clears messages in one go. */
    deleteMany(channelId: string, ids: readonly string[]): void {
      const held = messagesOf(world, channelId)
      world.messages.set(
        channelId,
        held.filter(({ id }) => !ids.includes(id)),
      )
      const guildId = world.channels.get(channelId)?.guildId
      const d = { ids: [...ids], channel_id: channelId, ...(guildId ? { guild_id: guildId } : {}) }
      world.emit({ t: 'MESSAGE_DELETE_BULK', d, guildId, channelId })
    },
    /** Discord looks at a link in a message: the message changes without anybody editing it. */
    unfurl(channelId: string, messageId: string, url = 'https://example.com/'): void {
      const message = messagesOf(world, channelId).find(({ id }) => id === messageId)
      if (!message) throw new Error(`There is no message ${messageId}`)
      changeMessage(world, message, { embeds: [{ type: 'link', url, title: 'A page' }], edited: false })
    },
    /** An outage of a server (true), or its end. */
    setUnavailable(guildId: string, unavailable: boolean): void {
      const guild = guildOf(world, guildId)
      guild.available = !unavailable
      if (unavailable) world.emit({ t: 'GUILD_DELETE', d: { id: guildId, unavailable: true }, guildId })
      else
        world.emit({ t: 'GUILD_CREATE', d: { ...guildJson(guild), members: [], channels: [], threads: [] }, guildId })
    },
    /** The bot is thrown out of a server. */
    removeBot(guildId: string): void {
      world.emit({ t: 'GUILD_DELETE', d: { id: guildId }, guildId })
      guildOf(world, guildId).members.delete(world.botId)
    },
  }
}
