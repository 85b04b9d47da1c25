import { z } from 'zod'
import { channelShape } from './whereabouts.js'

/**
 * What we read of Discord's payloads, and no more. Each is parsed once, where it comes in; what does not fit is refused
 * as malformed and nothing happens.
 */
const id = z.string().regex(/^\d{1,20}$/)
const optionalId = id.nullish().transform((value) => value ?? undefined)
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value === true)

export const userShape = z.looseObject({
  id,
  username: optionalText,
  global_name: optionalText,
  bot: flag,
  system: flag,
})
export type DiscordUser = z.infer<typeof userShape>

export const memberShape = z.looseObject({
  nick: optionalText,
  roles: z.array(id).optional(),
})
export type DiscordMember = z.infer<typeof memberShape>

const attachment = z.looseObject({
  id,
  filename: optionalText,
  title: optionalText,
  content_type: optionalText,
  size: z.number().nullish(),
  url: optionalText,
})
export type Attached = z.infer<typeof attachment>
const attachments = z.record(z.string(), attachment).optional()

const embed = z.looseObject({ title: optionalText, description: optionalText })
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((all) => all ?? [])

export const messageShape = z.looseObject({
  id,
  channel_id: id,
  guild_id: optionalId,
  type: z.number().default(0),
  flags: z.number().default(0),
  content: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  timestamp: optionalText,
  edited_timestamp: optionalText,
  author: userShape.nullish(),
  member: memberShape.nullish(),
  webhook_id: optionalText,
  mentions: list(userShape.extend({ member: memberShape.nullish() })),
  attachments: list(attachment),
  embeds: list(embed),
  sticker_items: list(z.looseObject({ name: optionalText })),
  message_reference: z.looseObject({ type: z.number().nullish(), message_id: optionalId }).nullish(),
  referenced_message: z.looseObject({ id, author: userShape.nullish() }).nullish(),
  message_snapshots: list(
    z.looseObject({ message: z.looseObject({ content: optionalText, attachments: list(attachment) }) }),
  ),
})
export type DiscordMessageTold = z.infer<typeof messageShape>

export const deletedShape = z.looseObject({ id, channel_id: id, guild_id: optionalId })
export const deletedBulkShape = z.looseObject({ ids: z.array(id), channel_id: id, guild_id: optionalId })

export const reactionShape = z.looseObject({
  user_id: id,
  channel_id: id,
  message_id: id,
  guild_id: optionalId,
  member: memberShape.extend({ user: userShape.nullish() }).nullish(),
  emoji: z.looseObject({ id: optionalText, name: optionalText }),
})

export const memberEventShape = memberShape.extend({ guild_id: id, user: userShape })
export const guildShape = z.looseObject({
  id,
  channels: list(z.unknown()),
  threads: list(z.unknown()),
})
export const channelEventShape = channelShape

interface Option {
  readonly name: string
  readonly type: number
  readonly value?: string | number | boolean | undefined
  readonly focused: boolean
  readonly options?: readonly Option[] | undefined
}
const option: z.ZodType<Option> = z.lazy(() =>
  z.looseObject({
    name: z.string(),
    type: z.number(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: flag,
    options: z.array(option).optional(),
  }),
)
export type DiscordOption = Option

export const interactionShape = z.looseObject({
  id,
  application_id: id,
  type: z.number(),
  token: z.string().min(1),
  guild_id: optionalId,
  channel_id: optionalId,
  channel: channelShape.nullish(),
  member: memberShape.extend({ user: userShape }).nullish(),
  user: userShape.nullish(),
  locale: optionalText,
  message: z.looseObject({ id, flags: z.number().default(0) }).nullish(),
  data: z.unknown(),
})
export type InteractionTold = z.infer<typeof interactionShape>

export const commandData = z.looseObject({
  name: z.string().min(1),
  type: z.number(),
  options: list(option),
  target_id: optionalId,
  resolved: z.looseObject({ messages: z.record(z.string(), messageShape).optional(), attachments }).nullish(),
})
export type CommandData = z.infer<typeof commandData>

export const componentData = z.looseObject({
  custom_id: z.string(),
  values: list(z.string()),
})

/** What was filled in: each kind of component answers with `value` or `values`. */
export const filledShape = z.looseObject({
  type: z.number(),
  custom_id: z.string(),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: list(z.string()),
})
export type Filled = z.infer<typeof filledShape>

export const modalData = z.looseObject({
  custom_id: z.string(),
  resolved: z.looseObject({ attachments }).nullish(),
  components: list(
    z
      .looseObject({ component: filledShape.nullish(), components: list(filledShape) })
      .transform((row) => [...(row.component ? [row.component] : []), ...row.components]),
  ).transform((rows) => rows.flat()),
})
export type ModalData = z.infer<typeof modalData>
