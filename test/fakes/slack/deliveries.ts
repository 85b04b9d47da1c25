import { envelope, isHeard } from './events.js'
import { copy, type Fields, fieldsOf, textOf } from './fields.js'
import { type Attempt, type Failure, formBody, post, sign, slackJson } from './signing.js'
import type { Sockets } from './sockets.js'
import type { EventAddress, Workspace } from './workspace.js'

export type DeliveryKind = 'events_api' | 'slash_commands' | 'interactive'

/** One thing Slack tells the app. */
export interface Outgoing {
  readonly kind: DeliveryKind
  readonly payload: Fields
  /** How a violation names it. */
  readonly label: string
  /** On a socket: whether the body of the acknowledgement is read. */
  readonly readsAnswer: boolean
}

/** What the app answered. */
export interface Answer {
  readonly deliveryId: string
  readonly transport: 'http' | 'socket' | 'none'
  /** Acknowledged within the deadline, in the last attempt. */
  readonly ok: boolean
  readonly status: number
  /** The acknowledgement's body: parsed JSON, text, or undefined when empty. */
  readonly body: unknown
  /** Real milliseconds until the last attempt was answered. */
  readonly ms: number
  readonly attempts: number
  readonly failure?: Failure
}

/** A delivery as it went out, to be looked at or repeated. */
export interface DeliveryRecord {
  readonly id: string
  readonly outgoing: Outgoing
  readonly body: string
  readonly contentType: string
  /** Headers of each attempt over HTTP. */
  readonly headers: Record<string, string>[]
  readonly attempts: Attempt[]
  answer?: Answer
}

export interface Redelivery {
  /** False gives the copy a fresh event_id, as in the incident of doubled events. Default true. */
  readonly sameEventId?: boolean
  readonly times?: number
  /** Retry headers: true for the real ones, false for none. Default true. */
  readonly headers?: boolean
}

export interface Deliveries {
  readonly records: DeliveryRecord[]
  /** Events that no attempt got through; Slack would try them hourly for a day. */
  readonly lost: DeliveryRecord[]
  connectHttp: (url: string | undefined) => void
  url: () => string | undefined
  send: (outgoing: Outgoing) => Promise<Answer>
  again: (which: string, how?: Redelivery) => Promise<Answer[]>
  /** Sends what was lost once more, like Slack's Delayed Events. */
  lostAgain: () => Promise<Answer[]>
  /** From now on events wait instead of going out. */
  hold: () => void
  /** Lets the waiting events go, one after the other, in the order that `arrange` gives them. */
  release: (arrange?: (events: Fields[]) => Fields[]) => Promise<Answer[]>
}

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

const bodyOf = ({ kind, payload }: Outgoing): { body: string; contentType: string } => {
  if (kind === 'events_api') return { body: slackJson(payload), contentType: json }
  if (kind === 'interactive') return { body: formBody({ payload: slackJson(payload) }), contentType: form }
  const fields = Object.entries(payload).map(([key, value]) => [key, String(value)] as const)
  return { body: formBody(Object.fromEntries(fields)), contentType: form }
}

const read = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A long wait does not keep a process alive that has nothing else to do. */
const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    if (ms > 1_000) timer.unref()
  })

/** Carries everything to the app: over an open socket when there is one, else signed over HTTP. */
export const openDeliveries = (world: Workspace, sockets: Sockets): Deliveries => {
  const records: DeliveryRecord[] = []
  const lost: DeliveryRecord[] = []
  let httpUrl: string | undefined
  let held: { event: Fields; address: EventAddress }[] | undefined

  const attempt = async (
    record: DeliveryRecord,
    url: string,
    retry?: { num: number; reason: string },
  ): Promise<Attempt> => {
    const timestamp = String(Math.floor(world.signingNow() / 1_000))
    const headers: Record<string, string> = {
      'content-type': record.contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: '*/*',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(world.signingSecret, timestamp, record.body),
    }
    if (retry) {
      headers['x-slack-retry-num'] = String(retry.num)
      headers['x-slack-retry-reason'] = retry.reason
    }
    record.headers.push(headers)
    const seen = await post({ url, body: record.body, headers, timeoutMs: world.settings.ackMs })
    record.attempts.push(seen)
    return seen
  }

  const overHttp = async (record: DeliveryRecord, url: string): Promise<Answer> => {
    const delays = record.outgoing.kind === 'events_api' ? world.settings.retryMs : []
    let seen = await attempt(record, url)
    let tries = 1
    for (const [index, delay] of delays.entries()) {
      if (!seen.failure || seen.headers['x-slack-no-retry'] === '1') break
      await wait(delay)
      seen = await attempt(record, url, { num: index + 1, reason: seen.failure })
      tries += 1
    }
    return {
      deliveryId: record.id,
      transport: 'http',
      ok: !seen.failure,
      status: seen.status,
      body: read(seen.text),
      ms: seen.ms,
      attempts: tries,
      ...(seen.failure ? { failure: seen.failure } : {}),
    }
  }

  const overSocket = (): boolean => sockets.count > 0 || (sockets.opened > 0 && httpUrl === undefined)

  const carry = async (record: DeliveryRecord): Promise<Answer> => {
    if (overSocket()) {
      const seen = await sockets.carry(record.outgoing)
      return { deliveryId: record.id, transport: 'socket', status: seen.ok ? 200 : 0, ...seen }
    }
    if (httpUrl) return overHttp(record, httpUrl)
    return { deliveryId: record.id, transport: 'none', ok: false, status: 0, body: undefined, ms: 0, attempts: 0 }
  }

  const send = async (outgoing: Outgoing): Promise<Answer> => {
    const record: DeliveryRecord = {
      id: world.id('Dl'),
      outgoing: { ...outgoing, payload: copy(outgoing.payload) },
      ...bodyOf(outgoing),
      headers: [],
      attempts: [],
    }
    records.push(record)
    const done = world.activity.begin()
    try {
      const answer = await carry(record)
      record.answer = answer
      if (!answer.ok) {
        if (outgoing.kind === 'events_api') lost.push(record)
        if (answer.transport !== 'none' || outgoing.kind !== 'events_api')
          world.violate(`${outgoing.label} was not acknowledged (${answer.failure ?? 'nobody listened'})`)
      }
      return answer
    } finally {
      done()
    }
  }

  const tell = (event: Fields, address: EventAddress): Promise<Answer> => {
    const label = `event ${[textOf(event, 'type'), textOf(event, 'subtype')].filter(Boolean).join('/')}`
    return send({ kind: 'events_api', payload: envelope(world, event, address), label, readsAnswer: false })
  }

  world.emit = async (event: Fields, address: EventAddress = {}) => {
    if (!isHeard(world, event) || (!httpUrl && sockets.opened === 0)) return undefined
    if (!held) return tell(event, address)
    held.push({ event: copy(event), address })
    return undefined
  }

  const again = async (which: string, how: Redelivery = {}): Promise<Answer[]> => {
    const record = which === 'last' ? records.at(-1) : records.find(({ id }) => id === which)
    if (!record) throw new Error(`There is no delivery ${which}`)
    const answers: Answer[] = []
    for (let num = 1; num <= (how.times ?? 1); num += 1) {
      const payload = copy(record.outgoing.payload)
      if (how.sameEventId === false) payload['event_id'] = world.id('Ev')
      const outgoing = { ...record.outgoing, payload }
      if (overSocket() || !httpUrl) {
        answers.push(await send(outgoing))
        continue
      }
      const twin: DeliveryRecord = { id: world.id('Dl'), outgoing, ...bodyOf(outgoing), headers: [], attempts: [] }
      records.push(twin)
      const done = world.activity.begin()
      const seen = await attempt(twin, httpUrl, how.headers === false ? undefined : { num, reason: 'http_timeout' })
      twin.answer = {
        deliveryId: twin.id,
        transport: 'http',
        ok: !seen.failure,
        status: seen.status,
        body: read(seen.text),
        ms: seen.ms,
        attempts: 1,
        ...(seen.failure ? { failure: seen.failure } : {}),
      }
      done()
      answers.push(twin.answer)
    }
    return answers
  }

  return {
    records,
    lost,
    connectHttp(url) {
      httpUrl = url
    },
    url: () => httpUrl,
    send,
    again,
    hold() {
      held ??= []
    },
    async release(arrange = (events) => events) {
      const waiting = held ?? []
      held = undefined
      const answers: Answer[] = []
      for (const event of arrange(waiting.map((one) => one.event)))
        answers.push(await tell(event, waiting.find((one) => one.event === event)?.address ?? {}))
      return answers
    },
    async lostAgain() {
      const answers: Answer[] = []
      for (const record of lost.splice(0)) answers.push(await send(record.outgoing))
      return answers
    },
  }
}

/** What a violation calls an interaction, such as `block_actions approve by U1`. */
export const nameOf = (payload: Fields): string => {
  const action = Array.isArray(payload['actions']) ? textOf((payload['actions'] as Fields[])[0] ?? {}, 'action_id') : ''
  const callback = textOf(payload, 'callback_id') || textOf(fieldsOf(payload, 'view'), 'callback_id')
  const what = [textOf(payload, 'type'), action || callback || textOf(payload, 'action_id')].filter(Boolean).join(' ')
  return `${what} by ${textOf(fieldsOf(payload, 'user'), 'id')}`
}
