import { App, type Receiver } from '@slack/bolt'
import type { Registry } from '../../src/chat/command.js'
import { createUnderWay } from '../../src/chat/delivery.js'
import { createHandOver, type HandOver } from '../../src/chat/hand-over.js'
import type { HttpRequest, HttpResponse } from '../../src/chat/http.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { machineWait, type Wait } from '../../src/chat/patient.js'
import type { House, Platform } from '../../src/chat/platform.js'
import type { Clock } from '../../src/kernel/clock.js'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Ids } from '../../src/kernel/ids.js'
import { type Answers, createAnswers } from './answers.js'
import { catchUp } from './catch-up.js'
import { createDrawings } from './drawings.js'
import { examine } from './examine.js'
import { createFiles } from './files.js'
import { createForms } from './forms.js'
import { groupMembers } from './groups.js'
import { createHttpReceiver, type HttpReceiver } from './http-receiver.js'
import { createDirectory, type Self, whoAmI } from './identity.js'
import { createIllustrator } from './illustrate.js'
import { limits } from './limits.js'
import { listen } from './listen.js'
import { createListening, type Listening } from './listening.js'
import { type Log, libraryLog } from './log.js'
import { createDirects, createWhispers } from './outward.js'
import { permalink, type Reception } from './receive.js'
import { type ManifestOptions, type SlackManifest, slackManifest } from './register.js'
import type { Ink } from './rich-text.js'
import { createSender } from './send.js'
import { createSocketReceiver } from './socket-receiver.js'
import { createTelling } from './telling.js'
import { clientOptions, createWeb } from './web.js'

export type { Log } from './log.js'
export { type ManifestOptions, type SlackManifest, slackManifest } from './register.js'
export { slackWords } from './words.js'

export interface SlackOptions {
  readonly botToken: string
  /** With it Slack is reached by Socket Mode, and no public address is needed. */
  readonly appToken?: string | undefined
  /** With it Slack posts to us, and `http` has to be mounted at `POST /slack/events`. */
  readonly signingSecret?: string | undefined
  /** Another place for the whole Web API, sockets included; for tests and proxies. */
  readonly apiUrl?: string | undefined
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** Milliseconds after which an interaction is answered "still working on it". */
  readonly patience?: number
  /** Milliseconds after which an event is written down and acknowledged. */
  readonly eventPatience?: number
  /**
   * Hands over all that is said in the channels the bot is in. By default only what the desk can use: what is said to
   * it, and in threads.
   */
  readonly overhear?: boolean
  /** Sockets held at the same time; Slack allows ten an app, over all processes. */
  readonly sockets?: number
  /** How limits are waited out; the machine's timer unless told. */
  readonly wait?: Wait
  /** Milliseconds without a pong after which a socket is opened anew. */
  readonly pingTimeout?: number
}

export interface Slack extends Platform {
  /** Answers one request to `/slack/events`; there only when a signing secret was given. */
  readonly http?: (request: HttpRequest) => Promise<HttpResponse>
  manifest(registry: Registry, options?: ManifestOptions): SlackManifest
}

/** Everything that exists once we know who we are. */
interface Open {
  readonly self: Self
  readonly answers: Answers
  readonly sender: ReturnType<typeof createSender>
  readonly app: App
  readonly reception: Reception
  readonly handOver: HandOver
}

/** Slack, by Bolt. It needs the bot's token, and an app token or a signing secret. */
export function createSlack(options: SlackOptions): Slack {
  const { botToken, apiUrl, clock, log } = options
  const web = createWeb(botToken, apiUrl, log)
  const underWay = createUnderWay()
  const listening = createListening(clock)
  const receiver = receiverFor(options, underWay, listening)
  const http = 'handle' in receiver ? (receiver as HttpReceiver).handle : undefined
  let open: Open | undefined

  const ready = (): Open => {
    if (!open) throw new Outage('slack is not connected yet')
    return open
  }

  const assemble = (house: House, self: Self): Open => {
    const ink: Ink = { workspace: self.team, ...(house.publicUrl ? { publicUrl: house.publicUrl } : {}) }
    const directs = createDirects(web)
    const directory = createDirectory({ web, self, clock, log })
    const forms = createForms({
      web,
      ids: options.ids,
      ink: () => ink,
      voice: (language) => house.registry.voice(language),
    })
    const whispers = createWhispers({ web, directs, log })
    const { pictures } = house
    const illustrator = createIllustrator({ web, pictures, clock, log, wait: options.wait ?? machineWait })
    const drawings = createDrawings(ink, ({ account, profile }) =>
      house.registry.voice(house.languageOf(account, profile)),
    )
    const telling = createTelling({ web, whispers, directs, illustrator, drawings, log })
    const answers = createAnswers({ house, drawings, telling, forms })
    const { patience = 1_500, eventPatience = 2_500, overhear = false } = options
    const handOver = createHandOver({
      house,
      answers,
      ids: options.ids,
      log,
      deadline: limits.acknowledge,
      patience,
      eventPatience,
    })
    const app = boltApp(options, receiver, self)
    const reception = {
      self,
      directory,
      web,
      clock,
      log,
      overhear,
      // A new desk file may choose another one while the desk is open.
      get ticketEmoji() {
        return house.ticketEmoji ?? 'ticket'
      },
    }
    const homeAgain = (inbound: Inbound): void => {
      const { ids, account, profile, place, at } = inbound
      const looks: Inbound = {
        kind: 'opened',
        ids: [`${ids[0]}:home`],
        account,
        profile,
        place,
        at,
        canOpenForm: false,
      }
      // It is made anew at the next look at the latest.
      underWay.add(house.handle(looks).catch((error: unknown) => log.debug({ err: error }, 'a home was not made anew')))
    }
    listen(app, { reception, handOver, homeAgain, answers, log })
    return {
      self,
      answers,
      sender: createSender({ web, house, ink, directs, illustrator, log }),
      app,
      reception,
      handOver,
    }
  }

  return {
    name: 'slack',
    traits: { pace: limits.pace, editableFor: limits.editableFor, canFind: true, dedupesByKey: false, pins: true },
    ...(http ? { http } : {}),
    manifest: slackManifest,
    async start(house) {
      const self = await whoAmI(web)
      open = assemble(house, self)
      await open.app.start()
      // Whether Slack can post to us is not for us to see; what it cannot it brings again for a while.
      if (http) listening.opened()
      log.info({ team: self.team }, 'slack is connected')
    },
    async stop() {
      if (!open) return
      if (http && listening.since()) listening.closed()
      const patience = new Promise((resolve) => setTimeout(resolve, seconds(10)).unref())
      await Promise.race([open.app.stop(), patience])
      await Promise.race([underWay.ended(), patience])
      log.info({}, 'slack is disconnected')
    },
    deliver: async (message) => ready().sender.deliver(message),
    find: async (key, to, since) => ready().sender.find(key, to, since),
    async answerLate(inbound, reply) {
      const { handOver, answers } = ready()
      // What is read afterwards may be coming by itself at the same moment.
      if (!handOver.isAnswered(inbound)) await answers.late(inbound, reply)
    },
    listeningSince: () => listening.since(),
    examine: (places) => examine({ ...options, listening, sockets: options.sockets ?? usualSockets }, places),
    catchUp: async (watch, hand) => catchUp(watch, hand, ready().reception, options.wait ?? machineWait),
    openFile: createFiles({ web, token: botToken, apiUrl }),
    linkTo: async (address) => permalink(address, ready().self),
    membersOf: async (group, among) => groupMembers({ web, self: ready().self }, group, among),
  }
}

const usualSockets = 2

function receiverFor(
  options: SlackOptions,
  underWay: ReturnType<typeof createUnderWay>,
  listening: Listening,
): Receiver {
  const { appToken, signingSecret, apiUrl, clock, log } = options
  if (appToken) {
    const { sockets = usualSockets, pingTimeout = seconds(5) } = options
    const socket = { appToken, sockets, pingTimeout, log, underWay, listening }
    return createSocketReceiver({ ...socket, ...(apiUrl ? { apiUrl } : {}) })
  }
  if (signingSecret) return createHttpReceiver({ signingSecret, clock, log, underWay })
  throw new Error('Slack needs an app token (for Socket Mode) or a signing secret (for HTTP) beside the bot token.')
}

/**
 * Bolt itself. It is told who we are: asking on its own it would drop a failure as an unhandled rejection. What we say
 * ourselves is sorted out where events are read, since Bolt lets our own edits through.
 */
const boltApp = ({ botToken, apiUrl, log }: SlackOptions, receiver: Receiver, self: Self): App =>
  new App({
    token: botToken,
    botUserId: self.user,
    // Only present to spare a second question; its value is compared with nothing.
    botId: self.bot ?? self.user,
    receiver,
    clientOptions: clientOptions(apiUrl, log),
    logger: libraryLog(log),
    ignoreSelf: false,
    convoStore: false,
  })
