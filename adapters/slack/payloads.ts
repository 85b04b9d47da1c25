import { z } from 'zod'

/**
 * What we read of Slack's payloads, and no more. Each is parsed once, where it comes in; what does not fit is refused
 * as malformed and nothing happens.
 */
const id = z.string().min(1).max(255)
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

export const commandPayload = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: optionalText,
  enterprise_id: optionalText,
  channel_id: id,
  user_id: id,
  trigger_id: id,
  response_url: z.url().optional(),
})

const person = z.object({ id, team_id: optionalText })
const team = z.object({ id: optionalText, enterprise_id: optionalText }).nullish()

const file = z.looseObject({
  id: optionalText,
  mimetype: optionalText,
  size: z.number().nullish(),
  /** `check_file_info`: it comes from another workspace, and only files.info tells more. */
  file_access: optionalText,
  name: optionalText,
  title: optionalText,
  url_private: optionalText,
  permalink: optionalText,
})

export const messageShape = z.looseObject({
  ts: id,
  type: optionalText,
  subtype: optionalText,
  user: optionalText,
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  thread_ts: optionalText,
  bot_id: optionalText,
  team: optionalText,
  user_team: optionalText,
  source_team: optionalText,
  edited: z.object({ user: optionalText, ts: optionalText }).nullish(),
  files: z.array(file).nullish(),
  reactions: z.array(z.looseObject({ name: z.string(), users: z.array(z.string()).default([]) })).nullish(),
  reply_count: z.number().nullish(),
  latest_reply: optionalText,
  attachments: z.array(z.looseObject({ title: optionalText, text: optionalText, fallback: optionalText })).nullish(),
})
export type SlackMessage = z.infer<typeof messageShape>

export const actionPayload = z.object({
  type: z.literal('block_actions'),
  team,
  user: person,
  trigger_id: optionalText,
  response_url: z.url().optional(),
  channel: z.object({ id }).nullish(),
  container: z
    .object({
      type: optionalText,
      channel_id: optionalText,
      message_ts: optionalText,
      thread_ts: optionalText,
      is_ephemeral: z.boolean().nullish(),
      view_id: optionalText,
    })
    .nullish(),
  message: z.looseObject({ ts: optionalText, thread_ts: optionalText }).nullish(),
  view: z.object({ id, type: optionalText, private_metadata: z.string().default('') }).nullish(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        block_id: optionalText,
        value: optionalText,
        action_ts: optionalText,
        selected_option: z.object({ value: optionalText }).nullish(),
      }),
    )
    .min(1),
})
export type ActionPayload = z.infer<typeof actionPayload>

/** What was filled in: each kind of element answers with a field of its own. */
const filled = z.object({
  type: z.string(),
  value: optionalText,
  selected_option: z.object({ value: optionalText }).nullish(),
  selected_user: optionalText,
  selected_date_time: z.number().nullish(),
  files: z.array(file).nullish(),
})
export type Filled = z.infer<typeof filled>

export const submissionPayload = z.object({
  type: z.literal('view_submission'),
  team,
  user: person,
  trigger_id: optionalText,
  view: z.object({
    id,
    callback_id: z.string().default(''),
    private_metadata: z.string().default(''),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: optionalText })).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), filled)) }).nullish(),
  }),
})
export type SubmissionPayload = z.infer<typeof submissionPayload>

export const shortcutPayload = z.object({
  type: z.enum(['shortcut', 'message_action']),
  team,
  user: person,
  trigger_id: id,
  callback_id: id,
  response_url: z.url().optional(),
  channel: z.object({ id }).nullish(),
  message: messageShape.nullish(),
})
export type ShortcutPayload = z.infer<typeof shortcutPayload>

export const eventPayload = z.object({
  event_id: id,
  team_id: optionalText,
  event: z.looseObject({ type: z.string() }),
})

export const saidEvent = messageShape.extend({ channel: id, channel_type: optionalText })
export const changedEvent = z.object({
  channel: id,
  channel_type: optionalText,
  message: messageShape,
  previous_message: messageShape.nullish(),
})
export const deletedEvent = z.object({
  channel: id,
  channel_type: optionalText,
  deleted_ts: id,
  previous_message: messageShape.nullish(),
})
export const reactionEvent = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: id,
  reaction: z.string(),
  event_ts: id,
  item: z.looseObject({ type: z.string(), channel: optionalText, ts: optionalText }),
})
export const userEvent = z.object({
  event_ts: optionalText,
  user: z.looseObject({ id, updated: z.number().nullish() }),
})
export const subteamEvent = z.object({
  subteam_id: id,
  team_id: optionalText,
  date_update: z.number().nullish(),
  event_ts: optionalText,
  added_users: z.array(id).nullish(),
  removed_users: z.array(id).nullish(),
})
/** `tab` is which of our two tabs in Slack they look at: the page, or the conversation with us. */
export const homeEvent = z.object({ user: id, channel: id, tab: optionalText, event_ts: optionalText })
export const channelEvent = z.object({
  type: z.string(),
  user: optionalText,
  event_ts: optionalText,
  channel: z.union([id, z.looseObject({ id, name: optionalText })]),
})

/** A person as users.info and user_change tell them. */
export const userShape = z.looseObject({
  id,
  team_id: optionalText,
  name: optionalText,
  real_name: optionalText,
  deleted: z.boolean().nullish(),
  locale: optionalText,
  tz: optionalText,
  is_bot: z.boolean().nullish(),
  /** A guest, in several channels or (then both are set) in one. Absent for who has left. */
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  enterprise_user: z.looseObject({ enterprise_id: optionalText }).nullish(),
  profile: z.looseObject({ display_name: optionalText, real_name: optionalText }).nullish(),
})
export type SlackUser = z.infer<typeof userShape>
