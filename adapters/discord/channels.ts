import { type APIChannel, ChannelFlags, ChannelType } from 'discord.js'
import { type ChannelTold, isDirect, isThread, type Whereabouts } from './whereabouts.js'

/** What is known of a channel, as far as it matters to what we send. */
export interface Channel {
  readonly id: string
  readonly kind: 'text' | 'forum' | 'thread' | 'direct'
  readonly name: string
  /** Of a forum: what posts can be marked with, and whether they must be. */
  readonly tags: readonly { readonly id: string; readonly name: string }[]
  readonly needsTag: boolean
  /** Of a thread: what it is marked with, and whether it was put away. */
  readonly applied: readonly string[]
  readonly archived: boolean
  readonly locked: boolean
  /** The newest message; of a forum the newest post. */
  readonly newest?: string
}

/** Channels by id, as they are known from elsewhere. */
export interface Channels {
  look(id: string): Promise<Channel>
  /** Asks Discord again. */
  lookAgain(id: string): Promise<Channel>
  /** Takes over what an answer tells. */
  learn(told: APIChannel): void
}

export function createChannels(whereabouts: Whereabouts): Channels {
  const look = async (id: string): Promise<Channel> => read(await whereabouts.find(id))
  return {
    look,
    async lookAgain(id) {
      whereabouts.forget(id)
      return look(id)
    },
    learn: (told) => void whereabouts.learn(told),
  }
}

type Whole = ChannelTold &
  Partial<Pick<APIChannel & { type: ChannelType.GuildForum }, 'available_tags' | 'flags'>> & {
    readonly applied_tags?: readonly string[] | null
    readonly last_message_id?: string | null
    readonly thread_metadata?: { readonly locked?: boolean | null } | null
  }

function read(told: ChannelTold): Channel {
  const whole = told as Whole
  return {
    id: told.id,
    kind: kindOf(told),
    name: told.name ?? '',
    tags: (whole.available_tags ?? []).map(({ id, name }) => ({ id, name })),
    needsTag: (Number(whole.flags ?? 0) & ChannelFlags.RequireTag) !== 0,
    applied: whole.applied_tags ?? [],
    archived: whole.thread_metadata?.archived ?? false,
    locked: whole.thread_metadata?.locked ?? false,
    ...(whole.last_message_id ? { newest: whole.last_message_id } : {}),
  }
}

function kindOf(told: ChannelTold): Channel['kind'] {
  if (isDirect(told)) return 'direct'
  if (isThread(told)) return 'thread'
  return told.type === ChannelType.GuildForum || told.type === ChannelType.GuildMedia ? 'forum' : 'text'
}
