import type { IncomingMessage } from 'node:http'
import { type Fields, isFields } from '../fields.js'
import { insist } from './checks/check.js'
import type { SentFile } from './model.js'
import { ApiError } from './refused.js'
import type { World } from './world.js'

/** A REST request on its way to its route. */
export interface Call {
  readonly world: World
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The JSON body, or `payload_json` of a multipart one; undefined when there was none. */
  readonly body: unknown
  readonly files: readonly SentFile[]
  readonly limits: {
    rename: (channelId: string) => void
    oldEdit: (channelId: string) => void
  }
}

/** An HTTP answer of the fake. */
export interface Reply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** A route: who may call it, and what it does. */
export interface Route {
  /** `bot`: the bot's token; `none`: the token in the address is proof enough. */
  readonly auth: 'bot' | 'none'
  readonly query?: readonly string[]
  readonly run: (call: Call) => Reply | Promise<Reply>
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown): Reply => ({ status: 201, body })
/** Without a body and without a content type, as Discord sends it. */
export const done: Reply = { status: 204 }

export interface Sent {
  readonly body: unknown
  readonly files: readonly SentFile[]
}

const wrongType = (): never => {
  insist([
    {
      path: [],
      code: 'CONTENT_TYPE_INVALID',
      message: 'Expected "Content-Type" header to be one of {"application/json", "multipart/form-data"}.',
    },
  ])
  throw new ApiError(400, 50035, 'Invalid Form Body')
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
  }
}

const multipart = async (bytes: Buffer, type: string): Promise<Sent> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const files: SentFile[] = []
  let body: unknown = {}
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string')
      body = field === 'payload_json' ? parse(value) : { ...(body as Fields), [field]: value }
    else
      files.push({
        field,
        name: value.name,
        contentType: value.type || 'application/octet-stream',
        bytes: Buffer.from(await value.arrayBuffer()),
      })
  }
  return { body, files }
}

/** Reads what a request carries, or refuses its content type. */
export const readSent = async (request: IncomingMessage, bytes: Buffer): Promise<Sent> => {
  if (bytes.length === 0) return { body: undefined, files: [] }
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/json')) return { body: parse(bytes.toString('utf8')), files: [] }
  if (type.startsWith('multipart/form-data')) return multipart(bytes, type)
  return wrongType()
}

/** The body as an object, or a refusal. */
export const bodyOf = ({ body }: Pick<Call, 'body'>): Fields => {
  if (isFields(body)) return body
  throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
}
