import type { Hand, Read, Watch } from '../../src/chat/catch-up.js'
import { createUnderWay, deliveryOver, type Wire } from '../../src/chat/delivery.js'
import { createHandOver } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { machineWait, type Wait } from '../../src/chat/patient.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import type { Clock } from '../../src/kernel/clock.js'
import { seconds } from '../../src/kernel/duration.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Log } from '../../src/kernel/log.js'
import { createAnswers } from './answers.js'
import { catchUp } from './catch-up.js'
import { createChannels } from './channels.js'
import type { Directs } from './directs.js'
import { createEvents } from './events.js'
import { createForms } from './forms.js'
import type { Shelter } from './handed-in.js'
import { createHints } from './hints.js'
import { createDirectory } from './identity.js'
import { byCall, createInteractions, createSeen, idOf, silence } from './interactions.js'
import type { Keeps } from './kept.js'
import { createLate } from './late.js'
import { limits } from './limits.js'
import type { Mentionable } from './mentionable.js'
import { createWhispers } from './outward.js'
import { createVersions } from './versions.js'
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
  readonly mentionable: Mentionable
  readonly shelter: Pick<Shelter, 'take'>
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
  /** How limits are waited out while reading what was missed; the machine's timer unless told. */
  readonly wait?: Wait
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
  /** Reads what was missed: see `Platform.catchUp`. */
  catchUp(watch: Watch, hand: Hand): Promise<Read>
  /** Tries nothing again from now on, and resolves when nothing that came in is under way any more. */
  ended(): Promise<void>
}

/** Everything behind the two ways in: what is read, handed over and answered. */
export function createReceiver(parts: ReceiverParts): Receiver {
  const { house, web, self, directs, whereabouts, keeps, mentionable, clock, ids, log } = parts
  const { messageContent, overhear = false } = parts
  const { wait = machineWait } = parts
  const { patience = seconds(2), eventPatience = seconds(2.5) } = parts
  const underWay = createUnderWay()
  const directory = createDirectory({ web, guilds: parts.guilds, clock })
  const forms = createForms({ ids })
  const late = createLate({ web, directs, log })
  const answers = createAnswers({ house, web, forms, keeps, mentionable, late, log })
  const deadline = limits.interaction.respond
  const handOver = createHandOver({ house, answers, ids, log, deadline, patience, eventPatience })
  const reception = {
    self,
    directory,
    whereabouts,
    web,
    clock,
    log,
    ids,
    guilds: parts.guilds,
    overhear,
    messageContent,
    registry: house.registry,
    versions: createVersions(),
    // A new desk file may choose another one while the desk is open.
    get ticketEmoji() {
      return house.ticketEmoji ?? 'ticket'
    },
  }
  const whisper = createWhispers({ web, directs, log })
  const hint = createHints({ house, web, self, whereabouts, whisper, log })
  const take = createInteractions({ house, reception, answers, forms, keeps, handOver, shelter: parts.shelter, log })
  const events = createEvents({ reception, handOver, hint, underWay, log })
  const seen = createSeen()

  const interaction = async (raw: unknown, wire: Wire): Promise<void> => {
    const delivery = deliveryOver(wire)
    // The gateway may tell twice, and an interaction can be answered once.
    if (!seen.isNew(idOf(raw))) return delivery.decline()
    const work = take(delivery, raw)
    underWay.add(work)
    await work
  }

  return {
    interaction: (raw) => interaction(raw, byCall(web, raw, log)),
    overHttp: (raw) =>
      new Promise((resolve) => {
        const refuse = () => resolve(silence)
        const wire: Wire = {
          carries: true,
          acknowledge: async (body) => {
            resolve(body ?? silence)
            return true
          },
          decline: refuse,
          malformed: refuse,
        }
        void interaction(raw, wire).then(refuse)
      }),
    dispatch: events.dispatch,
    async answerLate(inbound, reply) {
      // What is read afterwards may be coming by itself at the same moment.
      if (!handOver.isAnswered(inbound)) await answers.late(inbound, reply)
    },
    catchUp: (watch, hand) => catchUp(watch, hand, { at: reception, channels: createChannels(whereabouts), wait }),
    async ended() {
      events.stop()
      await underWay.ended()
    },
  }
}
