import { once } from 'node:events'
import { expect } from 'chai'
import { WebSocket } from 'ws'
import type { Fields } from '../fields.js'
import { intents } from './bits.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

/** A bare socket that says what a test tells it to, and keeps what it hears. */
const openSocket = async (discord: FakeDiscord) => {
  const socket = new WebSocket(`${discord.origin.replace('http', 'ws')}/?v=10&encoding=json`)
  const heard: Fields[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Fields)
    for (const look of waiting) look()
  })
  const closed = once(socket, 'close').then(([code]) => code as number)
  return {
    heard,
    /** The code it was closed with. */
    closed,
    say: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    /** Resolves once something like this was heard. */
    until: (fits: (frame: Fields) => boolean) =>
      new Promise<Fields>((resolve) => {
        const look = (): void => {
          const found = heard.find(fits)
          if (found) resolve(found)
        }
        waiting.push(look)
        look()
      }),
    close: () => socket.close(1000),
  }
}

const isOp = (op: number) => (frame: Fields) => frame['op'] === op
const isEvent = (t: string) => (frame: Fields) => frame['t'] === t

describe('fake Discord: the rules of the gateway', () => {
  let discord: FakeDiscord

  const setUp = async (options: Parameters<typeof openFakeDiscord>[0] = {}): Promise<void> => {
    discord = await openFakeDiscord(options)
  }

  afterEach(() => discord.close())

  const identity = (more: Fields = {}): Fields => ({
    token: discord.token,
    intents: intents.GUILDS | intents.GUILD_MESSAGES,
    properties: { os: 'linux', browser: 'test', device: 'test' },
    ...more,
  })

  const codes: readonly (readonly [string, number, () => readonly (readonly [number, unknown])[]])[] = [
    ['more than 4096 bytes', 4002, () => [[1, 'x'.repeat(4_096)]]],
    [
      'an unknown opcode',
      4001,
      () => [
        [2, identity()],
        [99, {}],
      ],
    ],
    ['anything before IDENTIFY', 4003, () => [[3, {}]]],
    ['a wrong token', 4004, () => [[2, identity({ token: 'x' })]]],
    [
      'a second IDENTIFY',
      4005,
      () => [
        [2, identity()],
        [2, identity()],
      ],
    ],
    [
      'a heartbeat from the future',
      4007,
      () => [
        [2, identity()],
        [1, 99],
      ],
    ],
    ['a shard beyond the last', 4010, () => [[2, identity({ shard: [2, 2] })]]],
    ['intents that do not exist', 4013, () => [[2, identity({ intents: 1 << 30 })]]],
    ['intents that are not switched on', 4014, () => [[2, identity({ intents: intents.GUILD_PRESENCES })]]],
  ]
  for (const [what, code, frames] of codes)
    it(`closes with ${code} on ${what}`, async () => {
      await setUp()
      const socket = await openSocket(discord)
      await socket.until(isOp(10))
      for (const [op, d] of frames()) socket.say(op, d)

      expect(await socket.closed).to.equal(code)
      expect(discord.forgive(new RegExp(`with ${code}`))).to.have.lengthOf(1)
    })

  it('takes a hundred and twenty sends a minute', async () => {
    await setUp()
    const socket = await openSocket(discord)
    await socket.until(isOp(10))
    for (let sent = 0; sent < 121; sent += 1) socket.say(1, null)

    expect(await socket.closed).to.equal(4008)
    expect(socket.heard.filter(isOp(11))).to.have.lengthOf(120)
  })

  it('lets in so many sessions a day, and not two at once', async () => {
    await setUp({ identifies: 2, identifyEveryMs: 60_000 })
    const sockets = [await openSocket(discord), await openSocket(discord), await openSocket(discord)] as const
    for (const socket of sockets) {
      await socket.until(isOp(10))
      socket.say(2, identity())
      await Promise.race([socket.until(isEvent('READY')), socket.until(isOp(9)), socket.closed])
    }

    expect(await sockets[1].until(isOp(9))).to.include({ d: false })
    expect(await sockets[2].closed).to.equal(4008)
  })

  it('resumes only a session that it knows, and replays what came after', async () => {
    await setUp()
    const guild = discord.addGuild({ name: 'Alpine Hotel' }).id
    const channel = discord.addChannel(guild, { name: 'reception' }).id
    const ana = discord.addMember(guild, { name: 'ana' }).id
    const first = await openSocket(discord)
    await first.until(isOp(10))
    first.say(2, identity())
    const ready = await first.until(isEvent('READY'))
    discord.gateway.cut()
    await first.closed
    await discord.as(ana).writes(channel, 'missed')
    const stranger = await openSocket(discord)
    await stranger.until(isOp(10))
    stranger.say(6, { token: discord.token, session_id: 'x', seq: 1 })
    const again = await openSocket(discord)
    await again.until(isOp(10))
    again.say(6, { token: discord.token, session_id: (ready['d'] as Fields)['session_id'], seq: 2 })
    await again.until(isEvent('RESUMED'))

    expect(await stranger.until(isOp(9))).to.include({ d: false })
    expect(again.heard.slice(1).map(({ t }) => t)).to.deep.equal(['MESSAGE_CREATE', 'RESUMED'])
  })

  it('has no session left for who said good-bye', async () => {
    await setUp()
    const first = await openSocket(discord)
    await first.until(isOp(10))
    first.say(2, identity())
    const ready = await first.until(isEvent('READY'))
    first.close()
    await first.closed
    await discord.until(() => discord.gateway.count === 0)
    const again = await openSocket(discord)
    await again.until(isOp(10))
    again.say(6, { token: discord.token, session_id: (ready['d'] as Fields)['session_id'], seq: 1 })

    expect(await again.until(isOp(9))).to.include({ d: false })
  })

  it('tells each shard of its own servers', async () => {
    await setUp()
    const even = discord.addGuild({ id: String(2n << 22n), name: 'even' }).id
    const odd = discord.addGuild({ id: String(3n << 22n), name: 'odd' }).id
    const sockets = [await openSocket(discord), await openSocket(discord)]
    for (const [index, socket] of sockets.entries()) {
      await socket.until(isOp(10))
      socket.say(2, identity({ shard: [index, 2] }))
    }
    const created = await Promise.all(sockets.map((socket) => socket.until(isEvent('GUILD_CREATE'))))

    expect(created.map(({ d }) => (d as Fields)['id'])).to.deep.equal([even, odd])
  })
})
