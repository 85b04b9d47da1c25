import { isFields } from '../fields.js'
import { respond } from './interactions.js'
import type { FakeInteraction } from './model.js'
import { ApiError } from './refused.js'
import { type Flaw, signedHeaders, tampered } from './signing.js'
import type { World } from './world.js'

/** What the application's address answered. */
export interface Posted {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

export interface HttpInteractions {
  /** Interactions go to this address from now on, signed, and no longer over the gateway; undefined ends that. */
  use: (url: string | undefined) => void
  readonly url: string | undefined
  /** Discord asks whether the address is there, and whether it looks at signatures: true when both answers are right. */
  ping: () => Promise<boolean>
  /** Sends a payload with a flaw, or none, and answers what came back. 401 is right for every flaw. */
  send: (payload: unknown, flaw?: Flaw) => Promise<Posted>
  /** Sends the last good request once more, byte by byte, with its old signature. */
  replay: () => Promise<Posted>
  deliver: (interaction: FakeInteraction) => Promise<void>
}

const flaws: readonly Flaw[] = ['wrong key', 'tampered body', 'no headers', 'garbled signature', 'no signature']

interface Letter {
  readonly body: string
  readonly headers: Record<string, string>
}

const post = async (url: string, { body, headers }: Letter): Promise<Posted> => {
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  const text = await response.text()
  const contentType = response.headers.get('content-type') ?? ''
  const isJson = contentType.startsWith('application/json')
  return { status: response.status, contentType, body: isJson && text !== '' ? JSON.parse(text) : text }
}

/** Interactions over HTTP, the other transport (Discord: interactions/overview). */
export const openHttpInteractions = (world: World): HttpInteractions => {
  let url: string | undefined
  let last: Letter | undefined
  let bad = 0

  const address = (): string => {
    if (!url) throw new Error('useHttp(url) comes first')
    return url
  }

  const send = (payload: unknown, flaw?: Flaw): Promise<Posted> => {
    const body = JSON.stringify(payload)
    const headers = signedHeaders(world, body, flaw)
    return post(address(), { body: flaw === 'tampered body' ? tampered(body) : body, headers })
  }

  /** Discord does this to every application, now and then, and takes its address away when it is fooled. */
  const probe = async (payload: unknown): Promise<boolean> => {
    const flaw = flaws[bad % flaws.length] ?? 'wrong key'
    bad += 1
    const { status } = await send(payload, flaw)
    if (status !== 401) world.complain(`a request with a flaw (${flaw}) was answered ${status}, not 401`)
    return status === 401
  }

  const take = (interaction: FakeInteraction, { status, contentType, body }: Posted): void => {
    if (status === 202 || status === 204) return
    if (status !== 200) {
      world.complain(`${interaction.label} was answered with status ${status}`)
      return
    }
    if (!contentType.startsWith('application/json') || !isFields(body)) {
      world.complain(`${interaction.label} was answered with ${contentType || 'no content type'}`)
      return
    }
    try {
      respond(world, interaction, body, [])
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const says = JSON.stringify(error.extra)
      world.complain(`${interaction.label} was answered with what Discord does not take: ${error.message} ${says}`)
    }
  }

  return {
    get url() {
      return url
    },
    use(given) {
      url = given
    },
    send,
    async ping() {
      const payload = { id: world.id(), application_id: world.applicationId, type: 1, token: 'ping', version: 1 }
      const { status, contentType, body } = await send(payload)
      const answered =
        status === 200 && contentType.startsWith('application/json') && isFields(body) && body['type'] === 1
      return answered && (await probe(payload))
    },
    replay() {
      if (!last) throw new Error('nothing was sent yet')
      return post(address(), last)
    },
    async deliver(interaction) {
      const isFirst = bad === 0
      if (isFirst || world.settings.random() < 0.1) await probe({ ...interaction.payload, id: world.id() })
      const body = JSON.stringify(interaction.payload)
      last = { body, headers: signedHeaders(world, body) }
      interaction.deliveries += 1
      take(interaction, await post(address(), last))
    },
  }
}
