import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { createSlack } from '../../../adapters/slack/index.js'
import { systemClock } from '../../../src/kernel/clock.js'
import { Outage } from '../../../src/kernel/errors.js'
import { randomIds } from '../../../src/kernel/ids.js'
import { type Desk, openDesk } from './desk.js'
import { held, openHouse, whisper } from './house.js'

describe('Slack by sockets', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>

  beforeEach(async () => {
    desk = await openDesk({ transport: 'socket' })
    house = openHouse()
    desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
    desk.slack.addChannel({ id: 'C0RECEPTION', name: 'reception' })
    await desk.start(house.house)
  })
  afterEach(() => desk.close())

  const mention = () => desk.slack.say('U0ANA', desk.slack.directMessages('U0ANA'), 'the lift is stuck')

  it('holds two sockets, and while one is refreshed the other serves', async () => {
    expect(desk.slack.sockets.count).to.equal(2)

    desk.slack.sockets.disconnect('refresh_requested', 0)
    const answer = await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')
    await desk.slack.until(() => desk.slack.sockets.opened === 3 && desk.slack.sockets.count === 2)

    expect(answer.ok).to.equal(true)
  })

  it('opens its sockets again when all connections break', async () => {
    desk.slack.sockets.dropAll()
    await desk.slack.until(() => desk.slack.sockets.opened === 4 && desk.slack.sockets.count === 2)

    expect((await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')).ok).to.equal(true)
  })

  it('tells that nothing was missed while one socket stood, and that something may have been when none did', async () => {
    const since = desk.platform.listeningSince?.()
    desk.slack.sockets.disconnect('refresh_requested', 0)
    await desk.slack.until(() => desk.slack.sockets.opened === 3 && desk.slack.sockets.count === 2)
    expect(since).to.be.instanceOf(Date)
    expect(desk.platform.listeningSince?.()).to.equal(since)

    const recover = desk.slack.faults.always('apps.connections.open', { status: 503 })
    desk.slack.sockets.dropAll()
    await desk.slack.until(() => desk.platform.listeningSince?.() === undefined)
    recover()
    await desk.slack.until(() => desk.platform.listeningSince?.() !== undefined)

    expect(desk.platform.listeningSince?.()).to.not.equal(since)
  })

  it('finds its own sockets in order, and those that somebody else holds', async () => {
    const found = async () => (await desk.platform.examine?.([]))?.find(({ says }) => says.words.includes('sockets'))
    expect((await found())?.says).to.deep.equal({ words: 'slack.doctor.sockets', params: { open: 2 } })

    // A process that somebody forgot holds a socket with the same token; our next one tells of it.
    const { botToken, appToken, apiUrl } = desk.slack
    const { log } = desk
    const forgotten = createSlack({ botToken, appToken, apiUrl, clock: systemClock, ids: randomIds, log, sockets: 1 })
    await forgotten.start(openHouse().house)
    await desk.slack.sockets.connected(3)
    desk.slack.sockets.disconnect('refresh_requested', 0)
    await desk.slack.until(() => desk.slack.sockets.opened === 4 && desk.slack.sockets.count === 3)

    const others = await found()
    await forgotten.stop()
    expect(others?.says).to.deep.equal({ words: 'slack.doctor.sockets_others', params: { open: 2, others: 1 } })
  })

  const troubles = {
    'is down': { status: 503 },
    'cannot be reached': { reset: true },
    'asks for patience': { status: 429, retryAfter: 0 },
    'takes the token back for a while': { error: 'invalid_auth' },
  }
  for (const [what, fault] of Object.entries(troubles)) {
    it(`lives on when Slack ${what} while a socket is opened again`, async () => {
      const before = desk.slack.calls('apps.connections.open').length
      const recover = desk.slack.faults.always('apps.connections.open', fault)
      desk.slack.sockets.dropAll()
      await desk.slack.until(() => desk.slack.calls('apps.connections.open').length >= before + 2)

      recover()

      if ('error' in fault) return
      await desk.slack.sockets.connected(2)
      expect((await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')).ok).to.equal(true)
    })
  }

  it('lives on when a frame makes no sense', async () => {
    desk.slack.sockets.frame('{"type":"events_api","envelope_id":"e","payload":{"type":"app_rate_limited"}}')
    desk.slack.sockets.frame('no json')
    desk.slack.sockets.frame('{}')

    expect((await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')).ok).to.equal(true)
    desk.slack.forgive(/unknown envelope/)
  })

  it('acknowledges an event when the house has it, and not before', async () => {
    const work = held<void>()
    house.answers(async () => {
      await work.promise
      return { kind: 'done' }
    })
    let told = false
    const saying = mention().then(() => {
      told = true
    })
    await desk.slack.until(() => house.handled.length === 1)
    expect(told).to.equal(false)

    work.release()
    await saying

    expect(desk.slack.deliveries.at(-1)?.answer?.ok).to.equal(true)
  })

  it('leaves an event that was not taken to be brought again', async () => {
    let down = true
    house.answers(() => {
      if (!down) return { kind: 'done' }
      down = false
      throw new Outage('the database does not answer')
    })

    await mention()

    expect(house.handled).to.have.lengthOf(2)
    expect(house.handled[1]?.ids).to.deep.equal(house.handled[0]?.ids)
    expect(desk.slack.deliveries.at(-1)?.answer?.attempts).to.equal(2)
  })

  it('tells the answer by the response address when the socket is gone before it could ride along', async () => {
    const work = held<void>()
    house.answers(async () => {
      await work.promise
      return whisper('Reported as INC-1')
    })
    void desk.slack.command('U0ANA', 'C0RECEPTION', '/incident', 'report')
    await desk.slack.until(() => house.handled.length === 1)
    desk.slack.sockets.dropAll()
    await desk.slack.until(() => desk.slack.sockets.count === 0)

    work.release()

    const seen = await desk.slack.until(() => desk.slack.ephemerals('U0ANA')[0])
    expect(seen.by).to.equal('response')
    await desk.slack.sockets.connected(2)
    desk.close = async () => {
      await desk.platform.stop()
      await desk.slack.close()
    }
  })

  it('leaves the options of its clients as they are: nothing retries behind our back', async () => {
    desk.slack.faults.next('chat.postMessage', { status: 500 })
    const before = desk.slack.calls('chat.postMessage').length

    const to = { platform: 'slack', workspace: desk.slack.teamId, channel: 'C0RECEPTION' }
    const card = { title: ['x'], tone: 'plain' as const, blocks: [] }
    const failure = await desk.platform.deliver({ key: 'k', to, card, language: 'en' }).catch((error: unknown) => error)

    expect(failure).to.be.instanceOf(Outage)
    expect(desk.slack.calls('chat.postMessage').length - before).to.equal(1)
  })

  it('does not start with a token that is not good, and says so', async () => {
    const other = await openDesk({ transport: 'socket', appToken: 'xapp-wrong' })
    const failure = await other.start(openHouse().house).catch((error: unknown) => error)
    await other.platform.stop()
    await other.slack.close()

    expect(failure).to.be.instanceOf(Error).with.property('message').that.includes('invalid_auth')
  })
})
