import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createDiscord } from '../../../adapters/discord/index.js'
import { systemClock } from '../../../src/kernel/clock.js'
import { openLog } from '../slack/desk.js'
import { openHouse } from '../slack/house.js'
import { type Desk, memoryLeases, openDesk } from './desk.js'

describe('the gateway', () => {
  let desk: Desk
  let reception: string
  let ana: string
  let house: ReturnType<typeof openHouse>
  const leases = memoryLeases()
  const said = () => house.of('said').map(({ message }) => message.text)

  beforeEach(async () => {
    desk = await openDesk({ leases, overhear: true })
    reception = desk.discord.addChannel(desk.guild.id, { name: 'reception' }).id
    ana = desk.discord.addMember(desk.guild.id, { name: 'ana' }).id
    house = openHouse()
  })
  afterEach(() => desk.close())

  const another = () =>
    createDiscord({
      token: desk.discord.token,
      apiUrl: desk.discord.apiUrl,
      guilds: () => [],
      leases,
      clock: systemClock,
      ids: { next: () => 'another' },
      files: join(tmpdir(), 'frontdesk-another'),
      log: openLog(),
      overhear: true,
    })
  const says = (text: string) => desk.discord.as(ana).writes(reception, text)
  const heard = (...texts: readonly string[]) => desk.discord.until(() => texts.every((text) => said().includes(text)))

  it('asks for no more than what is switched on for the application', async () => {
    const bare = await openDesk({ fake: { messageContent: false, guildMembers: false } })
    await bare.start(openHouse().house)

    const [session] = bare.discord.gateway.sessions
    expect((session?.intents ?? 0) & ((1 << 1) | (1 << 15))).to.equal(0)
    await bare.close()
  })

  it('goes on with its session when the connection is cut, and hears what was said meanwhile', async () => {
    await desk.start(house.house)
    desk.discord.gateway.cut()
    await says('while it was cut')
    await heard('while it was cut')

    expect(desk.discord.gateway).to.include({ identifies: 1, resumes: 1 })
    expect(desk.platform.listeningSince?.()).to.be.instanceOf(Date)
  })

  it('begins anew when the session is invalid, and says that it missed something', async () => {
    await desk.start(house.house)
    const since = desk.platform.listeningSince?.()
    desk.discord.gateway.invalidate()
    await desk.discord.until(() => desk.discord.gateway.identifies === 2, 'a new session', 20_000)
    await desk.discord.until(() => desk.platform.listeningSince?.() !== undefined)

    expect(desk.platform.listeningSince?.()?.getTime()).to.be.greaterThan(since?.getTime() ?? 0)
    await says('afterwards')
    await heard('afterwards')
  }).timeout(30_000)

  it('is held by one process, and handed on when that one stops', async () => {
    await desk.start(house.house)
    const second = another()
    await second.start(house.house)
    expect(second.listeningSince?.()).to.equal(undefined)
    const since = desk.platform.listeningSince?.()

    await desk.platform.stop()
    await says('between the two')
    await heard('between the two')

    expect(desk.discord.gateway).to.include({ identifies: 1, resumes: 1, count: 1 })
    expect(second.listeningSince?.()).to.deep.equal(since)
    await second.stop()
  }).timeout(20_000)

  it('hands over a session up to what is dealt with, so that nothing is lost with a process that dies', async () => {
    let release: () => void = () => undefined
    const never = new Promise<never>((_, reject) => {
      release = () => reject(new Error('the process died'))
    })
    house.answers(() => never)
    await desk.start(house.house)
    await says('under way when it died')
    await heard('under way when it died')
    const stopping = desk.platform.stop()

    const successor = openHouse()
    const second = another()
    await second.start(successor.house)
    await desk.discord.until(() =>
      successor.of('said').some(({ message }) => message.text === 'under way when it died'),
    )
    await second.stop()
    release()
    await stopping
  }).timeout(20_000)

  it('is opened again and again while Discord is away', async () => {
    desk.discord.faults.next('GET /gateway/bot', { status: 503 }, { skip: 1 })
    await desk.start(house.house)

    await says('hello')
    await heard('hello')
  }).timeout(20_000)
})
