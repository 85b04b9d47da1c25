import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openCall, readArgs } from './call.js'
import type { Fault, Faults } from './faults.js'
import type { Fields } from './fields.js'
import { serveFile, takeUpload } from './files.js'
import { methods } from './methods/index.js'
import type { RecordedRequest } from './model.js'
import type { RateLimits } from './rate-limits.js'
import { ApiError } from './refused.js'
import { takeResponse } from './response-urls.js'
import type { Sockets } from './sockets.js'
import type { Workspace } from './workspace.js'

/** An HTTP answer of the fake. */
export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Record<string, string>
}

interface Room {
  readonly world: Workspace
  readonly sockets: Sockets
  readonly faults: Faults
  readonly limits: RateLimits
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const failed = (error: unknown, world: Workspace, method: string): Fields => {
  if (error instanceof ApiError) return { ok: false, error: error.code, ...error.extra }
  world.violate(`the fake itself failed in ${method}: ${error instanceof Error ? error.stack : String(error)}`)
  return { ok: false, error: 'fatal_error' }
}

const tooMany = (seconds: number): Reply => ({
  status: 429,
  body: { ok: false, error: 'ratelimited' },
  headers: { 'retry-after': String(seconds) },
})

const callMethod = async (
  room: Room,
  name: string,
  request: IncomingMessage,
  body: Buffer,
  seen: RecordedRequest,
): Promise<Reply> => {
  const { world, limits, sockets } = room
  try {
    if (new URL(request.url ?? '/', world.origin).searchParams.has('token'))
      world.violate(`${name} was called with the token in the address`)
    const given = readArgs(request, body)
    const { args } = given
    Object.assign(seen.args, args)
    const method = methods[name]
    if (!method) {
      world.violate(`unknown method ${name}`)
      return { status: 200, body: { ok: false, error: 'unknown_method', req_method: name } }
    }
    const call = openCall(world, name, method, given)
    Object.assign(seen.args, call.args)
    const seconds = limits.check({ token: call.token.value, method: name, tier: method.tier, args })
    if (seconds !== undefined) return tooMany(seconds)
    const result = await method.run(call, sockets)
    const scopes = {
      'x-oauth-scopes': [...call.token.scopes].join(','),
      'x-accepted-oauth-scopes': (method.scopes ?? []).join(','),
    }
    return { status: 200, body: { ok: true, ...result }, headers: scopes }
  } catch (error) {
    return { status: 200, body: failed(error, world, name) }
  }
}

const routed = async (room: Room, request: IncomingMessage, body: Buffer, seen: RecordedRequest): Promise<Reply> => {
  const path = new URL(request.url ?? '/', room.world.origin).pathname
  const [, first = '', second = ''] = path.split('/')
  if (first === 'api') return callMethod(room, second, request, body, seen)
  if (first === 'response') return takeResponse(room.world, second, request, body, seen)
  if (first === 'upload') return takeUpload(room.world, second, request, body)
  if (first === 'files') return serveFile(room.world, second, request)
  room.world.violate(`a request for ${path}, which Slack does not serve`)
  return { status: 404, body: 'not found' }
}

const nameOf = (request: IncomingMessage): string => {
  const [, first = '', second = ''] = new URL(request.url ?? '/', 'http://slack.invalid').pathname.split('/')
  if (first === 'api') return second
  return { response: 'response_url', upload: 'upload', files: 'file' }[first] ?? first
}

const send = (response: ServerResponse, reply: Reply, fault: Fault | undefined): void => {
  const text = typeof reply.body === 'string' || Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body)
  const type = typeof reply.body === 'string' ? 'text/html' : 'application/json; charset=utf-8'
  if (fault?.truncate) {
    response.writeHead(reply.status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
    response.write(Buffer.from(text).subarray(0, Math.floor(Buffer.byteLength(text) / 2)), () => response.destroy())
    return
  }
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers })
  response.end(text)
}

const faultReply = (fault: Fault): Reply | undefined => {
  if (fault.status === 429) return tooMany(fault.retryAfter ?? 1)
  if (fault.location !== undefined) return { status: 302, body: '', headers: { location: fault.location } }
  if (fault.status !== undefined) return { status: fault.status, body: 'server error' }
  if (fault.error !== undefined) return { status: 200, body: { ok: false, error: fault.error } }
  return undefined
}

const handle = async (room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { world, faults, limits } = room
  const body = await readBody(request)
  const method = nameOf(request)
  const seen: RecordedRequest = {
    at: world.now(),
    method,
    args: {},
    headers: Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)])),
    status: 0,
    response: undefined,
  }
  world.requests.push(seen)
  const peeked = peek(request, body)
  const fault = faults.take(method, peeked.args)
  if (fault?.delayMs && !fault.after) await wait(fault.delayMs)
  const instead = fault ? faultReply(fault) : undefined
  const lost = fault?.reset === true || instead !== undefined
  let reply: Reply | undefined
  if (!lost || fault?.after) reply = await routed(room, request, body, seen)
  else Object.assign(seen.args, peeked.args)
  if (fault?.delayMs && fault.after) await wait(fault.delayMs)
  if (fault?.status === 429)
    limits.refused({ token: peeked.token ?? '', method, args: peeked.args }, fault.retryAfter ?? 1)
  if (fault?.reset) {
    response.destroy()
    return
  }
  const final = instead ?? reply ?? { status: 500, body: 'no answer' }
  seen.status = final.status
  seen.response = Buffer.isBuffer(final.body) ? `${final.body.length} bytes` : final.body
  send(response, final, fault)
}

const peek = (request: IncomingMessage, body: Buffer): { args: Fields; token: string | undefined } => {
  try {
    return readArgs(request, body)
  } catch {
    return { args: {}, token: undefined }
  }
}

/** Listens on a free port of 127.0.0.1; the workspace's origin is set when it resolves. */
export const listen = async (room: Room): Promise<Server> => {
  const server = createServer((request, response) => {
    const done = room.world.activity.begin()
    response.on('close', done)
    handle(room, request, response).catch((error: unknown) => {
      room.world.violate(`the fake itself failed: ${String(error)}`)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => room.sockets.upgrade(request, socket, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  room.world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return server
}
