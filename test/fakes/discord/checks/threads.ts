import { isFields } from '../../fields.js'
import { type Check, flag, integer, list, maybe, oneOf, shape, snowflake, text } from './check.js'
import { forumMessage } from './messages.js'

const name = text({ max: 100 })
const archiveAfter = oneOf(60, 1_440, 4_320, 10_080)
const slow = integer({ min: 0, max: 21_600 })
const tags = list(snowflake, { max: 5 })

/** POST /channels/:channel/messages/:message/threads. */
export const threadFromMessage: Check = shape({
  name,
  auto_archive_duration: maybe(archiveAfter),
  rate_limit_per_user: maybe(slow),
  // discord.js says what it is anyway; the channel decides.
  type: maybe(oneOf(10, 11)),
})

/** POST /channels/:channel/threads in a text channel. */
export const freeThread: Check = shape({
  name,
  type: maybe(oneOf(10, 11, 12)),
  invitable: maybe(flag),
  auto_archive_duration: maybe(archiveAfter),
  rate_limit_per_user: maybe(slow),
})

/** The same in a forum: a post with its first message. */
export const forumPost: Check = shape({
  name,
  auto_archive_duration: maybe(archiveAfter),
  rate_limit_per_user: maybe(slow),
  applied_tags: maybe(tags),
  message: (value, place) => {
    if (isFields(value)) forumMessage(value, place)
    else shape({})(value, place)
  },
})

/** PATCH of a thread. */
export const threadChange: Check = shape({
  name: maybe(name),
  archived: maybe(flag),
  locked: maybe(flag),
  invitable: maybe(flag),
  auto_archive_duration: maybe(archiveAfter),
  rate_limit_per_user: maybe(slow),
  applied_tags: maybe(tags),
  flags: maybe(integer()),
})

/** PATCH of a channel, as far as the desk has any business there. */
export const channelChange: Check = shape({ name: maybe(name), topic: maybe(text({ min: 0, max: 1_024 })) })
