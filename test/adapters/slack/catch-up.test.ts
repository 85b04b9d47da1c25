import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { WatchedPlace } from '../../../src/chat/catch-up.js'
import type { Inbound } from '../../../src/chat/inbound.js'
import { minutes } from '../../../src/kernel/duration.js'
import { Outage } from '../../../src/kernel/errors.js'
import { type Desk, openDesk } from './desk.js'
import { openHouse } from './house.js'

const reception = 'C0RECEPTION'

describe('what the desk missed in Slack', () => {
  let desk: Desk
  let now: number
  let since: Date
  const waited: number[] = []
  const open = async (scarceHistory: boolean): Promise<void> => {
    now = Date.parse('2031-03-03T09:00:00Z')
    waited.length = 0
    desk = await openDesk({
      transport: 'http',
      clock: { now: () => new Date(now) },
      fake: { now: () => now, rateLimits: { scarceHistory } },
      wait: async (milliseconds) => {
        waited.push(milliseconds)
        now += milliseconds
      },
    })
    desk.slack.addUser({ id: 'U0ANA', name: 'ana', locale: 'da-DK' })
    desk.slack.addUser({ id: 'U0BO', name: 'bo' })
    desk.slack.addChannel({ id: reception, name: 'reception' })
    await desk.start(openHouse().house)
    now += minutes(10)
    since = new Date(now)
  }
  beforeEach(() => open(false))
  afterEach(() => desk.close())

  const place = (channel = reception, thread?: string) => ({
    platform: 'slack',
    workspace: desk.slack.teamId,
    channel,
    ...(thread ? { thread } : {}),
  })
  const named = (text: string) => `<@${desk.slack.botUserId}> ${text}`
  const bo = () => ({ platform: 'slack', workspace: desk.slack.teamId, user: 'U0BO' })
  const later = (): void => {
    now += 1_000
  }
  /** Nobody listens from here on. */
  const away = (): void => desk.slack.connectHttp(undefined)
  const read = async (places: readonly WatchedPlace[], marks: { emoji: string; message: string }[] = []) => {
    const handed: Inbound[] = []
    const watch = {
      since,
      readFrom: new Date(since.getTime() - minutes(2)),
      places,
      marks: marks.map(({ emoji, message }) => ({ emoji, message: { ...place(), message }, account: bo() })),
      signal: new AbortController().signal,
    }
    const outcome = await desk.platform.catchUp?.(watch, async (inbound) => void handed.push(inbound))
    return { handed, closed: outcome?.closed ?? [], kinds: handed.map(({ kind }) => kind) }
  }
  const watched = (channel = reception, thread?: string): WatchedPlace => ({
    place: place(channel, thread),
    known: { name: 'reception', state: 'open' },
    remarks: [],
  })
  const texts = (handed: readonly Inbound[]) =>
    handed.flatMap((inbound) => (inbound.kind === 'said' ? [inbound.message.text] : []))

  it('has the ids that it would have had when it came by itself', async () => {
    const house = openHouse()
    await desk.platform.start(house.house)
    const live = await desk.slack.say('U0BO', reception, named('the lift is stuck'), { raw: true })
    later()
    await desk.slack.say('U0ANA', reception, 'which one?', { threadTs: live.ts })
    const heard = house.of('said').map((inbound) => inbound.ids.at(-1))
    away()

    const { handed } = await read([watched(), watched(reception, live.ts)])

    expect(handed.map(({ ids }) => ids)).to.deep.equal([...new Set(heard)].map((id) => [id]))
  })

  it('is what was said to the desk and in threads, in order of time; the rest of a channel is nobody’s business', async () => {
    away()
    const root = await desk.slack.say('U0BO', reception, 'good morning')
    later()
    await desk.slack.say('U0ANA', reception, named('in a thread of other people’s'), { threadTs: root.ts, raw: true })
    later()
    await desk.slack.say('U0BO', desk.slack.directMessages('U0BO'), 'my heating is cold')
    later()
    await desk.slack.say('U0ANA', reception, named('the lamp is dark'), { raw: true })
    await desk.slack.otherBotSays(reception, named('I am a bot'))

    const { handed } = await read([watched(), watched(desk.slack.directMessages('U0BO'))])

    expect(texts(handed)).to.deep.equal(['in a thread of other people’s', 'my heating is cold', 'the lamp is dark'])
    expect(handed.map((inbound) => inbound.kind === 'said' && inbound.toDesk)).to.deep.equal([true, true, true])
    expect(handed[2]?.profile.language).to.equal('da-DK')
    expect(handed.map((inbound) => (inbound.kind === 'said' ? inbound.message.at : ''))).to.deep.equal(
      handed.map((_, nth) => new Date(since.getTime() + (nth + 1) * 1_000).toISOString()),
    )
  })

  it('waits as long as Slack asks an app outside its Marketplace to, and hands over meanwhile what it has', async () => {
    await desk.close()
    await open(true)
    const root = await desk.slack.say('U0BO', reception, 'a card')
    away()
    for (let n = 0; n < 40; n++) {
      now += 1_000
      await desk.slack.say('U0ANA', reception, `word ${n}`, { threadTs: root.ts })
    }

    const { handed } = await read([watched(reception, root.ts)])

    expect(texts(handed)).to.deep.equal(Array.from({ length: 40 }, (_, n) => `word ${n}`))
    expect(waited).to.deep.equal([60_000, 60_000])
    expect(desk.slack.calls('conversations.replies')).to.have.lengthOf(5)
  })

  it('is an edit or a deletion where the desk knows other words than stand there', async () => {
    const root = await desk.slack.say('U0BO', reception, 'a card')
    const [same, changed, gone] = await Promise.all(
      ['same', 'before', 'gone'].map((text) => desk.slack.say('U0BO', reception, text, { threadTs: root.ts })),
    )
    now += minutes(60)
    since = new Date(now)
    const remarks = [same, changed, gone].map((message) => ({
      address: { ...place(reception, root.ts), message: message!.ts },
      account: bo(),
      text: message!.text,
      at: since,
    }))
    away()
    later()
    await desk.slack.edit('U0BO', reception, changed!.ts, 'after')
    await desk.slack.remove('U0BO', reception, gone!.ts)

    const { handed } = await read([{ ...watched(reception, root.ts), remarks }])

    expect(handed.map(({ kind }) => kind)).to.deep.equal(['edited', 'deleted'])
    expect(handed[0]?.kind === 'edited' && handed[0].message.text).to.equal('after')
    expect(handed[1]?.account).to.deep.equal(bo())
  })

  it('is a reaction that reports, also on what was said a little before, and one that is gone', async () => {
    const [early, marked] = [
      await desk.slack.say('U0ANA', reception, 'the lamp is dark'),
      await desk.slack.say('U0ANA', reception, 'never mind'),
    ]
    await desk.slack.react('U0BO', reception, marked.ts, 'ticket')
    away()
    await desk.slack.unreact('U0BO', reception, marked.ts, 'ticket')
    await desk.slack.react('U0BO', reception, early.ts, 'ticket')
    await desk.slack.react('U0BO', reception, early.ts, 'heart')

    const { handed } = await read([watched()], [{ emoji: 'ticket', message: marked.ts }])

    expect(handed.map(({ kind, account: { user } }) => [kind, user])).to.deep.equal([
      ['reacted', 'U0BO'],
      ['unreacted', 'U0BO'],
    ])
    expect(handed[0]?.kind === 'reacted' && handed[0].message.text).to.equal('the lamp is dark')
    expect(handed[1]?.kind === 'unreacted' && handed[1].notBefore).to.equal(since.toISOString())
  })

  it('is what became of channels: renamed, archived, or not there any more', async () => {
    desk.slack.addChannel({ id: 'C0OLD', name: 'old' })
    away()
    await desk.slack.rename(reception, 'front-desk')
    await desk.slack.archive('C0OLD')

    const { handed, closed } = await read([watched(), watched('C0OLD'), watched('C0GONE')])

    const changes = handed.flatMap((inbound) => (inbound.kind === 'place' ? [[inbound.change, inbound.name]] : []))
    expect(changes).to.deep.equal([
      ['renamed', 'front-desk'],
      ['archived', 'old'],
      ['gone', undefined],
    ])
    expect(closed.map(({ place: { channel }, why }) => [channel, why])).to.deep.equal([['C0GONE', 'channel_not_found']])
  })

  it('is read again later when Slack does not let us in', async () => {
    desk.slack.faults.next('conversations.info', { error: 'token_revoked' })

    const failed = await read([watched()]).then(
      () => undefined,
      (error: unknown) => error,
    )

    expect(failed).to.be.instanceOf(Outage)
    expect(waited).to.deep.equal([])
  })

  it('leaves out what Slack attributes to nobody, and reads the rest', async () => {
    away()
    const lamp = await desk.slack.say('U0ANA', reception, 'the lamp is dark')
    desk.slack.addUser({ id: 'U0GHOST', name: 'ghost' })
    await desk.slack.react('U0GHOST', reception, lamp.ts, 'ticket')
    await desk.slack.react('U0BO', reception, lamp.ts, 'ticket')
    desk.slack.faults.always('users.info', { error: 'user_not_found' }, { where: ({ user }) => user === 'U0GHOST' })

    const { handed } = await read([watched()])

    expect(handed.map(({ account: { user } }) => user)).to.deep.equal(['U0BO'])
    expect(waited).to.deep.equal([2_000])
  })

  it('reads nothing but the places it is asked for', async () => {
    desk.slack.addChannel({ id: 'C0OTHER', name: 'other' })
    away()
    await desk.slack.say('U0BO', 'C0OTHER', named('not asked for'), { raw: true })

    const { kinds } = await read([watched()])

    expect(kinds).to.deep.equal([])
    for (const method of ['conversations.list', 'users.conversations', 'users.list'])
      expect(desk.slack.calls(method)).to.deep.equal([])
  })
})
