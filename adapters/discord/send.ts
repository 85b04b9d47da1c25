import { type APIMessage, MessageFlags } from 'discord.js'
import type { Address } from '../../src/chat/address.js'
import type { Language, Voice } from '../../src/chat/language.js'
import type { Pictures } from '../../src/chat/picture.js'
import { type Outgoing, Undeliverable } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { after, hours } from '../../src/kernel/duration.js'
import type { Log } from '../../src/kernel/log.js'
import type { Channel, Channels } from './channels.js'
import type { Directs } from './directs.js'
import type { Keeps } from './kept.js'
import { markOf } from './keys.js'
import type { Mentionable } from './mentionable.js'
import { pin } from './pin.js'
import { bears, change, type Post, post, postedSince } from './posts.js'
import { type DiscordMessage, renderCard } from './render-card.js'
import type { RestOfCards } from './rest-of-card.js'
import { says, type Threads } from './threads.js'
import { DiscordSaysNo, type Web } from './web.js'

export interface Sending {
  readonly web: Web
  readonly self: string
  readonly channels: Channels
  readonly directs: Directs
  readonly threads: Threads
  readonly rest: RestOfCards
  readonly keeps: Keeps
  readonly mentionable: Mentionable
  readonly voice: (language: Language) => Voice
  readonly clock: Clock
  readonly publicUrl?: string | undefined
  readonly pictures: Pictures
  readonly log: Log
}

/** Where a message goes in Discord's terms. */
interface Spot {
  readonly workspace: string
  /** The channel as the house knows it: for a thread the one it is in. */
  readonly channel: string
  /** The channel that Discord is told, which may be a thread. */
  readonly into: string
  readonly thread?: string
  readonly kind: 'plain' | 'thread' | 'forum' | 'answer'
}

/** Posts, edits and finds messages. */
export function createSender(sending: Sending) {
  const { web, self, channels, threads, rest, keeps } = sending

  const draw = (message: Outgoing, workspace: string): readonly [DiscordMessage, ...DiscordMessage[]] => {
    const { publicUrl, voice, mentionable, pictures } = sending
    const commands = 'person' in message.to ? mentionable.everywhere() : mentionable.in(workspace)
    const where = { workspace, commands, ...(publicUrl ? { publicUrl } : {}) }
    const reader = { voice: voice(message.language), pictures, ...where }
    const { messages, kept } = renderCard(message.card, reader)
    keeps.put(kept)
    return messages
  }

  const spotOf = async (to: Outgoing['to']): Promise<Spot> => {
    if ('person' in to) {
      const channel = await sending.directs.channelFor(to.person.user)
      return { workspace: to.person.workspace, channel, into: channel, kind: 'plain' }
    }
    const { workspace, channel, thread } = to
    const { kind } = await channels.look(channel)
    if (!thread) return { workspace, channel, into: channel, kind: kind === 'forum' ? 'forum' : 'plain' }
    // A conversation with one person has no threads: there one message answers another.
    if (kind === 'direct') return { workspace, channel, thread, into: channel, kind: 'answer' }
    return { workspace, channel, thread, into: thread, kind: 'thread' }
  }

  const addressed = ({ workspace, channel, thread }: Spot, message: string): Address => ({
    platform: 'discord',
    workspace,
    channel,
    message,
    ...(thread ? { thread } : {}),
  })

  const postAt = async (spot: Spot, message: Outgoing, first: Post): Promise<string> => {
    const { about } = message.card
    if (spot.kind === 'forum') return threads.post(await channels.look(spot.channel), first, about)
    const answers = spot.kind === 'answer' ? spot.thread : undefined
    const put = async (): Promise<string> => (await post(web, spot.into, first, message.key, answers)).id
    return spot.thread && spot.kind === 'thread' ? threads.within(spot.channel, spot.thread, about, put) : put()
  }

  /** A card of several messages whose first one stands already is gone on with, not posted again. */
  const begun = async (key: string, spot: Spot): Promise<string | undefined> =>
    (await look(markOf(key, true), spot, after(sending.clock.now(), -hours(1))))?.id

  const look = async (mark: number, spot: Spot, since: Date): Promise<APIMessage | undefined> => {
    const into = spot.kind === 'forum' ? await newestPost(spot.channel) : spot.into
    if (into === undefined) return undefined
    // A forum's post is older than any message behind it, so it is looked for from just before its own id.
    const posted = await postedSince(web, into, spot.kind === 'forum' ? String(BigInt(into) - 1n) : since)
    return posted.find((one) => bears(one, self, mark))
  }

  const newestPost = async (forum: string): Promise<string | undefined> => (await channels.lookAgain(forum)).newest

  const deliverNew = async (message: Outgoing): Promise<Address> => {
    const spot = await spotOf(message.to)
    const [first, ...others] = draw(message, spot.workspace)
    const goesOn = others.length > 0
    const there = goesOn ? await begun(message.key, spot) : undefined
    const id = there ?? (await postAt(spot, message, { ...first, mark: markOf(message.key, goesOn) }))
    if (!there) rest.begin(id)
    const into = spot.kind === 'forum' ? id : spot.into
    await rest.settle(into, id, others)
    if (message.pin) await pin(web, into, id, sending.log)
    if (message.card.about?.over && spot.kind === 'thread') await tidy(spot.into, spot.channel, message)
    return addressed(spot, id)
  }

  const edit = async (message: Outgoing, at: Address): Promise<Address> => {
    const [first, ...others] = draw(message, at.workspace)
    const { kind } = await channels.look(at.channel)
    const into = intoOf(at, kind)
    const thread = into === at.channel ? undefined : into
    const put = () => change(web, into, at.message, { ...first, mark: markOf(at.message) })
    const told = thread ? await threads.within(at.channel, thread, message.card.about, put) : await put()
    await rest.settle(into, at.message, others)
    const hangs = (Number(told.flags ?? 0) & MessageFlags.HasThread) !== 0
    const hanging = kind === 'forum' ? thread : hangs ? at.message : undefined
    if (hanging) await tidy(hanging, at.channel, message)
    return at
  }

  const tidy = async (thread: string, channel: string, { card }: Outgoing): Promise<void> => {
    const parent = await channels.look(channel)
    if (card.about)
      await threads.keepUp(await channels.look(thread), parent.kind === 'forum' ? parent : undefined, card.about)
  }

  return {
    /** Posts or edits one message, and what goes on with it. Throws Outage, or Undeliverable. */
    async deliver(message: Outgoing): Promise<Address> {
      try {
        return await (message.edit ? edit(message, message.edit) : deliverNew(message))
      } catch (error) {
        throw error instanceof DiscordSaysNo ? new Undeliverable(reasonOf(error.code), error.message) : error
      }
    },

    /**
     * Looks for the message with this key among what was posted since. One that others were to go on with is not given:
     * it is brought to its end by posting it again, which finds its beginning.
     */
    async find(key: string, to: Outgoing['to'], since: Date): Promise<Address | undefined> {
      try {
        const spot = await spotOf(to)
        const found = await look(markOf(key), spot, since)
        return found && addressed(spot, found.id)
      } catch (error) {
        if (error instanceof DiscordSaysNo) return undefined
        throw error
      }
    },
  }
}

const reasons: Readonly<Record<number, Undeliverable['reason']>> = {
  [says.unknownChannel]: 'unknown place',
  [says.unknownMessage]: 'cannot be edited',
  [says.missingAccess]: 'not a member',
  [says.missingPermission]: 'not a member',
  [says.archived]: 'archived',
  [says.locked]: 'archived',
  [says.notOurs]: 'cannot be edited',
  [says.closedToUs]: 'not a member',
  [says.unknownUser]: 'unknown place',
}

/** Discord's number for why not, in the outbox's words. */
export const reasonOf = (code: number): Undeliverable['reason'] => reasons[code] ?? 'rejected'

/** The channel that Discord is told for a message: the thread that it stands in, or its channel. */
export function intoOf({ channel, thread, message }: Address, kind: Channel['kind']): string {
  if (kind === 'direct') return channel
  return thread ?? (kind === 'forum' ? message : channel)
}

/** Where a message is opened in Discord's own programs. */
export const linkTo = (address: Address, kind: Channel['kind']): string =>
  `https://discord.com/channels/${kind === 'direct' ? '@me' : address.workspace}/${intoOf(address, kind)}/${address.message}`
