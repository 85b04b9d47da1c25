import type { Fields } from '../../fields.js'
import { partialChannelJson } from '../channels.js'
import { roleJson } from '../guilds.js'
import { attachmentJson, messageJson } from '../message-json.js'
import type { FakeChannel, StoredAttachment, StoredMessage } from '../model.js'
import { memberJson, userJson } from '../people.js'
import { permissionsAt } from '../permissions.js'
import { ClientRefusal } from '../refused.js'
import type { Body } from './body.js'

/** Collects what ids in an interaction stand for: `resolved`. */
export const openResolved = ({ world, user }: Body, channel: FakeChannel) => {
  const found: Record<string, Fields> = {}
  const put = (kind: string, id: string, json: Fields): string => {
    found[kind] = { ...found[kind], [id]: json }
    return id
  }
  const guild = world.guilds.get(channel.guildId ?? '')

  const person = (id: string): string => {
    const known = world.users.get(id)
    if (!known) throw new ClientRefusal(`There is nobody ${id} to pick`)
    const member = guild?.members.get(id)
    if (member) put('members', id, { ...memberJson(member), permissions: String(permissionsAt(world, id, channel)) })
    return put('users', id, userJson(known))
  }
  const role = (id: string): string => {
    const known = guild?.roles.get(id)
    if (!known) throw new ClientRefusal(`There is no role ${id} to pick`)
    return put('roles', id, roleJson(known))
  }
  return {
    person,
    role,
    mentionable: (id: string): string => (guild?.roles.has(id) ? role(id) : person(id)),
    channel(id: string): string {
      const known = world.channels.get(id)
      if (!known) throw new ClientRefusal(`There is no channel ${id} to pick`)
      return put('channels', id, partialChannelJson(world, known, user.id))
    },
    file: (file: StoredAttachment): string =>
      put('attachments', file.id, { ...attachmentJson(world, file), ephemeral: true }),
    message: (message: StoredMessage): string => put('messages', message.id, messageJson(world, message)),
    /** The field, absent when nothing was resolved. */
    field: (): Fields => (Object.keys(found).length > 0 ? { resolved: found } : {}),
  }
}

export type Resolved = ReturnType<typeof openResolved>
