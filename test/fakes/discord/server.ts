import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Call, type Reply, type Route, readSent, type Sent } from './call.js'
import type { Fault, Faults } from './faults.js'
import type { RecordedRequest } from './model.js'
import type { Limited, RateLimits } from './rate-limits.js'
import { ApiError } from './refused.js'
import { findRoute } from './routes/index.js'
import { serveFile } from './serve-file.js'
import type { World } from './world.js'

interface Room {
  readonly world: World
  readonly faults: Faults
  readonly limits: RateLimits
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A request with everything that is known of it before it is handled. */
interface Arrival {
  readonly seen: RecordedRequest
  readonly found: { readonly name: string; readonly route: Route; readonly params: Record<string, string> } | undefined
  readonly sent: Sent | ApiError
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const tooMany = ({ retryAfter, scope, code, headers }: Limited): Reply => ({
  status: 429,
  body: {
    message: 'You are being rate limited.',
    retry_after: retryAfter,
    global: scope === 'global',
    ...(code ? { code } : {}),
  },
  headers: { ...headers, 'retry-after': String(Math.ceil(retryAfter)), 'x-ratelimit-scope': scope },
})

const failed = (error: unknown, world: World, route: string): Reply => {
  if (error instanceof RateLimited) return tooMany(error.limited)
  if (error instanceof ApiError)
    return { status: error.status, body: { message: error.message, code: error.code, ...error.extra } }
  world.complain(`the fake itself failed in ${route}: ${error instanceof Error ? error.stack : String(error)}`)
  return { status: 500, body: { message: '500: Internal Server Error', code: 0 } }
}

class RateLimited extends Error {
  constructor(readonly limited: Limited) {
    super('rate limited')
  }
}

const reject = (limited: Limited | undefined): void => {
  if (limited) throw new RateLimited(limited)
}

const checkHeaders = (world: World, route: Route, seen: RecordedRequest): void => {
  if (!/^DiscordBot \(\S+, \S+\)/.test(seen.headers['user-agent'] ?? '')) {
    world.complain(`${seen.method} ${seen.path} was sent without a valid User-Agent`)
    throw new ApiError(403, 40333, 'internal network error')
  }
  if (route.auth === 'bot' && seen.headers['authorization'] !== `Bot ${world.token}`)
    throw new ApiError(401, 0, '401: Unauthorized')
  const unknown = Object.keys(seen.query).filter((key) => !(route.query ?? []).includes(key))
  if (unknown.length > 0) {
    world.complain(`${seen.method} ${seen.path} was sent with unknown parameters: ${unknown.join(', ')}`)
    throw new ApiError(400, 50035, 'Invalid Form Body')
  }
  if (seen.reason !== undefined && (seen.reason.length > 512 || seen.reason.length === 0))
    throw new ApiError(400, 50035, 'Invalid Form Body')
}

const majorOf = (params: Record<string, string>): string =>
  [params['channel'], params['guild'], params['token']].find((one) => one !== undefined) ?? ''

const handled = async ({ world, limits }: Room, { seen, found, sent }: Arrival): Promise<Reply> => {
  if (!found) {
    world.complain(`a request for ${seen.method} ${seen.path}, which the fake does not serve`)
    return { status: 404, body: { message: '404: Not Found', code: 0 } }
  }
  const { name, route, params } = found
  const major = majorOf(params)
  let headers: Record<string, string> = {}
  try {
    checkHeaders(world, route, seen)
    const bucket = limits.take(name, major)
    if ('limited' in bucket) reject(bucket.limited)
    else headers = bucket.headers
    if (sent instanceof ApiError) throw sent
    const call: Call = {
      world,
      params,
      query: seen.query,
      ...sent,
      limits: {
        rename: (channelId) => reject(limits.rename(channelId)),
        oldEdit: (channelId) => reject(limits.oldEdit(channelId)),
      },
    }
    const reply = await route.run(call)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  } catch (error) {
    if (error instanceof RateLimited) limits.refused(name, major, error.limited)
    const reply = failed(error, world, name)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  }
}

const send = (response: ServerResponse, reply: Reply, fault: Fault | undefined): void => {
  const body = reply.body
  if (body === undefined) {
    response.writeHead(reply.status, reply.headers)
    response.end()
    return
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const headers = { 'content-type': 'application/json', ...reply.headers, 'content-length': bytes.length }
  response.writeHead(reply.status, headers)
  if (fault?.truncate) response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
  else response.end(bytes)
}

const faultReply = (fault: Fault): Reply | undefined => {
  const { status, code, retryAfter = 1, scope = 'user' } = fault
  if (status === 429) return tooMany({ retryAfter, scope, headers: {} })
  if (status !== undefined) return { status, body: { message: `${status}: scripted`, code: code ?? 0 } }
  return undefined
}

const invalid = (world: World): void => {
  const bad = world.requests.filter(({ status }) => status === 401 || status === 403 || status === 429).length
  if (bad === world.settings.invalidRequests + 1)
    world.complain(`${bad} requests were answered 401, 403 or 429: Discord would ban the address`)
}

const record = (world: World, request: IncomingMessage, url: URL, route: string): RecordedRequest => {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]))
  const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ''))
  const reason = headers['x-audit-log-reason']
  const seen: RecordedRequest = {
    at: world.now(),
    method: request.method ?? 'GET',
    path,
    route,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: undefined,
    files: [],
    ...(reason === undefined ? {} : { reason: decodeURIComponent(reason) }),
    status: 0,
    response: undefined,
  }
  world.requests.push(seen)
  return seen
}

const arrive = async (world: World, request: IncomingMessage, url: URL): Promise<Arrival> => {
  const bytes = await readBody(request)
  const found = findRoute(request.method ?? 'GET', url.pathname)
  const seen = record(world, request, url, found?.name ?? '')
  const sent = await readSent(request, bytes).catch((error: unknown) => {
    if (error instanceof ApiError) return error
    return new ApiError(400, 50109, 'The request body could not be read.')
  })
  if (!(sent instanceof ApiError)) Object.assign(seen, sent)
  return { seen, found, sent }
}

const handle = async (room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { world, faults, limits } = room
  const url = new URL(request.url ?? '/', world.origin)
  if (url.pathname.startsWith('/attachments/')) return send(response, serveFile(world, url), undefined)
  const arrival = await arrive(world, request, url)
  const { seen, found } = arrival
  const fault = faults.take(seen.route, seen)
  if (fault?.delayMs && !fault.after) await wait(fault.delayMs)
  const instead = fault ? faultReply(fault) : undefined
  const lost = fault?.reset === true || instead !== undefined
  const reply = !lost || fault?.after ? await handled(room, arrival) : undefined
  if (fault?.delayMs && fault.after) await wait(fault.delayMs)
  if (fault?.status === 429) {
    const { retryAfter = 1, scope = 'user' } = fault
    limits.refused(seen.route, majorOf(found?.params ?? {}), { retryAfter, scope })
  }
  if (fault?.reset) {
    response.destroy()
    return
  }
  const final = instead ?? reply ?? { status: 500, body: 'no answer' }
  seen.status = final.status
  seen.response = Buffer.isBuffer(final.body) ? `${final.body.length} bytes` : final.body
  if (final.status === 401 || final.status === 403 || final.status === 429) invalid(world)
  send(response, final, fault)
}

/** Listens on a free port of 127.0.0.1; the world's origin is set when it resolves. */
export const listen = async (room: Room): Promise<Server> => {
  const server = createServer((request, response) => {
    const done = room.world.activity.begin()
    response.on('close', done)
    handle(room, request, response).catch((error: unknown) => {
      room.world.complain(`the fake itself failed: ${String(error)}`)
      response.destroy()
    })
  })
  server.on('upgrade', room.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  room.world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return server
}
