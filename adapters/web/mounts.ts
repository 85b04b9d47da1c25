import type { IncomingMessage, RequestListener } from 'node:http'
import type { Logger } from 'pino'

export interface MountRequest {
  readonly method: string
  /** Names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  /** What follows the path of a mount that takes all that is beneath it; empty for others. */
  readonly rest: string
  /** As it came: signatures are made over these bytes. */
  readonly body: Uint8Array
}

export interface MountResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** An address of another adapter on the same port, such as POST /slack/events. */
export interface Mount {
  readonly method: string
  /** With a slash at its end, it takes every address one step beneath it. */
  readonly path: string
  /** The largest body that is taken, in bytes; a megabyte unless told. */
  readonly largest?: number
  handle(request: MountRequest): Promise<MountResponse>
}

const largestBody = 1024 * 1024

/**
 * Serves mounts before anything else sees the request: a platform waits seconds at most, and its signature needs the
 * bytes as they came. Whatever is not mounted goes to `others`.
 */
export function mounted(mounts: readonly Mount[], others: RequestListener, log: Logger): RequestListener {
  const byAddress = new Map(mounts.map((mount) => [`${mount.method} ${mount.path}`, mount]))
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/'
    const at = byAddress.has(`${request.method} ${path}`) ? path.length : path.lastIndexOf('/') + 1
    const mount = byAddress.get(`${request.method} ${path.slice(0, at)}`)
    if (!mount) return others(request, response)
    const rest = path.slice(at)
    const answer = ({ status, headers, body }: MountResponse): void => {
      // Told beforehand, the length spares the pieces of a chunked answer.
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
    }
    bodyOf(request, mount.largest ?? largestBody)
      .then((body) =>
        body ? mount.handle({ method: mount.method, headers: headersOf(request), rest, body }) : tooLarge,
      )
      .then(answer)
      .catch((error) => {
        log.error({ err: error, path: mount.path }, 'a mounted address failed')
        // Not taken: the platform brings it again.
        if (!response.headersSent) answer({ status: 500, headers: {}, body: '' })
        else response.destroy()
      })
  }
}

const tooLarge: MountResponse = { status: 413, headers: { connection: 'close' }, body: '' }

/** The whole body; undefined when it is too large. By events, since this is on the way of everything a platform tells. */
function bodyOf(request: IncomingMessage, largest: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > largest) return resolve(undefined)
      parts.push(part)
    })
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the request was broken off')))
  })
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}
