import type { Inbound } from '../../src/chat/inbound.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import type { Clock } from '../../src/kernel/clock.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Log } from '../../src/kernel/log.js'
import type { Directs } from './directs.js'
import type { Keeps } from './kept.js'
import type { Web } from './web.js'
import type { Whereabouts } from './whereabouts.js'

/** Who we are, as the gateway's READY tells. */
export interface Self {
  readonly application: string
  readonly user: string
}

export interface ReceiverParts {
  readonly house: House
  readonly web: Web
  readonly self: Self
  /** The guilds that we are in now: whoever talks to us directly belongs to one of them. */
  readonly guilds: () => Iterable<string>
  readonly directs: Directs
  readonly whereabouts: Whereabouts
  readonly keeps: Keeps
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Whether the application may read what is said without naming it (the intent MESSAGE_CONTENT). */
  readonly messageContent: boolean
  /** Milliseconds after which an interaction is answered "still working on it". */
  readonly patience?: number
  /** Milliseconds after which an event is written down. */
  readonly eventPatience?: number
  /** Hands over all that is said in channels; by default only what the desk can use. */
  readonly overhear?: boolean
}

/** All that comes in from Discord, whichever way. Nothing here throws or rejects: every interaction is answered. */
export interface Receiver {
  /** A raw INTERACTION_CREATE of the gateway; resolves when it has been dealt with. */
  interaction(raw: unknown): Promise<void>
  /** An interaction that came as an HTTP request, already verified: resolves with the body of the answer. */
  overHttp(raw: unknown): Promise<object>
  /**
   * Any other raw dispatch of the gateway, by its name (`MESSAGE_CREATE`); what is none of the desk's business is
   * dropped. Resolves when it has been dealt with, or written down: a successor need not hear it again.
   */
  dispatch(name: string, raw: unknown): Promise<void>
  answerLate(inbound: Inbound, reply: Reply): Promise<void>
  /** Resolves when nothing that came in is under way any more. */
  ended(): Promise<void>
}
