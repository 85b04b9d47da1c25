import { createHash } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Config } from './config.js'
import { formats, reaches } from './configuration/index.js'
import { minutes, seconds } from './kernel/duration.js'
import { Outage, Refusal } from './kernel/errors.js'
import type { Orders } from './orders.js'
import { type DeskPicture, largestAlbum, pictureOf } from './organisation/index.js'

/**
 * How the command line speaks to the running process, which alone may write to a SQLite file: a socket that only its
 * owner can open. On PostgreSQL there is none, since the command line writes to the database itself.
 */
export interface Control {
  close(): Promise<void>
}

/** Socket paths are at most about a hundred bytes long; a deep folder gets one with a short name instead. */
export function socketOf(config: Config): string {
  const near = join(config.dataDir, 'control.sock')
  if (Buffer.byteLength(near) <= 100) return near
  return join(tmpdir(), `frontdesk-${createHash('sha256').update(near).digest('hex').slice(0, 16)}.sock`)
}

const orderSchema = z.discriminatedUnion('order', [
  z.object({
    order: z.literal('apply'),
    source: z.string(),
    over: z.number().int(),
    /** By name, each as base64. */
    pictures: z.record(z.string(), z.base64()),
  }),
  z.object({ order: z.literal('code'), person: z.string() }),
  z.object({ order: z.literal('job'), name: z.string() }),
  z.object({ order: z.literal('shifts'), rotation: z.string(), source: z.string(), over: z.string() }),
  z.object({ order: z.literal('items'), file: z.string(), format: z.enum(formats) }),
  z.object({ order: z.literal('baseline'), name: z.string(), seeds: z.array(z.string()), reach: z.enum(reaches) }),
  z.object({ order: z.literal('retry'), which: z.union([z.number().int(), z.literal('all')]) }),
])
type Order = z.infer<typeof orderSchema>

/** More than any desk file, and all pictures as base64; whoever sends more is not our command line. */
const longest = 8_000_000 + largestAlbum * 1.5

export async function listenForControl(orders: Orders, config: Config, log: Logger): Promise<Control> {
  const path = socketOf(config)
  // The database's lock is ours: a socket that is left over belongs to nobody.
  await rm(path, { force: true })
  const server = createServer((incoming, outgoing) => {
    if (incoming.method !== 'POST') return void outgoing.writeHead(204).end()
    void answer(orders, incoming, log).then(({ status, body }) => outgoing.writeHead(status).end(JSON.stringify(body)))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  await chmod(path, 0o600)
  return { close: () => new Promise((resolve) => server.close(() => resolve())) }
}

interface Answer {
  readonly status: number
  readonly body: object
}

async function answer(orders: Orders, incoming: IncomingMessage, log: Logger): Promise<Answer> {
  try {
    const outcome = await obey(orders, orderSchema.parse(JSON.parse(await bodyOf(incoming))))
    return { status: 200, body: { outcome } }
  } catch (error) {
    const { code, params } = refusalOf(error)
    if (!(error instanceof Refusal)) log.error({ error: String(error) }, 'an order of the command line failed')
    return { status: 400, body: { refused: { code, params } } }
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal(error instanceof Outage ? 'cli.database_away' : 'cli.fault_in_process')
}

function obey(orders: Orders, order: Order): Promise<unknown> {
  switch (order.order) {
    case 'apply':
      return orders.apply(order.source, order.over, picturesIn(order.pictures))
    case 'code':
      return orders.offerCode(order.person)
    case 'job':
      return orders.runJob(order.name)
    case 'shifts':
      return orders.importShifts(order.rotation, order.source, order.over)
    case 'items':
      return orders.importItems(order.file, order.format)
    case 'baseline':
      return orders.takeBaseline(order)
    case 'retry':
      return orders.retry(order.which)
  }
}

const packed = (pictures: readonly DeskPicture[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pictures.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]))

/** The command line has looked at them; what is none all the same is not ours. */
function picturesIn(given: Readonly<Record<string, string>>): readonly DeskPicture[] {
  return Object.entries(given).map(([name, bytes]) => {
    const picture = pictureOf(name, Buffer.from(bytes, 'base64'))
    if ('bytes' in picture) return picture
    throw new Error(`${name} is no picture`)
  })
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > longest) throw new Error('an order is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The running process as somebody who takes orders; undefined when none is running. */
export async function runningDesk(config: Config): Promise<Orders | undefined> {
  if (config.location.dialect !== 'sqlite' || !(await isThere(config))) return undefined
  return {
    apply: (source, over, pictures) => send(config, { order: 'apply', source, over, pictures: packed(pictures) }),
    offerCode: (person) => send(config, { order: 'code', person }),
    retry: (which) => send(config, { order: 'retry', which }),
    importShifts: (rotation, source, over) => send(config, { order: 'shifts', rotation, source, over }),
    importItems: (file, format) => send(config, { order: 'items', file, format }, minutes(10)),
    takeBaseline: ({ name, seeds, reach }) =>
      send(config, { order: 'baseline', name, seeds: [...seeds], reach }, minutes(10)),
    runJob: (name) => send(config, { order: 'job', name }, minutes(10)),
  }
}

const away = new Set(['ENOENT', 'ECONNREFUSED'])

const isThere = (config: Config): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = request({ socketPath: socketOf(config), method: 'HEAD', path: '/' }, (heard) => {
      heard.resume()
      resolve(true)
    })
    probe.on('error', (error: NodeJS.ErrnoException) => (away.has(error.code ?? '') ? resolve(false) : reject(error)))
    probe.end()
  })

async function send<T>(config: Config, order: Order, patience = seconds(60)): Promise<T> {
  const heard = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request({ socketPath: socketOf(config), method: 'POST', path: '/', timeout: patience }, resolve)
    call.on('error', () => reject(new Refusal('cli.process_gone')))
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.end(JSON.stringify(order))
  })
  const { outcome, refused } = JSON.parse(await bodyOf(heard)) as {
    readonly outcome: T
    readonly refused?: Pick<Refusal, 'code' | 'params'>
  }
  if (refused) throw new Refusal(refused.code, refused.params)
  return outcome
}
