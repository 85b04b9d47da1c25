import { isThread } from '../channels.js'
import { messagesOf } from '../messages.js'
import type { FakeChannel, FakeUser, StoredAttachment, StoredMessage } from '../model.js'
import { may, speaking } from '../permissions.js'
import { ClientRefusal } from '../refused.js'
import { setArchived } from '../threads.js'
import type { World } from '../world.js'

/** A file that a person attaches. */
export interface FileSpec {
  readonly name: string
  readonly bytes: Buffer | string
  readonly contentType?: string
}

/** What every act of a person starts from. */
export interface Body {
  readonly world: World
  readonly user: FakeUser
}

/** The channel a person acts in, if they can see it. */
export const roomFor = ({ world, user }: Body, id: string): FakeChannel => {
  const channel = world.channels.get(id)
  if (!channel) throw new ClientRefusal(`There is no channel ${id}; add it with addChannel`)
  if (!may(world, user.id, channel, 'VIEW_CHANNEL'))
    throw new ClientRefusal(`${user.name} cannot see ${channel.name || id}`)
  return channel
}

/** The same, to write in: an archived thread opens again, a locked one stays shut. */
export const roomToSpeak = (body: Body, id: string): FakeChannel => {
  const { world, user } = body
  const channel = roomFor(body, id)
  if (!may(world, user.id, channel, speaking(channel)))
    throw new ClientRefusal(`${user.name} may not write in ${channel.name}`)
  if (channel.thread?.locked && !may(world, user.id, channel, 'MANAGE_THREADS'))
    throw new ClientRefusal(`${channel.name} is locked`)
  if (isThread(channel)) setArchived(world, channel, false)
  return channel
}

/** A message that this person sees, whispers to them too. */
export const messageFor = (body: Body, which: string | StoredMessage): StoredMessage => {
  const { world, user } = body
  const id = typeof which === 'string' ? which : which.id
  const whisper = world.whispers.find((one) => one.id === id && one.onlyFor === user.id)
  if (whisper) return whisper
  for (const [channelId, messages] of world.messages) {
    const found = messages.find((one) => one.id === id)
    if (found && roomFor(body, channelId)) return found
  }
  throw new ClientRefusal(`${user.name} sees no message ${id}`)
}

/** What this person sees in a channel, oldest first. */
export const seenIn = ({ world, user }: Body, channelId: string): StoredMessage[] =>
  [
    ...messagesOf(world, channelId),
    ...world.whispers.filter((one) => one.channelId === channelId && one.onlyFor === user.id),
  ].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))

export const uploaded = (world: World, channelId: string, files: readonly FileSpec[]): StoredAttachment[] =>
  files.map(({ name, bytes, contentType = 'application/octet-stream' }) => {
    const file: StoredAttachment = {
      id: world.id(),
      channelId,
      filename: name,
      bytes: Buffer.from(bytes as string),
      contentType,
    }
    world.attachments.set(file.id, file)
    return file
  })
