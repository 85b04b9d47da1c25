import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDiscord, type Discord, type DiscordOptions } from '../../../adapters/discord/index.js'
import type { House } from '../../../src/chat/platform.js'
import { type Clock, systemClock } from '../../../src/kernel/clock.js'
import type { Leases } from '../../../src/kernel/lease.js'
import { type FakeDiscord, type FakeDiscordOptions, openFakeDiscord } from '../../fakes/discord/index.js'
import { openLog } from '../slack/desk.js'

export interface DeskOptions extends Partial<DiscordOptions> {
  readonly fake?: FakeDiscordOptions
  /** Interactions as signed requests. */
  readonly http?: true
  readonly clock?: Clock
}

/** Leases in memory, as several processes of one database would see them; what was left is copied like a row. */
export function memoryLeases(): Leases {
  const rows = new Map<string, { holder: object | undefined; left: unknown }>()
  const copied = (left: unknown): unknown => (left === undefined ? undefined : JSON.parse(JSON.stringify(left)))
  return (name) => {
    const me = {}
    const row = rows.get(name) ?? { holder: undefined, left: undefined }
    rows.set(name, row)
    return {
      async take() {
        if (row.holder && row.holder !== me) return undefined
        row.holder = me
        return { left: copied(row.left) }
      },
      async keep(left) {
        if (row.holder !== me) return false
        row.left = copied(left)
        return true
      },
      async release(left) {
        if (row.holder !== me) return
        row.left = copied(left)
        row.holder = undefined
      },
    }
  }
}

/** A fake server with the real adapter on it. Over HTTP it is mounted as the process's own web server would do it. */
export async function openDesk({ fake, http, clock = systemClock, ...options }: DeskOptions = {}) {
  const discord: FakeDiscord = await openFakeDiscord(fake)
  const guild = discord.addGuild({ name: 'Alpine Hotel' })
  const log = openLog()
  let n = 0
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-discord-'))
  const platform: Discord = createDiscord({
    token: discord.token,
    apiUrl: discord.apiUrl,
    ...(http ? { publicKey: discord.publicKey } : {}),
    guilds: () => [guild.id],
    leases: memoryLeases(),
    files: folder,
    clock,
    ids: { next: () => `id${++n}` },
    log,
    ...options,
  })
  const server = platform.http ? await mount(platform.http) : undefined
  return {
    discord,
    guild,
    platform,
    log,
    async start(house: House): Promise<void> {
      await platform.start(house)
      await discord.gateway.connected()
      if (server) discord.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/discord/interactions`)
    },
    async close(): Promise<void> {
      await platform.stop()
      server?.closeAllConnections()
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
      await discord.close()
      rmSync(folder, { recursive: true, force: true })
      discord.check()
    },
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

async function mount(handle: NonNullable<Discord['http']>): Promise<Server> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const headers = request.headers as Record<string, string | undefined>
    const answer = await handle({ method: request.method ?? '', headers, body: Buffer.concat(parts) })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
