import { connect, type Socket } from 'node:net'

/**
 * HTTP/1.1 over one connection that is kept, one request at a time. An ordinary client costs about as much as what is
 * measured, and would be the limit of every figure.
 */
export interface Wire {
  ask(request: Buffer): Promise<Heard>
  close(): void
}

export interface Heard {
  readonly status: number
  readonly body: string
}

interface Waiting {
  resolve(heard: Heard): void
  reject(error: Error): void
}

export async function openWire(port: number): Promise<Wire> {
  const socket = await connected(port)
  let heard: Buffer = Buffer.alloc(0)
  let waiting: Waiting | undefined
  const failed = (error: Error): void => {
    waiting?.reject(error)
    waiting = undefined
  }
  socket.on('data', (part: Buffer) => {
    heard = heard.length === 0 ? part : Buffer.concat([heard, part])
    const whole = answerIn(heard)
    if (!whole) return
    heard = Buffer.alloc(0)
    const asked = waiting
    waiting = undefined
    asked?.resolve(whole)
  })
  socket.on('error', failed)
  socket.on('close', () => failed(new Error('the connection was closed')))
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed || !socket.writable) return reject(new Error('the connection was closed'))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** The answer, once all of it is there. */
function answerIn(heard: Buffer): Heard | undefined {
  const end = heard.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = heard.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const whole = end + 4 + Number(length)
    return heard.length < whole ? undefined : { status, body: heard.toString('utf8', end + 4, whole) }
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: '' }
  const ended = heard.subarray(end + 2).includes('\r\n0\r\n\r\n')
  // Where the pieces meet is of no interest here.
  return ended ? { status, body: heard.toString('utf8', end + 4) } : undefined
}
