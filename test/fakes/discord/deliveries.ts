import { type Fields, fieldsOf, textOf } from '../fields.js'
import { partialChannelJson } from './channels.js'
import type { HttpInteractions } from './http-interactions.js'
import { newToken } from './interactions.js'
import type { FakeChannel, FakeInteraction, FakeUser } from './model.js'
import { memberJson, userJson } from './people.js'
import { permissionsAt } from './permissions.js'
import type { World } from './world.js'

/** What a person does, before it is an interaction. */
export interface Deed {
  readonly type: number
  readonly userId: string
  readonly channel: FakeChannel
  readonly data: Fields
  readonly label: string
  /** The message whose component was used. */
  readonly message?: Fields
}

export interface Deliveries {
  /** Brings an interaction to the application; resolves when it is answered, or when three seconds are over. */
  send: (deed: Deed) => Promise<FakeInteraction>
  /** Brings one again, as the gateway may: same id, same token. */
  again: (interaction: FakeInteraction) => void
}

const personJson = (world: World, user: FakeUser, channel: FakeChannel): Fields => {
  const member = channel.guildId ? world.guilds.get(channel.guildId)?.members.get(user.id) : undefined
  if (!member) return { user: userJson(user) }
  const permissions = String(permissionsAt(world, user.id, channel))
  return { member: { ...memberJson(member), user: userJson(user), permissions } }
}

const payloadOf = (world: World, interaction: Pick<FakeInteraction, 'id' | 'token'>, deed: Deed): Fields => {
  const { channel, userId } = deed
  const user = world.users.get(userId) as FakeUser
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: deed.type,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: partialChannelJson(world, channel, userId),
    ...(guild
      ? { guild_id: guild.id, guild: { id: guild.id, locale: guild.locale, features: [] }, guild_locale: guild.locale }
      : {}),
    ...personJson(world, user, channel),
    data: deed.data,
    ...(deed.message ? { message: deed.message } : {}),
    locale: user.locale,
    app_permissions: String(permissionsAt(world, world.botId, channel)),
    entitlements: [],
    authorizing_integration_owners: { '0': guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: world.settings.fileBytes,
  }
}

export const openDeliveries = (world: World, http: HttpInteractions, listening: () => boolean): Deliveries => {
  const emit = (interaction: FakeInteraction): void => {
    interaction.deliveries += 1
    world.emit({ t: 'INTERACTION_CREATE', d: interaction.payload, guildId: interaction.guildId })
  }

  const answered = (interaction: FakeInteraction): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (interaction.outcome === 'waiting') return
        clearTimeout(timer)
        stop()
        resolve()
      }
      const stop = world.activity.listen(check)
      const timer = setTimeout(() => {
        interaction.outcome = 'failed'
        world.complain(`${interaction.label} was not answered within three seconds`)
        check()
      }, world.settings.ackMs)
      check()
    })

  const carry = async (interaction: FakeInteraction): Promise<void> => {
    if (http.url) {
      await http.deliver(interaction).catch((error: unknown) => {
        world.complain(`${interaction.label} did not reach the application: ${String(error)}`)
        interaction.outcome = 'failed'
      })
      return
    }
    if (listening()) return emit(interaction)
    interaction.outcome = 'failed'
    world.complain(`${interaction.label} reached nobody`)
  }

  return {
    again: emit,
    async send(deed) {
      const named = { id: world.id(), token: newToken() }
      const sourceId = textOf(fieldsOf({ message: deed.message }, 'message'), 'id')
      const interaction: FakeInteraction = {
        ...named,
        type: deed.type,
        userId: deed.userId,
        guildId: deed.channel.guildId,
        channelId: deed.channel.id,
        createdAt: world.now(),
        payload: payloadOf(world, named, deed),
        label: deed.label,
        outcome: 'waiting',
        followUps: [],
        deliveries: 0,
        ...(sourceId === '' ? {} : { sourceId }),
      }
      world.interactions.set(interaction.id, interaction)
      world.interactionsByToken.set(interaction.token, interaction)
      const done = world.activity.begin()
      const waiting = answered(interaction)
      await carry(interaction)
      await waiting
      done()
      return interaction
    },
  }
}
