import { type APIChannel, RESTEvents, Routes } from 'discord.js'
import { type Place, placeWord } from '../../src/chat/address.js'
import { type Finding, finding } from '../../src/chat/finding.js'
import type { Clock } from '../../src/kernel/clock.js'
import { minutes } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { lackedIn, mayKeepEvents } from './permissions.js'
import { type Identity, whoAmI } from './self.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

/** Looks at everything that could keep the desk from working in Discord. Posts nothing. */
export async function examine(
  { web, clock, eventsIn }: { readonly web: Web; readonly clock: Clock; readonly eventsIn: readonly string[] },
  places: readonly Place[],
): Promise<readonly Finding[]> {
  let self: Identity
  const clocks = watchClock(web, clock)
  try {
    self = await whoAmI(web)
  } catch (error) {
    return [finding('mend', 'discord.doctor.token', { why: whyOf(error) })]
  } finally {
    clocks.end()
  }
  const looked = []
  for (const place of places) looked.push(await examinePlace(web, self, place))
  for (const server of eventsIn) looked.push(await examineEvents(web, self, server))
  return [
    finding('ok', 'discord.doctor.connected', { id: self.application, servers: self.guilds.length }),
    ...(self.guilds.length === 0 ? [finding('mend', 'discord.doctor.nowhere')] : []),
    ...(self.messageContent ? [] : [finding('note', 'discord.doctor.content')]),
    ...(self.members ? [] : [finding('note', 'discord.doctor.members')]),
    ...clocks.finding(),
    ...looked.flat(),
  ]
}

async function examinePlace(web: Web, self: Identity, place: Place): Promise<readonly Finding[]> {
  const about = { place: placeWord(place) }
  if (!self.guilds.includes(place.workspace)) return [finding('mend', 'discord.doctor.no_server', about)]
  try {
    const channel = await ask<APIChannel>(() => web.get(Routes.channel(place.channel)))
    if (!('guild_id' in channel) || channel.guild_id !== place.workspace)
      return [finding('mend', 'discord.doctor.other_server', about)]
    const lacked = await lackedIn(web, place.workspace, channel, self.user)
    return lacked.length > 0 ? [finding('mend', 'discord.doctor.rights', { ...about, rights: lacked.join(', ') })] : []
  } catch (error) {
    if (error instanceof DiscordSaysNo)
      return [finding('mend', 'discord.doctor.closed', { ...about, why: error.message })]
    return [finding('note', 'discord.doctor.away', { ...about, why: whyOf(error) })]
  }
}

async function examineEvents(web: Web, self: Identity, server: string): Promise<readonly Finding[]> {
  try {
    return (await mayKeepEvents(web, server, self.user)) ? [] : [finding('mend', 'discord.doctor.events', { server })]
  } catch (error) {
    return [finding('mend', 'discord.doctor.events_closed', { server, why: whyOf(error) })]
  }
}

/** Signatures and late answers go by the clock: how far ours is from Discord's, by the dates of its answers. */
function watchClock(web: Web, clock: Clock) {
  let apart: number | undefined
  const look = (_: unknown, response: { readonly headers: { get(name: string): string | null } }): void => {
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) apart = Math.abs(clock.now().getTime() - date)
  }
  web.on(RESTEvents.Response, look)
  return {
    end: () => void web.off(RESTEvents.Response, look),
    finding: (): readonly Finding[] =>
      apart !== undefined && apart > minutes(1)
        ? [finding('mend', 'discord.doctor.clock', { seconds: Math.round(apart / 1_000) })]
        : [],
  }
}

const whyOf = (error: unknown): string => {
  if (error instanceof Outage && error.cause instanceof Error) return `${error.message} (${error.cause.message})`
  return error instanceof Error ? error.message : String(error)
}
