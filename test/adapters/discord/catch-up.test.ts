import { expect } from 'chai'
import type { KnownRemark, Mark, Watch, WatchedPlace } from '../../../src/chat/catch-up.js'
import type { Inbound } from '../../../src/chat/inbound.js'
import { after, minutes } from '../../../src/kernel/duration.js'
import { openHouse } from '../slack/house.js'
import { type Desk, openDesk } from './desk.js'

describe('what was missed in Discord', () => {
  let desk: Desk
  let reception: string
  let ana: string
  let freja: string
  let thread: string
  let since: Date

  beforeEach(async () => {
    desk = await openDesk()
    reception = desk.discord.addChannel(desk.guild.id, { name: 'reception' }).id
    ana = desk.discord.addMember(desk.guild.id, { name: 'ana' }).id
    freja = desk.discord.addMember(desk.guild.id, { name: 'freja', locale: 'da' }).id
    await desk.start(openHouse().house)
    const card = await desk.platform.deliver({
      key: 'INC-1/card',
      to: place(),
      card: { title: ['INC-1'], tone: 'plain', blocks: [] },
      language: 'en',
    })
    await desk.platform.deliver({
      key: 'e1',
      to: place(card.message),
      card: { title: ['Taken.'], tone: 'plain', blocks: [] },
      language: 'en',
    })
    thread = card.message
    since = new Date()
  })
  afterEach(() => desk.close())

  const place = (at?: string) => ({
    platform: 'discord',
    workspace: desk.guild.id,
    channel: reception,
    ...(at ? { thread: at } : {}),
  })
  const watch = (...places: readonly WatchedPlace[]): Watch => ({
    since,
    readFrom: after(since, -minutes(2)),
    places,
    marks: [],
    signal: new AbortController().signal,
  })
  const read = async (watched: Watch) => {
    const handed: Inbound[] = []
    const told = await desk.platform.catchUp?.(watched, async (inbound) => void handed.push(inbound))
    return { handed, told }
  }
  const remark = (message: string, text: string): KnownRemark => ({
    address: { ...place(thread), message },
    account: { platform: 'discord', workspace: desk.guild.id, user: ana },
    text,
    at: since,
  })
  const known = { name: 'reception', state: 'open' } as const

  it('is handed over as it would have come by itself, in order of time', async () => {
    await desk.discord.as(freja).writes(reception, 'the lift is stuck', { toDesk: true })
    await desk.discord.as(ana).writes(thread, 'coming at nine')
    await desk.discord.as(ana).writes(reception, 'nothing for the desk')

    const { handed, told } = await read(
      watch({ place: place(thread), remarks: [] }, { place: place(), known, remarks: [] }),
    )

    expect(told).to.deep.equal({ places: 2, closed: [] })
    expect(
      handed.map((one) => (one.kind === 'said' ? [one.message.text, one.toDesk, one.place.thread] : one)),
    ).to.deep.equal([
      ['the lift is stuck', true, undefined],
      ['coming at nine', false, thread],
    ])
    expect(handed[0]?.ids[0]).to.match(/^discord:message:\d+$/)
  })

  it('tells which of the desk’s words were edited or deleted, and of no others', async () => {
    const [kept, changed, gone] = [
      await desk.discord.as(ana).writes(thread, 'kept'),
      await desk.discord.as(ana).writes(thread, 'coming at nine'),
      await desk.discord.as(ana).writes(thread, 'wrong thread'),
    ]
    await desk.discord.as(ana).edits(changed, 'coming at ten')
    await desk.discord.as(ana).deletes(gone)
    const remarks = [remark(kept.id, 'kept'), remark(changed.id, 'coming at nine'), remark(gone.id, 'wrong thread')]

    const { handed } = await read(watch({ place: place(thread), remarks }))

    const changes = handed.filter(({ kind }) => kind !== 'said')
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['edited', 'deleted'])
    expect(changes[0]).to.have.nested.property('message.text', 'coming at ten')
    expect(changes[1]).to.have.nested.property('message.message', gone.id)
  })

  it('finds reactions that report, and those that were taken back', async () => {
    const seen = await desk.discord.as(freja).writes(reception, 'the lamp is dark')
    await desk.discord.as(ana).reacts(seen, '🎫')
    const account = { platform: 'discord', workspace: desk.guild.id, user: ana }
    const back = await desk.discord.as(freja).writes(reception, 'never mind')
    const mark: Mark = { emoji: 'ticket', message: { ...place(), message: back.id }, account }

    const { handed } = await read({ ...watch({ place: place(), known, remarks: [] }), marks: [mark] })

    expect(handed.map(({ kind, account: { user } }) => [kind, user])).to.deep.equal([
      ['reacted', ana],
      ['unreacted', ana],
    ])
    expect(handed[1]).to.include({ notBefore: since.toISOString() })
  })

  it('tells of a channel that was renamed or deleted', async () => {
    const other = desk.discord.addChannel(desk.guild.id, { name: 'cellar' }).id
    desk.discord.deleteChannel(other)
    desk.discord.renameChannel(reception, 'front-desk')

    const { handed } = await read(
      watch(
        { place: place(), known, remarks: [] },
        { place: { ...place(), channel: other }, known: { name: 'cellar', state: 'open' }, remarks: [] },
      ),
    )

    expect(handed.map((one) => (one.kind === 'place' ? [one.change, one.name] : one))).to.deep.equal([
      ['renamed', 'front-desk'],
      ['gone', undefined],
    ])
  })

  it('names the places that are closed to it, and reads the others', async () => {
    const secret = desk.discord.addChannel(desk.guild.id, {
      name: 'secret',
      overwrites: [{ of: 'bot', deny: ['VIEW_CHANNEL'] }],
    }).id
    await desk.discord.as(ana).writes(thread, 'still heard')

    const { handed, told } = await read(
      watch({ place: { ...place(), channel: secret }, remarks: [] }, { place: place(thread), remarks: [] }),
    )

    expect(handed).to.have.lengthOf(1)
    expect(told?.closed.map((one) => one.place.channel)).to.deep.equal([secret])
  })
})
