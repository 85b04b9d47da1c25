import type { Place } from '../../src/chat/address.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Someone } from './identity.js'
import type { Reception } from './receive.js'
import type { Versions } from './versions.js'

/** What an event is to us: inbounds, or words of which Discord keeps the content from us. */
export interface Heard {
  readonly inbounds: readonly Inbound[]
  /** Somebody spoke where the desk listens, and it could not hear them. */
  readonly hidden?: { readonly place: Place; readonly who: Someone; readonly by: 'words' | 'mark' }
}

export interface EventReception extends Reception {
  readonly versions: Versions
  readonly ids: Ids
  readonly guilds: () => Iterable<string>
}

export type Reader = (raw: unknown, at: EventReception) => Promise<Heard> | Heard

export const nothing: Heard = { inbounds: [] }
export const one = (inbound: Inbound): Heard => ({ inbounds: [inbound] })

/** Everything of an inbound that is the same for all events. */
export const base = (at: EventReception, who: Someone, place: Place) => ({
  account: who.account,
  profile: who.profile,
  place,
  at: at.clock.now().toISOString(),
  canOpenForm: false,
})

/** What no person did, or nobody knows who. */
export const ourselves = (workspace: string, { self }: EventReception): Someone => ({
  account: { platform: 'discord', workspace, user: self.user },
  profile: { bot: true },
})
