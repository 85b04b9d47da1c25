import type { Logger } from 'pino'
import type { Place } from '../../src/chat/address.js'
import type { Voice } from '../../src/chat/language.js'
import type { House } from '../../src/chat/platform.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import type { Clock } from '../../src/kernel/clock.js'
import { Refusal } from '../../src/kernel/errors.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Assets } from './assets.js'
import { type ConsoleChannel, type ConsoleDoors, directOf, platform, workspace } from './doors.js'
import type { HandOver } from './hand-over.js'
import type { Live } from './live.js'
import { picturePath } from './picture-path.js'
import type { Setting } from './render-line.js'
import { type MessageSetting, shortcutsOn } from './render-message.js'
import type { Session, Sessions } from './sessions.js'
import type { Uploads } from './uploads.js'

/** What every request of the console works with. */
export interface Room {
  readonly house: House
  readonly doors: ConsoleDoors
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  readonly organisation: () => string
  readonly sessions: Sessions
  readonly live: Live
  readonly handOver: HandOver
  readonly assets: Assets
  readonly uploads: Uploads
}

/** What Hono carries from the guards to the handlers. */
export interface Carried {
  readonly Variables: { session: Session }
}

/** A channel as its reader sees it listed; the direct conversation with the desk is one too. */
export interface ListedChannel extends ConsoleChannel {
  readonly direct: boolean
}

export const profileOf = ({ person, zone }: Session) => ({
  name: person.name,
  language: person.language,
  ...(zone ? { zone } : {}),
})

export const voiceOf = ({ house }: Room, session: Session): Voice =>
  house.registry.voice(house.languageOf(session.account, profileOf(session)))

export const settingOf = (room: Room, session: Session): Setting => ({
  voice: voiceOf(room, session),
  viewer: session.account,
  pathOf: (picture, look) => picturePath(picture, look, room.doors.sign),
  ...(session.zone ? { zone: session.zone } : {}),
})

export function messageSettingOf(room: Room, session: Session): MessageSetting {
  const setting = settingOf(room, session)
  return {
    ...setting,
    shortcuts: shortcutsOn('message', room.house.registry, setting.voice),
    ...(room.house.ticketEmoji ? { ticketEmoji: room.house.ticketEmoji } : {}),
  }
}

export async function channelsOf(room: Room, session: Session): Promise<readonly ListedChannel[]> {
  const voice = voiceOf(room, session)
  const direct = {
    id: directOf(session.account.user),
    name: voice.say('web.direct'),
    topic: voice.say('web.directTopic'),
  }
  const channels = await room.doors.channels(session.account)
  return [...channels.map((channel) => ({ ...channel, direct: false })), { ...direct, direct: true }]
}

/** The channel, when this session may see it. */
export async function channelFor(room: Room, session: Session, id: string): Promise<ListedChannel> {
  const channel = (await channelsOf(room, session)).find((one) => one.id === id)
  if (!channel) throw new Refusal('web.channel')
  return channel
}

/** A place of the console that this session may see: its channel is listed, and the thread's first message is there. */
export async function placeFor(room: Room, session: Session, channel: string, thread?: string): Promise<Place> {
  await channelFor(room, session, channel)
  if (thread === undefined) return { platform, workspace, channel }
  await messageAt(room, { platform, workspace, channel }, thread)
  return { platform, workspace, channel, thread }
}

export async function messageAt({ doors }: Room, place: Place, message: string): Promise<ShelfMessage> {
  const found = await doors.shelf.get({ ...place, message })
  if (!found || found.deleted) throw new Refusal('web.message')
  return found
}
