import { type APIMessage, type APIUser, Routes } from 'discord.js'
import type { Place } from '../../src/chat/address.js'
import type { Hand, KnownRemark, Mark, Read, Watch, WatchedPlace } from '../../src/chat/catch-up.js'
import { createHands, type Hands, type Missed } from '../../src/chat/hands.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { createPatient, type Patient, type Wait } from '../../src/chat/patient.js'
import { after, hours } from '../../src/kernel/duration.js'
import { tidy } from '../../src/kernel/text.js'
import type { Channels } from './channels.js'
import type { EventReception } from './heard.js'
import { idAt, madeAt, orderOf } from './keys.js'
import { emojiOf, isCalled } from './mentions.js'
import { postedSince } from './posts.js'
import { eventFrom } from './receive-events.js'
import { says } from './threads.js'
import { ask, DiscordSaysNo, isLimit } from './web.js'

/** Discord does not tell when somebody reacted: messages that were a little older than the gap are looked at as well. */
const reactedLater = hours(1)
const never = Number.MAX_SAFE_INTEGER

export interface CatchingUp {
  readonly at: EventReception
  readonly channels: Channels
  readonly wait: Wait
}

interface Reading extends CatchingUp {
  readonly watch: Watch
  readonly patient: Patient
  readonly hands: Hands
}

/**
 * Reads what was missed, place by place, from the history that Discord keeps, and hands it over in order of time: all of
 * it at the end, or whenever Discord asks for patience. What is read goes through the same readers as what is heard.
 */
export async function catchUp(watch: Watch, hand: Hand, parts: CatchingUp): Promise<Read> {
  const hands = createHands(hand)
  const patient = createPatient({ signal: watch.signal, wait: parts.wait, isLimit, meanwhile: hands.empty })
  const reading: Reading = { ...parts, watch, hands, patient }
  const closed: { place: Place; why: string }[] = []
  let places = 0
  for (const watched of watch.places) {
    try {
      await (watched.place.thread === undefined ? readChannel(watched, reading) : readThread(watched, reading))
      places += 1
    } catch (error) {
      if (!(error instanceof DiscordSaysNo)) throw error
      // A thread is made when something is first said in it.
      if (watched.place.thread === undefined || error.code !== says.unknownChannel)
        closed.push({ place: watched.place, why: error.message })
    }
  }
  for (const mark of watch.marks) await readMark(mark, reading)
  await hands.empty()
  return { places, closed }
}

async function readChannel({ place, known, remarks }: WatchedPlace, reading: Reading): Promise<void> {
  const { watch, hands } = reading
  const kind = await standing(place, known, reading)
  // What is said in a forum stands in its posts, which are threads.
  if (kind === undefined || kind === 'forum') return
  const messages = await history(place.channel, after(watch.readFrom, -reactedLater), reading)
  const guild = kind === 'direct' ? undefined : place.workspace
  for (const message of messages) {
    if (madeAt(message.id) >= watch.readFrom) hands.take(await said(message, guild, reading))
    hands.take(await reactions(message, guild, reading))
  }
  for (const remark of remarks) hands.take(await changes(remark, messages, { into: place.channel, guild }, reading))
}

async function readThread({ place, remarks }: WatchedPlace, reading: Reading): Promise<void> {
  const { watch, hands, channels, patient } = reading
  const direct = (await patient(() => channels.look(place.channel))).kind === 'direct'
  // In a direct conversation one message answers another: the channel's own history holds them all.
  const into = direct ? place.channel : (place.thread ?? place.channel)
  const guild = direct ? undefined : place.workspace
  const oldest = Math.min(watch.readFrom.getTime(), ...remarks.map(({ address }) => madeAt(address.message).getTime()))
  const messages = await history(into, new Date(oldest), reading)
  for (const message of messages) {
    if (madeAt(message.id) < watch.readFrom) continue
    hands.take(await said(message, guild, reading))
    hands.take(await reactions(message, guild, reading))
  }
  for (const remark of remarks) hands.take(await changes(remark, messages, { into, guild }, reading))
}

const history = (channel: string, since: Date, { patient, at }: Reading): Promise<readonly APIMessage[]> =>
  postedSince(at.web, channel, String(BigInt(idAt(since)) - 1n), { patient })

/** What the channel is now; undefined when it is gone. Tells when that is news. */
async function standing(place: Place, known: WatchedPlace['known'], { watch, at, channels, patient, hands }: Reading) {
  try {
    const now = await patient(() => channels.lookAgain(place.channel))
    if (now.kind === 'direct') return now.kind
    if (known?.state === 'gone') hands.take([changed(place, { change: 'opened', name: now.name }, watch, at)])
    else if (now.name !== '' && now.name !== known?.name)
      hands.take([changed(place, { change: 'renamed', name: now.name }, watch, at)])
    return now.kind
  } catch (error) {
    if (!(error instanceof DiscordSaysNo) || error.code !== says.unknownChannel) throw error
    if (known?.state !== 'gone') hands.take([changed(place, { change: 'gone' }, watch, at)])
    return undefined
  }
}

type Change = Pick<Extract<Inbound, { kind: 'place' }>, 'change' | 'name'>

function changed({ workspace, channel }: Place, change: Change, { since }: Watch, at: EventReception): Missed {
  return {
    at: 0,
    inbound: {
      ids: [`discord:channel:${channel}:found_${change.change}:${since.toISOString()}`],
      account: { platform: 'discord', workspace, user: at.self.user },
      profile: { bot: true },
      place: { platform: 'discord', workspace, channel },
      at: at.clock.now().toISOString(),
      canOpenForm: false,
      kind: 'place',
      ...change,
    },
  }
}

async function heard(name: string, raw: object, when: number, { patient, at }: Reading): Promise<readonly Missed[]> {
  const found = await patient(async () => eventFrom(name, raw, at))
  return (found?.inbounds ?? []).map((inbound) => ({ at: when, inbound }))
}

const inGuild = (guild: string | undefined) => (guild === undefined ? {} : { guild_id: guild })

const said = (message: APIMessage, guild: string | undefined, reading: Reading): Promise<readonly Missed[]> =>
  heard('MESSAGE_CREATE', { ...message, ...inGuild(guild) }, orderOf(message.id), reading)

/** The reactions on a message that report it. */
async function reactions(message: APIMessage, guild: string | undefined, reading: Reading): Promise<readonly Missed[]> {
  const { at } = reading
  const reaction = message.reactions?.find(({ emoji }) => isCalled(named(emoji), at.ticketEmoji))
  if (!reaction) return []
  const found: Missed[] = []
  for (const user of await whoReacted(message.channel_id, message.id, keyOf(reaction.emoji), reading)) {
    const raw = { user_id: user.id, channel_id: message.channel_id, message_id: message.id, emoji: reaction.emoji }
    // Not before the message was there; when exactly, Discord does not say.
    found.push(
      ...(await heard(
        'MESSAGE_REACTION_ADD',
        { ...raw, ...inGuild(guild), ...(guild ? { member: { user, roles: [] } } : {}) },
        orderOf(message.id),
        reading,
      )),
    )
  }
  return found
}

type Emoji = { readonly id: string | null; readonly name: string | null }
const named = ({ id, name }: Emoji) => ({ ...(id ? { id } : {}), ...(name ? { name } : {}) })
const keyOf = ({ id, name }: Emoji): string => (id ? `${name}:${id}` : (name ?? ''))

const whoReacted = (channel: string, message: string, emoji: string, { patient, at }: Reading) =>
  patient(() =>
    ask<APIUser[]>(() =>
      at.web.get(Routes.channelMessageReaction(channel, message, encodeURIComponent(emoji)), {
        query: new URLSearchParams({ limit: '100' }),
      }),
    ),
  )

/** What became of the words that the desk keeps: edited since then, or not among those that stand there any more. */
async function changes(
  { address, text }: KnownRemark,
  messages: readonly APIMessage[],
  { into, guild }: { readonly into: string; readonly guild: string | undefined },
  reading: Reading,
): Promise<readonly Missed[]> {
  const there = messages.find(({ id }) => id === address.message)
  if (!there) {
    const raw = { id: address.message, channel_id: into, ...inGuild(guild) }
    return heard('MESSAGE_DELETE', raw, never, reading)
  }
  const edited = Date.parse(there.edited_timestamp ?? '')
  if (!(edited >= reading.watch.readFrom.getTime())) return []
  const found = await heard('MESSAGE_UPDATE', { ...there, ...inGuild(guild) }, edited, reading)
  return found.filter(({ inbound }) => inbound.kind === 'edited' && tidy(inbound.message.text) !== text)
}

/** Whether a reaction that made a record a moment before the gap still stands. */
async function readMark({ emoji, message, account }: Mark, reading: Reading): Promise<void> {
  const { watch, channels, patient, hands } = reading
  try {
    const direct = (await patient(() => channels.look(message.channel))).kind === 'direct'
    const into = direct ? message.channel : (message.thread ?? message.channel)
    const by = await whoReacted(into, message.message, emojiOf(emoji), reading)
    if (by.some(({ id }) => id === account.user)) return
    const raw = {
      user_id: account.user,
      channel_id: into,
      message_id: message.message,
      emoji: { id: null, name: emojiOf(emoji) },
    }
    const guild = direct ? undefined : message.workspace
    const taken = await heard('MESSAGE_REACTION_REMOVE', { ...raw, ...inGuild(guild) }, never, reading)
    hands.take(
      taken.map(({ at, inbound }) => ({
        at,
        inbound: inbound.kind === 'unreacted' ? { ...inbound, notBefore: watch.since.toISOString() } : inbound,
      })),
    )
  } catch (error) {
    if (!(error instanceof DiscordSaysNo)) throw error
  }
}
