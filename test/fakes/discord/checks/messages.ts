import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { messageFlags } from '../bits.js'
import {
  type Check,
  flag,
  integer,
  into,
  list,
  maybe,
  oneOf,
  type Place,
  report,
  shape,
  snowflake,
  text,
  url,
} from './check.js'
import { legacyComponents, v2Components } from './components.js'

const picture = shape({ url: url({ schemes: ['http', 'https', 'attachment'] }) })

const embed: Check = shape({
  title: maybe(text({ max: 256 })),
  type: maybe(text({ max: 20 })),
  description: maybe(text({ max: 4_096 })),
  url: maybe(url()),
  timestamp: maybe(text({ max: 40, like: /^\d{4}-\d\d-\d\dT\d\d:\d\d/ })),
  color: maybe(integer({ min: 0, max: 0xffffff })),
  footer: maybe(shape({ text: text({ max: 2_048 }), icon_url: maybe(url()) })),
  image: maybe(picture),
  thumbnail: maybe(picture),
  author: maybe(shape({ name: text({ max: 256 }), url: maybe(url()), icon_url: maybe(url()) })),
  fields: maybe(
    list(shape({ name: text({ max: 256 }), value: text({ max: 1_024 }), inline: maybe(flag) }), { max: 25 }),
  ),
})

const embedText = (one: Fields): number => {
  const inner = (key: string, field: string): number => (isFields(one[key]) ? textOf(one[key], field).length : 0)
  const fields = listOf(one, 'fields').reduce((sum, f) => sum + textOf(f, 'name').length + textOf(f, 'value').length, 0)
  const own = textOf(one, 'title').length + textOf(one, 'description').length
  return own + inner('footer', 'text') + inner('author', 'name') + fields
}

const embeds: Check = (value, place) => {
  list(embed, { max: 10 })(value, place)
  const sum = Array.isArray(value) ? value.filter(isFields).reduce((all, one) => all + embedText(one), 0) : 0
  if (sum > 6_000) report(place, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
}

const ids: Check = list(snowflake, { max: 100 })

/** Discord: resources/message, allowed mentions object. */
const allowedMentions: Check = shape(
  {
    parse: maybe(list(oneOf('users', 'roles', 'everyone'))),
    users: maybe(ids),
    roles: maybe(ids),
    replied_user: maybe(flag),
  },
  (value, place) => {
    const parse = Array.isArray(value['parse']) ? value['parse'] : []
    for (const key of ['users', 'roles'])
      if (parse.includes(key) && Array.isArray(value[key]) && value[key].length > 0)
        report(
          into(place, 'parse'),
          'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
          `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
        )
  },
)

const attachments: Check = list(
  shape({
    id: (value, place) => {
      if (typeof value !== 'number') snowflake(value, place)
    },
    filename: maybe(text({ max: 1_024 })),
    description: maybe(text({ min: 0, max: 1_024 })),
    title: maybe(text({ max: 1_024 })),
    is_spoiler: maybe(flag),
    // A message that is read and sent back may name these; they are not looked at.
    size: maybe(integer()),
    url: maybe(text({ max: 2_048 })),
    proxy_url: maybe(text({ max: 2_048 })),
    content_type: maybe(text({ max: 200 })),
  }),
  { max: 10 },
)

const shared = {
  content: maybe(text({ min: 0, max: 2_000 })),
  embeds: maybe(embeds),
  allowed_mentions: maybe(allowedMentions),
  components: maybe(list(() => undefined)),
  attachments: maybe(attachments),
  flags: maybe(integer({ min: 0 })),
}

/** discord.js sends these with everything. Where they mean nothing they must not claim anything. */
const idle = { tts: maybe(flag), enforce_nonce: maybe(oneOf(false)) }

const mentionsTold = (value: Fields, place: Place): void => {
  if (Array.isArray(value['components']) && value['components'].length === 0) return
  if (value['components'] == null) return
  const check = isV2(value) ? v2Components : legacyComponents
  check(value['components'], into(place, 'components'))
}

export const isV2 = (body: Fields): boolean =>
  typeof body['flags'] === 'number' && (body['flags'] & messageFlags.componentsV2) !== 0

const v2Alone = (value: Fields, place: Place): void => {
  if (!isV2(value)) return
  for (const key of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const held = value[key]
    if (held == null || held === '' || (Array.isArray(held) && held.length === 0)) continue
    report(
      into(place, key),
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    )
  }
}

const together = (value: Fields, place: Place): void => {
  mentionsTold(value, place)
  v2Alone(value, place)
}

const nonce: Check = (value, place) => {
  if (typeof value === 'number') integer({ min: 0 })(value, place)
  else text({ max: 25 })(value, place)
}

/** Discord drops flags that cannot be set, EPHEMERAL on a plain message among them, and shows it to all. A test must not. */
const onlyFlags =
  (allowed: number) =>
  (value: Fields, place: Place): void => {
    if (Number(value['flags'] ?? 0) & ~allowed)
      report(into(place, 'flags'), 'MESSAGE_FLAGS_INVALID', 'These flags cannot be set here')
  }

const { componentsV2, suppressEmbeds, suppressNotifications, ephemeral } = messageFlags
const posted = onlyFlags(componentsV2 | suppressEmbeds | suppressNotifications)
const answered = onlyFlags(componentsV2 | suppressEmbeds | suppressNotifications | ephemeral)

/** POST /channels/:channel/messages. */
export const newMessage: Check = shape(
  {
    ...shared,
    nonce: maybe(nonce),
    enforce_nonce: maybe(flag),
    tts: maybe(flag),
    message_reference: maybe(
      shape({
        type: maybe(oneOf(0, 1)),
        message_id: snowflake,
        channel_id: maybe(snowflake),
        guild_id: maybe(snowflake),
        fail_if_not_exists: maybe(flag),
      }),
    ),
    sticker_ids: maybe(ids),
  },
  (value, place) => {
    together(value, place)
    posted(value, place)
    if (value['enforce_nonce'] === true && value['nonce'] == null)
      report(into(place, 'nonce'), 'BASE_TYPE_REQUIRED', 'This field is required')
  },
)

/** A message before it is changed. */
export interface Before {
  /** It has the flag for Components V2, which it can never lose. */
  readonly v2: boolean
  /** One person sees it alone; saying so again does nothing. */
  readonly whisper: boolean
}

/** PATCH of a message, and the update of one that was pressed. */
export const editedMessage = ({ v2, whisper }: Before): Check =>
  shape({ ...shared, ...idle }, (value, place) => {
    const flags = v2 ? { flags: Number(value['flags'] ?? 0) | componentsV2 } : {}
    together({ ...value, ...flags }, place)
    onlyFlags(componentsV2 | suppressEmbeds | (whisper ? ephemeral : 0))(value, place)
    if (v2 && Array.isArray(value['components']) && value['components'].length === 0)
      report(into(place, 'components'), 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 40 in length.')
  })

/** Follow-ups and replies to interactions. */
export const interactionMessage: Check = shape(
  {
    ...shared,
    ...idle,
    username: maybe(text({ max: 80 })),
    avatar_url: maybe(url()),
    thread_name: maybe(text({ max: 100 })),
    applied_tags: maybe(ids),
  },
  (value, place) => {
    together(value, place)
    answered(value, place)
  },
)

/** The first message of a forum post, where no nonce keeps from a second one. */
export const forumMessage: Check = shape({ ...shared, ...idle, sticker_ids: maybe(ids) }, (value, place) => {
  together(value, place)
  posted(value, place)
})

/** Whether there is anything in it that a reader would see. */
export const isEmpty = (body: Fields, files: number): boolean => {
  const holds = (key: string): boolean => Array.isArray(body[key]) && body[key].length > 0
  return (
    textOf(body, 'content').trim() === '' &&
    !holds('embeds') &&
    !holds('components') &&
    !holds('sticker_ids') &&
    files === 0
  )
}
