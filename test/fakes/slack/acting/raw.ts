import type { Answer, Deliveries } from '../deliveries.js'
import { envelope } from '../events.js'
import { type Fields, textOf } from '../fields.js'
import { type Attempt, formBody, post, sign, slackJson } from '../signing.js'
import type { EventAddress, Workspace } from '../workspace.js'

/** A request that Slack might not have sent. Everything left out is as Slack would do it. */
export interface RawDelivery {
  /** The body as it is. */
  readonly body?: string
  /** Instead of a body: fields of a form, such as commandFields gives. */
  readonly form?: Record<string, string>
  /** Instead of a body: JSON, such as an event's outer object. */
  readonly json?: unknown
  /** Instead of a body: an earlier delivery. With `replay`, its very headers as well. */
  readonly like?: string
  readonly replay?: boolean
  readonly contentType?: string
  /** Seconds from now that the timestamp claims: -301, +3600. */
  readonly at?: number
  readonly secret?: string
  readonly signature?: string
  /** Changes the body after it was signed. */
  readonly mutate?: (body: string) => string
  /** Headers that are left out, in lower case. */
  readonly omit?: readonly string[]
  readonly headers?: Record<string, string>
  readonly path?: string
}

/** Forged, stale, repeated and broken requests over HTTP, and events that no act of a person stands behind. */
export const rawActs = (world: Workspace, deliveries: Deliveries) => ({
  /** Sends one request and answers what came back. Is never retried, and a refusal is no violation. */
  async deliverRaw(raw: RawDelivery): Promise<Attempt> {
    const target = deliveries.url()
    if (!target) throw new Error('No HTTP address is connected')
    const records = deliveries.records
    const earlier = raw.like === 'last' ? records.at(-1) : records.find(({ id }) => id === raw.like)
    if (raw.like && !earlier) throw new Error(`There is no delivery ${raw.like}`)
    const form = raw.form ? formBody(raw.form) : undefined
    const json = raw.json === undefined ? undefined : slackJson(raw.json)
    const body = raw.body ?? form ?? json ?? earlier?.body ?? ''
    const timestamp = String(Math.floor(world.signingNow() / 1_000) + (raw.at ?? 0))
    const type =
      raw.contentType ?? earlier?.contentType ?? (raw.json ? 'application/json' : 'application/x-www-form-urlencoded')
    const fresh = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': raw.signature ?? sign(raw.secret ?? world.signingSecret, timestamp, body),
    }
    const headers: Record<string, string> = { ...(raw.replay ? (earlier?.headers[0] ?? fresh) : fresh), ...raw.headers }
    for (const name of raw.omit ?? []) delete headers[name]
    const done = world.activity.begin()
    try {
      const url = raw.path ? new URL(raw.path, target).href : target
      return await post({
        url,
        body: raw.mutate ? raw.mutate(body) : body,
        headers,
        timeoutMs: world.settings.ackMs + 1_000,
      })
    } finally {
      done()
    }
  },

  /** Delivers an inner event of any kind, subscribed or not: Grid payloads, reordered edits, unknown types. */
  deliverEvent(event: Fields, more: { outer?: Fields; address?: EventAddress } = {}): Promise<Answer> {
    const payload = { ...envelope(world, event, more.address), ...more.outer }
    return deliveries.send({ kind: 'events_api', payload, label: `event ${textOf(event, 'type')}`, readsAnswer: false })
  },

  /** Delivers an outer object as it is, such as `{ type: 'app_rate_limited', … }`. */
  deliverOuter(payload: Fields): Promise<Answer> {
    return deliveries.send({
      kind: 'events_api',
      payload,
      label: `outer ${textOf(payload, 'type')}`,
      readsAnswer: false,
    })
  },

  /** Delivers an interaction of any shape. */
  deliverInteraction(payload: Fields): Promise<Answer> {
    return deliveries.send({ kind: 'interactive', payload, label: `raw ${textOf(payload, 'type')}`, readsAnswer: true })
  },

  /** The outer object around an event, not sent: for deliverRaw. */
  eventEnvelope: (event: Fields, address: EventAddress = {}): Fields => envelope(world, event, address),

  /** The app is asked to prove its address; true when it echoes the challenge. */
  async verifyUrl(): Promise<boolean> {
    const challenge = world.id('challenge-')
    const json = { token: 'legacy-verification-token', challenge, type: 'url_verification' }
    const seen = await this.deliverRaw({ json })
    return seen.status === 200 && seen.text.includes(challenge)
  },
})
