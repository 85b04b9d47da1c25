import {
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  InteractionResponseType,
  MessageFlags,
  type RESTPatchAPIWebhookWithTokenMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIWebhookWithTokenJSONBody,
  Routes,
} from 'discord.js'
import type { Place } from '../../src/chat/address.js'
import { unhurried } from '../../src/chat/patience.js'
import type { Log } from '../../src/kernel/log.js'
import type { Directs } from './directs.js'
import { limits } from './limits.js'
import { literal } from './markdown.js'
import { nonceOf } from './nonce.js'
import { attachmentsOf, filesOf } from './pictures.js'
import type { Picture } from './piece.js'
import type { AnswerBy } from './receive.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** A message in Discord's terms. */
export interface Message {
  readonly components: readonly APIMessageTopLevelComponent[]
  /** The accounts that it calls. */
  readonly calls: readonly string[]
  readonly pictures: readonly Picture[]
}

/** One of our own sentences. */
export const sentence = (text: string, ...more: readonly APIMessageTopLevelComponent[]): Message => ({
  components: [{ type: ComponentType.TextDisplay, content: literal(text).slice(0, limits.message.ourText) }, ...more],
  calls: [],
  pictures: [],
})

/** One message more, in the last of these where there is room. */
export function joined(messages: readonly Message[], more: Message): readonly Message[] {
  const last = messages.at(-1)
  if (!last) return [more]
  const both = { ...last, components: [...last.components, ...more.components] }
  return roomy(both) ? [...messages.slice(0, -1), both] : [...messages, more]
}

function roomy({ components }: Message): boolean {
  const all = partsIn(components as readonly Part[])
  const text = all.map(({ content = '' }) => content).join('')
  const { components: most, ourText, ourBytes } = limits.message
  return all.length <= most && text.length <= ourText && Buffer.byteLength(text) <= ourBytes
}

/** A component as far as it counts against a message's room. */
interface Part {
  readonly content?: string
  readonly components?: readonly Part[]
  readonly accessory?: Part
}
const partsIn = (parts: readonly Part[]): readonly Part[] =>
  parts.flatMap((part) => [part, ...partsIn(part.components ?? []), ...(part.accessory ? [part.accessory] : [])])

export type Modal = APIModalInteractionResponseCallbackData

/** A body as Discord takes it in all places. */
const bodyOf = ({ components, calls }: Message, whispered: boolean) => ({
  flags: MessageFlags.IsComponentsV2 | (whispered ? MessageFlags.Ephemeral : 0),
  components: [...components],
  allowed_mentions: { parse: [], users: whispered ? [] : [...calls] },
})

/** The same for a message that stands already, and that only one person sees. */
const editOf = (message: Message) => ({ ...bodyOf(message, true), flags: MessageFlags.IsComponentsV2 })

/** The first words of an answer, which ride on the acknowledgement. */
export const answers = {
  message: (message: Message, whispered: boolean) =>
    ({
      type: InteractionResponseType.ChannelMessageWithSource,
      data: bodyOf(message, whispered),
    }) satisfies APIInteractionResponse,
  /** Pictures go along afterwards: the first words have no room for files on every way in. */
  wait: (whispered: boolean) =>
    ({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: whispered ? { flags: MessageFlags.Ephemeral } : {},
    }) satisfies APIInteractionResponse,
  /** The message that was used stays as it is. */
  nothing: { type: InteractionResponseType.DeferredMessageUpdate } satisfies APIInteractionResponse,
  /** The message that was used becomes this one. Who sees it cannot be changed, so that is not said again. */
  instead: (message: Message) =>
    ({ type: InteractionResponseType.UpdateMessage, data: editOf(message) }) satisfies APIInteractionResponse,
  modal: (modal: Modal) => ({ type: InteractionResponseType.Modal, data: modal }) satisfies APIInteractionResponse,
  choices: (choices: readonly { readonly name: string; readonly value: string }[]) =>
    ({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...choices] },
    }) satisfies APIInteractionResponse,
} as const

const original = '@original'

/** Changes what the person was first told. Throws DiscordSaysNo when the token is spent. */
export async function changeFirst(web: Web, by: AnswerBy, message: Message): Promise<void> {
  const files = await filesOf(message.pictures)
  await ask(() =>
    web.patch(Routes.webhookMessage(by.application, by.token, original), {
      body: {
        ...editOf(message),
        attachments: attachmentsOf(message.pictures),
      } satisfies RESTPatchAPIWebhookWithTokenMessageJSONBody,
      ...files,
      auth: false,
    }),
  )
}

/** Says more in answer to an interaction. Throws DiscordSaysNo when the token is spent, or was never acknowledged. */
export async function followUp(web: Web, by: AnswerBy, message: Message, whispered: boolean): Promise<void> {
  const files = await filesOf(message.pictures)
  await ask(() =>
    web.post(Routes.webhook(by.application, by.token), {
      body: bodyOf(message, whispered) satisfies RESTPostAPIWebhookWithTokenJSONBody,
      ...files,
      auth: false,
    }),
  )
}

/** Posts one message for all; `answers` is the one that it answers. A repetition within minutes makes no second one. */
export async function say(web: Web, place: Place, message: Message, key: string, answers?: string): Promise<void> {
  const reference = answers ? { message_reference: { message_id: answers, fail_if_not_exists: false } } : {}
  const files = await filesOf(message.pictures)
  await ask(() =>
    web.post(Routes.channelMessages(place.thread ?? place.channel), {
      body: {
        ...bodyOf(message, false),
        ...reference,
        nonce: nonceOf(key),
        enforce_nonce: true,
      } satisfies RESTPostAPIChannelMessageJSONBody,
      ...files,
    }),
  )
}

/** What only one person is told outside of an interaction: in our direct conversation. False when it is closed to us. */
export const createWhispers =
  ({ web, directs, log }: { web: Web; directs: Directs; log: Log }) =>
  async (user: string, messages: readonly Message[], key: string): Promise<boolean> => {
    try {
      const channel = await unhurried(() => directs.channelFor(user))
      for (const [at, message] of messages.entries()) {
        const place = { platform: 'discord', workspace: '', channel }
        await unhurried(() => say(web, place, message, `${key}#${at}`))
      }
      return true
    } catch (error) {
      if (!(error instanceof DiscordSaysNo)) throw error
      log.info({ code: error.code }, 'somebody takes no direct messages')
      return false
    }
  }
