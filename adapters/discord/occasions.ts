import {
  type APIGuildScheduledEvent,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  type RESTPatchAPIGuildScheduledEventJSONBody,
  type RESTPostAPIGuildScheduledEventJSONBody,
  Routes,
} from 'discord.js'
import type { KeptOccasions, Occasion } from '../../src/chat/occasion.js'
import { unhurried } from '../../src/chat/patience.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { ask, type Web } from './web.js'

interface Keeping {
  readonly web: Web
  readonly guild: string
  /** The desk's own user: events of others are left alone. */
  readonly self: string
  readonly now: Date
}

/**
 * Makes the desk's scheduled events of a server those of a list: each is told again by the word with which its name begins,
 * so that nothing has to be remembered, and whoever dies in the middle is followed by somebody who finds the rest to do.
 */
export async function keepOccasions(keeping: Keeping, occasions: readonly Occasion[]): Promise<KeptOccasions> {
  const { web, guild, self } = keeping
  const there = await call<APIGuildScheduledEvent[]>(() => web.get(Routes.guildScheduledEvents(guild)))
  const open = there.filter(({ status }) => isOpen(status))
  const own = open.filter(({ creator_id, entity_type }) => creator_id === self && isElsewhere(entity_type))
  const room = limits.guild.scheduledEvents - (open.length - own.length)
  const wanted = occasions.toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const { stay, go } = matched(own, wanted.slice(0, room), keeping.now)
  // First those that go: a server holds so many and no more.
  for (const { id } of go) await call(() => web.delete(Routes.guildScheduledEvent(guild, id)))
  let [made, changed] = [0, 0]
  for (const occasion of wanted.slice(0, room)) {
    const event = stay.get(occasion.key)
    if (!event && occasion.from <= keeping.now) continue
    const body = bodyOf(occasion)
    if (!event) {
      await call(() => web.post(Routes.guildScheduledEvents(guild), { body }))
      made++
      continue
    }
    const news = newsIn(event, body)
    if (Object.keys(news).length === 0) continue
    await call(() => web.patch(Routes.guildScheduledEvent(guild, event.id), { body: news }))
    changed++
  }
  return { made, changed, removed: go.length, left: Math.max(0, wanted.length - room) }
}

const call = <T>(made: () => Promise<unknown>): Promise<T> => unhurried(() => ask<T>(made))

const isOpen = (status: GuildScheduledEventStatus): boolean =>
  status === GuildScheduledEventStatus.Scheduled || status === GuildScheduledEventStatus.Active

/** Neither a stage nor a voice channel of the server. */
const isElsewhere = (type: GuildScheduledEventEntityType): boolean => type === GuildScheduledEventEntityType.External

/** Which event is whose. What has begun cannot be given another beginning: it goes, and another one comes. */
function matched(own: readonly APIGuildScheduledEvent[], wanted: readonly Occasion[], now: Date) {
  const byKey = new Map(wanted.map((occasion) => [occasion.key, occasion]))
  const stay = new Map<string, APIGuildScheduledEvent>()
  const go: APIGuildScheduledEvent[] = []
  for (const event of own) {
    const occasion = byKey.get(event.name.split(' ')[0] ?? '')
    const begins = new Date(event.scheduled_start_time).getTime()
    const isMoved = begins !== occasion?.from.getTime()
    const canMove = begins > now.getTime() && occasion !== undefined && occasion.from > now
    if (!occasion || stay.has(occasion.key) || (isMoved && !canMove)) go.push(event)
    else stay.set(occasion.key, event)
  }
  return { stay, go }
}

function bodyOf({ name, description, place, from, to }: Occasion) {
  const { eventName, eventDescription, eventLocation } = limits.guild
  return {
    name: cut(name, eventName),
    description: cut(description, eventDescription),
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
    entity_type: GuildScheduledEventEntityType.External,
    entity_metadata: { location: cut(place, eventLocation) },
    scheduled_start_time: from.toISOString(),
    scheduled_end_time: to.toISOString(),
  } satisfies RESTPostAPIGuildScheduledEventJSONBody
}

/** What is other than it stands there. */
function newsIn(
  event: APIGuildScheduledEvent,
  body: ReturnType<typeof bodyOf>,
): RESTPatchAPIGuildScheduledEventJSONBody {
  const { name, description, entity_metadata, scheduled_start_time, scheduled_end_time } = body
  return {
    ...(event.name === name ? {} : { name }),
    ...((event.description ?? '') === description ? {} : { description }),
    ...(event.entity_metadata?.location === entity_metadata.location ? {} : { entity_metadata }),
    ...(isSame(event.scheduled_start_time, scheduled_start_time) ? {} : { scheduled_start_time }),
    ...(isSame(event.scheduled_end_time, scheduled_end_time) ? {} : { scheduled_end_time }),
  }
}

const isSame = (one: string | null, other: string): boolean => one !== null && Date.parse(one) === Date.parse(other)
