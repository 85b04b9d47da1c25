import { channelOf, type Place, placeWord } from '../../src/chat/address.js'
import { type Finding, finding as found } from '../../src/chat/finding.js'
import { createPatient, machineWait, type Patient, type Wait } from '../../src/chat/patient.js'
import type { Clock } from '../../src/kernel/clock.js'
import { minutes, seconds } from '../../src/kernel/duration.js'
import { Outage, type Phrase } from '../../src/kernel/errors.js'
import { limits } from './limits.js'
import type { Listening } from './listening.js'
import type { Log } from './log.js'
import { slackScopes } from './register.js'
import { apiRoot, ask, createWeb, isLimit, SlackSaysNo, type Web } from './web.js'

export interface Examining {
  readonly botToken: string
  readonly appToken?: string | undefined
  readonly apiUrl?: string | undefined
  readonly clock: Clock
  readonly log: Log
  readonly wait?: Wait | undefined
  /** The sockets that are held here. */
  readonly listening: Listening
  readonly sockets: number
}

const finding = (state: Finding['state'], words: string, params: Phrase['params'] = {}): Finding =>
  found(state, `slack.doctor.${words}`, params)

/** Looking must end: a platform that asks for patience again and again is told of as it is. */
const patience = minutes(3)

/**
 * Whether Slack takes the tokens, whether the app was granted what its manifest asks for, whether the channels that routes
 * name take messages, and whether our clocks agree. Posts nothing.
 */
export async function examine(options: Examining, places: readonly Place[]): Promise<readonly Finding[]> {
  const { botToken, appToken, apiUrl, log, listening, wait = machineWait } = options
  const web = createWeb(botToken, apiUrl, log)
  const bot = await tried(() => ask(() => web.auth.test()))
  // Whoever holds a socket has a token for it. One that is offered and never opened is gone after half a minute.
  const app =
    appToken && !listening.since()
      ? await tried(() => ask(() => createWeb(appToken, apiUrl, log).apps.connections.open()))
      : undefined
  const refused = app?.kind === 'no' ? [finding('mend', 'app_token', { why: app.why })] : []
  if (bot.kind === 'no') return [finding('mend', 'bot_token', { why: bot.why }), ...refused]
  const { team = '', team_id: id = '', response_metadata: told } = bot.value
  const patient = createPatient({
    signal: AbortSignal.timeout(patience),
    wait,
    isLimit,
    meanwhile: async () => undefined,
  })
  return [
    finding('ok', appToken ? 'socket' : 'http', { team, id }),
    ...refused,
    ...scopesOf(told?.scopes),
    ...socketsOf(options),
    ...(await clockOf(options)),
    ...(await channelsOf(web, patient, id, places)),
  ]
}

function scopesOf(granted: readonly string[] | undefined): readonly Finding[] {
  if (!granted) return []
  const missing = slackScopes.filter((scope) => !granted.includes(scope))
  if (missing.length > 0) return [finding('mend', 'scopes', { scopes: missing.join(', ') })]
  return [finding('ok', 'manifest')]
}

function socketsOf({ appToken, listening, sockets }: Examining): readonly Finding[] {
  const { open, everywhere } = listening.ways()
  // Nobody listens in a process that only looks.
  if (!appToken || open === undefined) return []
  if (open < sockets) return [finding(open === 0 ? 'mend' : 'note', 'sockets_missing', { open, sockets })]
  const others = (everywhere ?? open) - open
  return [others > 0 ? finding('note', 'sockets_others', { open, others }) : finding('ok', 'sockets', { open })]
}

/** By so much our clock may be off before what Slack signs is refused as stale. */
const off = { note: seconds(30), mend: limits.freshness - seconds(60) }

async function clockOf({ botToken, apiUrl, clock }: Examining): Promise<readonly Finding[]> {
  try {
    const asked = await fetch(`${apiRoot(apiUrl)}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${botToken}` },
      signal: AbortSignal.timeout(limits.webTimeout),
    })
    await asked.arrayBuffer()
    const theirs = Date.parse(asked.headers.get('date') ?? '')
    const apart = Math.abs(clock.now().getTime() - theirs)
    if (Number.isNaN(apart)) return []
    const params = { seconds: Math.round(apart / 1_000) }
    if (apart < off.note) return [finding('ok', 'clock')]
    return [finding(apart < off.mend ? 'note' : 'mend', 'clock_off', params)]
  } catch {
    return []
  }
}

async function channelsOf(
  web: Web,
  patient: Patient,
  team: string,
  places: readonly Place[],
): Promise<readonly Finding[]> {
  const channels = new Map(places.map((place) => [placeWord(channelOf(place)), channelOf(place)]))
  const wrong: Finding[] = []
  for (const [word, { channel, workspace }] of channels) {
    if (workspace !== team) wrong.push(finding('note', 'channel_elsewhere', { place: word }))
    else wrong.push(...(await channelIn(web, patient, channel, word)))
  }
  const right = channels.size - wrong.length
  return [...(right > 0 ? [finding('ok', 'channels', { count: right })] : []), ...wrong]
}

async function channelIn(web: Web, patient: Patient, channel: string, place: string): Promise<readonly Finding[]> {
  const asked = await tried(() => patient(() => ask(() => web.conversations.info({ channel }))))
  if (asked.kind === 'no') {
    const unknown = asked.why === 'channel_not_found'
    return [finding('mend', unknown ? 'channel_unknown' : 'channel_closed', { place, why: asked.why })]
  }
  const { name = channel, is_archived: archived, is_member: member } = asked.value.channel ?? {}
  if (archived) return [finding('mend', 'channel_archived', { place, name })]
  return member === false ? [finding('mend', 'channel_outside', { place, name })] : []
}

type Tried<T> = { readonly kind: 'yes'; readonly value: T } | { readonly kind: 'no'; readonly why: string }

async function tried<T>(call: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { kind: 'yes', value: await call() }
  } catch (error) {
    if (error instanceof SlackSaysNo) return { kind: 'no', why: error.code }
    if (error instanceof Outage) return { kind: 'no', why: error.message }
    // Patience has ended.
    if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'no', why: 'ratelimited' }
    throw error
  }
}
