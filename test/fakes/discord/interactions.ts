import { randomBytes } from 'node:crypto'
import { type Fields, isFields, listOf } from '../fields.js'
import { interactionTypes, callbackTypes as kinds, messageFlags, messageTypes } from './bits.js'
import { insist, problemsOf } from './checks/check.js'
import { type Before, isEmpty } from './checks/messages.js'
import { type Answered, callback } from './checks/responses.js'
import { changeMessage, dropMessage, messagesOf, storeMessage } from './messages.js'
import type { FakeChannel, FakeInteraction, SentFile, StoredMessage } from './model.js'
import { spans } from './options.js'
import { refuse } from './refused.js'
import { attachmentsFrom, checkReferences, insistSomething } from './uploads.js'
import type { World } from './world.js'

/** What the first response changes on the person's screen. */
export interface FirstResponse {
  readonly type: number
  readonly data: Fields
  readonly files: readonly SentFile[]
}

export const newToken = (): string => `aW50ZXJhY3Rpb246${randomBytes(24).toString('base64url')}`

const roomOf = (world: World, interaction: FakeInteraction): FakeChannel =>
  world.channels.get(interaction.channelId) ?? refuse(10003)

/** The message whose component was used, a whisper too. */
export const sourceOf = (world: World, { channelId, sourceId }: FakeInteraction): StoredMessage | undefined => {
  if (sourceId === undefined) return undefined
  const fits = ({ id }: StoredMessage): boolean => id === sourceId
  return messagesOf(world, channelId).find(fits) ?? world.whispers.find(fits)
}

const parts = (
  world: World,
  interaction: FakeInteraction,
  { data, files }: Omit<FirstResponse, 'type'>,
  ephemeral: boolean,
) => {
  const attachments = attachmentsFrom(world, { channelId: interaction.channelId, files, body: data, ephemeral })
  checkReferences([data['components'], data['embeds']], attachments)
  return {
    content: typeof data['content'] === 'string' ? data['content'] : '',
    embeds: listOf(data, 'embeds'),
    components: listOf(data, 'components'),
    attachments,
    flags: Number(data['flags'] ?? 0) & ~(messageFlags.ephemeral | messageFlags.loading),
    allowedMentions: data['allowed_mentions'],
  }
}

/** Posts an answer or a follow-up of an interaction, to all or to the person alone. */
export const answerWith = (
  world: World,
  interaction: FakeInteraction,
  sent: Omit<FirstResponse, 'type'>,
  how: { readonly ephemeral: boolean; readonly loading?: boolean; readonly followUp?: boolean },
): StoredMessage => {
  const channel = roomOf(world, interaction)
  // Nothing can be said in an archived thread that is locked, not even an answer.
  if (channel.thread?.archived && channel.thread.locked && !how.ephemeral) refuse(50083)
  const drafted = parts(world, interaction, sent, how.ephemeral)
  const isCommand = interaction.type === interactionTypes.command && !how.followUp
  return storeMessage(world, {
    ...drafted,
    channel,
    authorId: world.botId,
    type: isCommand ? messageTypes.command : messageTypes.default,
    flags: drafted.flags | (how.loading ? messageFlags.loading : 0),
    byInteraction: true,
    interactionId: interaction.id,
    webhookId: world.applicationId,
    ...(how.ephemeral ? { onlyFor: interaction.userId } : {}),
  })
}

/** Changes a message that belongs to an interaction; a deferred one stops loading. */
export const amend = (world: World, message: StoredMessage, data: Fields, files: readonly SentFile[]): void => {
  const change: Record<string, unknown> = {}
  if (typeof data['content'] === 'string' || data['content'] === null) change['content'] = data['content'] ?? ''
  for (const key of ['embeds', 'components']) if (data[key] !== undefined) change[key] = listOf(data, key)
  if (files.length > 0 || data['attachments'] !== undefined || message.attachments.length > 0) {
    const { channelId, attachments: held } = message
    change['attachments'] = attachmentsFrom(world, {
      channelId,
      files,
      body: data,
      ephemeral: message.onlyFor !== undefined,
      held,
    })
  }
  const after = (change['attachments'] as StoredMessage['attachments'] | undefined) ?? message.attachments
  insistSomething(message, data, after.length)
  checkReferences([change['components'], change['embeds']], after)
  const wasLoading = (message.flags & messageFlags.loading) !== 0
  const v2 = (Number(data['flags'] ?? 0) | message.flags) & messageFlags.componentsV2
  const kept = message.flags & ~messageFlags.loading
  changeMessage(world, message, {
    ...change,
    flags: kept | v2,
    allowedMentions: data['allowed_mentions'],
    edited: !wasLoading,
  })
}

const apply = (world: World, interaction: FakeInteraction, { type, data, files }: FirstResponse): void => {
  const ephemeral = (Number(data['flags'] ?? 0) & messageFlags.ephemeral) !== 0
  if (type === kinds.reply) {
    if (isEmpty(data, files.length)) refuse(50006)
    interaction.original = answerWith(world, interaction, { data, files }, { ephemeral })
  }
  if (type === kinds.defer)
    interaction.original = answerWith(world, interaction, { data: {}, files: [] }, { ephemeral, loading: true })
  const source = sourceOf(world, interaction)
  if (type === kinds.update && source) amend(world, source, data, files)
  if ((type === kinds.update || type === kinds.deferUpdate) && source) interaction.original = source
  if (type === kinds.modal) {
    interaction.modal = data
    world.modals.set(interaction.userId, { interaction, modal: data })
  }
  if (type === kinds.autocomplete)
    interaction.choices = listOf(data, 'choices') as unknown as { name: string; value: string }[]
}

/** What the check of a change must know of the message. */
export const beforeChange = ({ flags, onlyFor }: StoredMessage): Before => ({
  v2: (flags & messageFlags.componentsV2) !== 0,
  whisper: onlyFor !== undefined,
})

/** The type of the option that is being completed, wherever it is nested. */
const focusedType = (data: unknown): number => {
  if (!isFields(data)) return 0
  if (data['focused'] === true) return Number(data['type'])
  return listOf(data, 'options').reduce((found, one) => found || focusedType(one), 0)
}

/** Takes the first response: once, within three seconds, and of a kind that fits. */
export const respond = (
  world: World,
  interaction: FakeInteraction,
  body: unknown,
  files: readonly SentFile[],
): void => {
  if (interaction.response) refuse(40060)
  if (world.now() - interaction.createdAt > spans.respond || interaction.outcome === 'failed') {
    world.complain(`${interaction.label} was answered after three seconds`)
    refuse(10062)
  }
  const source = sourceOf(world, interaction)
  const answered: Answered = {
    type: interaction.type,
    // A card that was deleted meanwhile takes any change, and nobody sees it.
    from: source ? beforeChange(source) : interaction.sourceId ? { v2: false, whisper: true } : undefined,
    completes: focusedType(interaction.payload['data']),
  }
  insist(problemsOf(callback(answered), body))
  const { type, data } = body as { type: number; data?: Fields }
  apply(world, interaction, { type, data: data ?? {}, files })
  interaction.response = { type, data: data ?? {}, at: world.now() }
  interaction.outcome = 'answered'
  world.activity.touch()
}

/** The interaction of a webhook token; dead after fifteen minutes, and of no use before the first response. */
export const openInteraction = (world: World, token: string): FakeInteraction => {
  const interaction = world.interactionsByToken.get(token) ?? refuse(10015)
  if (world.now() - interaction.createdAt > spans.token) refuse(50027)
  if (!interaction.response) {
    world.complain(`a follow-up to ${interaction.label} came before its first response`)
    refuse(10015)
  }
  return interaction
}

/** Takes an answer away again. */
export const withdraw = (world: World, interaction: FakeInteraction, message: StoredMessage): void => {
  dropMessage(world, message)
  const at = interaction.followUps.indexOf(message)
  if (at >= 0) interaction.followUps.splice(at, 1)
  if (interaction.original === message) delete interaction.original
}
