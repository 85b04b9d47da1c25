import { type Fields, listOf, textOf } from '../../fields.js'
import { interactionTypes, components as kinds } from '../bits.js'
import type { Deliveries } from '../deliveries.js'
import { messageJson } from '../message-json.js'
import { isSelect, pressable } from '../messages.js'
import type { FakeInteraction, StoredMessage } from '../model.js'
import { ClientRefusal } from '../refused.js'
import { type Body, messageFor, roomFor, seenIn } from './body.js'
import { openResolved, type Resolved } from './resolved.js'

/** Where something is pressed: a message, its id, or a channel – then the newest message there that has it. */
export type Where = string | StoredMessage

interface Found {
  readonly message: StoredMessage
  readonly part: Fields
}

const isButton = (part: Fields): boolean => part['type'] === kinds.button

const labelled =
  (label: string) =>
  (part: Fields): boolean =>
    isButton(part) && (part['label'] === label || part['custom_id'] === label)

const offers =
  (wanted: readonly string[]) =>
  (part: Fields): boolean => {
    const options = listOf(part, 'options')
    const there = (one: string) => options.some(({ label, value }) => label === one || value === one)
    return part['type'] === kinds.stringSelect && wanted.every(there)
  }

const picker =
  (menu: string | undefined) =>
  (part: Fields): boolean =>
    isSelect(part) &&
    part['type'] !== kinds.stringSelect &&
    (menu === undefined || part['placeholder'] === menu || part['custom_id'] === menu)

const nameOf = (part: Fields): string =>
  [textOf(part, 'label'), ...listOf(part, 'options').map((one) => textOf(one, 'label')), textOf(part, 'placeholder')]
    .filter(Boolean)
    .join(' / ')

/** Buttons and menus of messages. */
export const pressActs = (body: Body, deliveries: Deliveries) => {
  const { world, user } = body

  const messagesAt = (where: Where): StoredMessage[] => {
    if (typeof where !== 'string') return [messageFor(body, where)]
    const channel = world.channels.get(where)
    if (!channel) return [messageFor(body, where)]
    roomFor(body, where)
    // On top of a thread a client shows the message that it hangs on.
    const starter = world.messages.get(channel.parentId ?? '')?.find(({ id }) => id === where)
    return [...(starter ? [starter] : []), ...seenIn(body, where)]
  }

  const find = (where: Where, fits: (part: Fields) => boolean, what: string): Found => {
    const messages = messagesAt(where)
    for (const message of messages.toReversed()) {
      const part = pressable(message.components).find(fits)
      if (part) return { message, part }
    }
    const there = messages.flatMap(({ components }) => pressable(components).map(nameOf))
    throw new ClientRefusal(`There is no ${what} to use here; there is: ${there.join(', ') || 'nothing'}`)
  }

  const send = ({ message, part }: Found, more: Fields, label: string): Promise<FakeInteraction> => {
    if (part['disabled'] === true) throw new ClientRefusal(`${label} is disabled`)
    const channel = roomFor(body, message.channelId)
    const { custom_id, id, type } = part
    return deliveries.send({
      type: interactionTypes.component,
      userId: user.id,
      channel,
      data: { custom_id, component_type: type, id, ...more },
      message: messageJson(world, message),
      label: `${label} by ${user.name}`,
    })
  }

  const counted = (part: Fields, picked: readonly string[]): void => {
    const [least, most] = [part['min_values'] ?? 1, part['max_values'] ?? 1].map(Number) as [number, number]
    if (picked.length < least || picked.length > most)
      throw new ClientRefusal(`The menu takes ${least} to ${most} values, not ${picked.length}`)
  }

  const resolve = (resolved: Resolved, type: unknown, id: string): string => {
    if (type === kinds.userSelect) return resolved.person(id)
    if (type === kinds.roleSelect) return resolved.role(id)
    if (type === kinds.channelSelect) return resolved.channel(id)
    return resolved.mentionable(id)
  }

  return {
    /** Presses the button with this label (or custom_id). Twice is two interactions. */
    presses(where: Where, label: string): Promise<FakeInteraction> {
      const found = find(where, labelled(label), `button “${label}”`)
      if (found.part['style'] === 5) throw new ClientRefusal(`“${label}” is a link to ${textOf(found.part, 'url')}`)
      return send(found, {}, `“${label}”`)
    },

    /** Picks options, by label or value, from the newest menu that offers them all. */
    picks(where: Where, ...wanted: readonly string[]): Promise<FakeInteraction> {
      const found = find(where, offers(wanted), `menu with ${wanted.join(', ')}`)
      counted(found.part, wanted)
      const options = listOf(found.part, 'options')
      const values = wanted.map(
        (one) => (options.find(({ label }) => label === one) ?? options.find(({ value }) => value === one))?.['value'],
      )
      return send(found, { values }, `picking ${wanted.join(', ')}`)
    },

    /** Picks people, roles or channels, by id, from a menu that offers them; `menu` is its placeholder or custom_id. */
    picksFrom(where: Where, menu: string | undefined, ...ids: readonly string[]): Promise<FakeInteraction> {
      const found = find(where, picker(menu), `menu ${menu ?? 'of people'}`)
      counted(found.part, ids)
      const resolved = openResolved(body, roomFor(body, found.message.channelId))
      const values = ids.map((id) => resolve(resolved, found.part['type'], id))
      return send(found, { values, ...resolved.field() }, `picking ${ids.join(', ')}`)
    },

    /** Everything that can be pressed or picked from in what this person sees in a channel: label by label. */
    options: (where: Where): readonly string[] =>
      messagesAt(where).flatMap(({ components }) => pressable(components).map(nameOf)),
  }
}
