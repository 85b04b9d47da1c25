import { type APIMessage, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js'
import type { Patient } from '../../src/chat/patient.js'
import { idAt, markOf } from './keys.js'
import { nonceOf } from './nonce.js'
import { attachmentsOf, filesOf } from './pictures.js'
import type { DiscordMessage } from './render-card.js'
import { ask, type Web } from './web.js'

/** A message as it is sent, with the number by which it is found again. */
export interface Post extends DiscordMessage {
  readonly mark: number
}

/** The message's body with its mark on the container. */
export function marked({ body, mark }: Post) {
  const [container] = body.components
  return {
    ...body,
    components: [{ ...container, id: mark }],
    allowed_mentions: { parse: [], users: [...body.allowed_mentions.users] },
  }
}

/** Posts one message. A repetition within minutes makes no second one. `answers` is the message that it answers. */
export async function post(
  web: Web,
  channel: string,
  message: Post,
  key: string,
  answers?: string,
): Promise<APIMessage> {
  const files = await filesOf(message.pictures)
  return ask(() =>
    web.post(Routes.channelMessages(channel), {
      body: {
        ...marked(message),
        nonce: nonceOf(key),
        enforce_nonce: true,
        ...(answers ? { message_reference: { message_id: answers, fail_if_not_exists: false } } : {}),
      } satisfies RESTPostAPIChannelMessageJSONBody,
      ...files,
    }),
  )
}

export async function change(web: Web, channel: string, id: string, message: Post): Promise<APIMessage> {
  const files = await filesOf(message.pictures)
  const body = { ...marked(message), attachments: attachmentsOf(message.pictures) }
  return ask(() => web.patch(Routes.channelMessage(channel, id), { body, ...files }))
}

const pageSize = 100
const mostPages = 10

/** What was posted in a channel from an instant or a message on, oldest first; at most a thousand. */
export async function postedSince(
  web: Web,
  channel: string,
  since: Date | string,
  {
    most = mostPages * pageSize,
    patient = (call) => call(),
  }: { readonly most?: number; readonly patient?: Patient } = {},
): Promise<readonly APIMessage[]> {
  const all: APIMessage[] = []
  let after = typeof since === 'string' ? since : idAt(since)
  while (all.length < most) {
    const query = new URLSearchParams({ after, limit: String(pageSize) })
    const page = await patient(() => ask<APIMessage[]>(() => web.get(Routes.channelMessages(channel), { query })))
    const inOrder = page.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    all.push(...inOrder)
    const last = inOrder.at(-1)
    if (!last || page.length < pageSize) break
    after = last.id
  }
  return all
}

/** Whether a message is ours and bears this mark. */
export const bears = (message: APIMessage, self: string, mark: number): boolean =>
  message.author.id === self && message.components?.[0]?.id === mark

/** Those of our messages among these that go on with `first`, by their place behind it. */
export function goingOnWith(first: string, self: string, among: readonly APIMessage[]): readonly APIMessage[] {
  const found: APIMessage[] = []
  for (;;) {
    const mark = markOf(partKey(first, found.length + 1))
    const next = among.find((message) => bears(message, self, mark))
    if (!next) return found
    found.push(next)
  }
}

/** The key of the message that goes on with another one, `at` places behind it. */
export const partKey = (first: string, at: number): string => `${first}#${at}`
