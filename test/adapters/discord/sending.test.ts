import { expect } from 'chai'
import type { Address } from '../../../src/chat/address.js'
import type { About, Block } from '../../../src/chat/card.js'
import { type Outgoing, Undeliverable } from '../../../src/chat/platform.js'
import { hours } from '../../../src/kernel/duration.js'
import { Outage } from '../../../src/kernel/errors.js'
import { dayBlock } from '../../builders/day.js'
import { standingClock } from '../../fakes/discord/client.js'
import { openHouse } from '../slack/house.js'
import { type Desk, openDesk } from './desk.js'

describe('what the desk sends to Discord', () => {
  const time = standingClock(Date.now())
  let desk: Desk
  let reception: string
  let ana: string

  beforeEach(async () => {
    desk = await openDesk({ fake: { now: time.now }, clock: { now: () => new Date(time.now()) } })
    reception = desk.discord.addChannel(desk.guild.id, { name: 'reception' }).id
    ana = desk.discord.addMember(desk.guild.id, { name: 'ana' }).id
    await desk.start(openHouse().house)
  })
  afterEach(() => desk.close())

  const about = (some: Partial<About> = {}): About => ({
    name: 'INC-1 The lift is stuck',
    labels: ['new', 'P3'],
    over: false,
    ...some,
  })
  const card = (title: string, more: { readonly about?: About; readonly blocks?: readonly Block[] } = {}) => ({
    title: [title],
    tone: 'plain' as const,
    blocks: more.blocks ?? [],
    about: more.about ?? about(),
  })
  const place = (channel = reception, thread?: string) => ({
    platform: 'discord',
    workspace: desk.guild.id,
    channel,
    ...(thread ? { thread } : {}),
  })
  const send = (some: Partial<Outgoing> = {}): Promise<Address> =>
    desk.platform.deliver({ key: 'INC-1/card', to: place(), card: card('INC-1'), language: 'en', ...some })
  const failure = (some: Partial<Outgoing> = {}) =>
    send(some).then(
      () => undefined,
      (error: unknown) => error,
    )
  const texts = (channel: string) => desk.discord.messages(channel).map((one) => desk.discord.textOf(one))
  const long = (n: number): readonly Block[] =>
    Array.from({ length: n }, (_, at) => ({ kind: 'text', line: [`${at} ${'word '.repeat(300)}`] }) as const)

  it('posts a card once, however often it is told to within minutes', async () => {
    const [first, second] = [await send(), await send()]

    expect(second).to.deep.equal(first)
    expect(texts(reception)).to.have.lengthOf(1)
  })

  it('finds what it posted by its key, long after the nonce is forgotten', async () => {
    const at = await send()
    time.pass(hours(1))

    expect(await desk.platform.find?.('INC-1/card', place(), new Date(time.now() - hours(2)))).to.deep.equal(at)
    expect(await desk.platform.find?.('INC-2/card', place(), new Date(time.now() - hours(2)))).to.equal(undefined)
  })

  it('edits a card where it stands', async () => {
    const at = await send()
    await send({ edit: at, key: 'edit/1', card: card('INC-1 resolved') })

    expect(texts(reception)).to.have.lengthOf(1)
    expect(texts(reception)[0]).to.include('resolved')
  })

  it('makes a record’s thread of its card when something is said in it, and only once', async () => {
    const at = await send()
    const to = place(reception, at.message)
    const first = await send({ key: 'e1', to, card: card('Ana took it.') })
    await send({ key: 'e2', to, card: card('Ana wrote:') })

    expect(first).to.deep.include({ channel: reception, thread: at.message })
    expect(desk.discord.threads(reception).map(({ id, name }) => [id, name])).to.deep.equal([
      [at.message, 'INC-1 The lift is stuck'],
    ])
    expect(texts(at.message)).to.have.lengthOf(2)
    expect(desk.discord.calls('POST /channels/:channel/messages/:message/threads')).to.have.lengthOf(1)
  })

  it('writes into a thread that was put away or locked, and puts it back', async () => {
    const at = await send()
    const to = place(reception, at.message)
    const entry = await send({ key: 'e1', to })
    desk.discord.lockThread(at.message)
    desk.discord.archiveThread(at.message)

    await send({ key: 'e2', to, card: card('late news') })
    await send({ key: 'e3', edit: entry, card: card('corrected') })

    expect(texts(at.message).join()).to.include('late news').and.include('corrected')
    expect(desk.discord.channel(at.message)?.thread).to.include({ archived: true, locked: true })
  })

  it('puts the thread away when nothing is left to do', async () => {
    const at = await send()
    await send({ key: 'e1', to: place(reception, at.message), card: card('Closed.', { about: about({ over: true }) }) })

    expect(desk.discord.channel(at.message)?.thread?.archived).to.equal(true)
  })

  it('takes the title out of the name of a thread whose record became private', async () => {
    const at = await send()
    await send({ key: 'e1', to: place(reception, at.message) })
    await send({ edit: at, card: card('🔒', { about: { name: 'INC-1', labels: [], over: true } }) })

    expect(desk.discord.channel(at.message)).to.include({ name: 'INC-1' })
  })

  it('spreads a card over several messages, and keeps them in step', async () => {
    const at = await send({ card: card('INC-1', { blocks: long(6) }) })
    const before = texts(reception)
    expect(before.length).to.be.greaterThan(2)
    for (let n = 0; n < 6; n++) expect(before.join(' ')).to.include(`${n} word`)

    await send({ edit: at, card: card('INC-1 edited', { blocks: long(9) }) })
    expect(texts(reception).length).to.be.greaterThan(before.length)
    for (let n = 0; n < 9; n++) expect(texts(reception).join(' ')).to.include(`${n} word`)

    await send({ edit: at, card: card('INC-1 short') })
    expect(texts(reception)).to.have.lengthOf(1)
  })

  it('goes on with a card of several messages that was broken off', async () => {
    desk.discord.faults.next('POST /channels/:channel/messages', { status: 500 }, { skip: 1 })
    const blocks = long(6)

    expect(await failure({ card: card('INC-1', { blocks }) })).to.be.instanceOf(Outage)
    expect(await desk.platform.find?.('INC-1/card', place(), new Date(time.now() - hours(1)))).to.equal(undefined)
    time.pass(hours(0.5))
    await send({ card: card('INC-1', { blocks }) })

    for (let n = 0; n < 6; n++)
      expect(texts(reception).filter((text) => text.includes(`${n} word`))).to.have.lengthOf(1)
  })

  describe('in a forum', () => {
    let forum: string
    beforeEach(() => {
      const tags = ['New', 'in progress', 'P3'].map((name) => ({ name }))
      forum = desk.discord.addChannel(desk.guild.id, { name: 'incidents', kind: 'forum', tags, requireTag: true }).id
    })
    const tagsOf = (post: string) => {
      const names = new Map(desk.discord.channel(forum)?.tags.map(({ id, name }) => [id, name]))
      return desk.discord.channel(post)?.thread?.appliedTags.map((id) => names.get(id))
    }

    it('shows a picture on the first message of a post', async () => {
      const at = await send({ to: place(forum), card: card('Today', { blocks: [dayBlock()] }) })

      const [first] = desk.discord.messages(at.message)
      expect(first?.attachments.map(({ filename, contentType }) => [filename, contentType])).to.deep.equal([
        ['card-0.png', 'image/png'],
      ])
    })

    it('a record is a post with its state and priority for tags', async () => {
      const at = await send({ to: place(forum) })
      expect(at).to.include({ channel: forum })
      expect(tagsOf(at.message)).to.deep.equal(['New', 'P3'])

      await send({ edit: at, card: card('INC-1', { about: about({ labels: ['in progress', 'P3'] }) }) })
      await send({ key: 'e1', to: place(forum, at.message), card: card('Ana took it.') })

      expect(tagsOf(at.message)).to.deep.equal(['in progress', 'P3'])
      expect(texts(at.message)).to.have.lengthOf(2)
    })

    it('it is put away when it is over, and still edited', async () => {
      const at = await send({ to: place(forum) })
      const over = about({ over: true, labels: ['closed'] })
      await send({ edit: at, card: card('INC-1 closed', { about: over }) })
      expect(desk.discord.channel(at.message)?.thread?.archived).to.equal(true)

      await send({ edit: at, card: card('INC-1 closed ★★★', { about: over }) })

      expect(texts(at.message)[0]).to.include('★★★')
      expect(desk.discord.channel(at.message)?.thread?.archived).to.equal(true)
    })

    it('it is found again by its key', async () => {
      const at = await send({ to: place(forum) })

      expect(await desk.platform.find?.('INC-1/card', place(forum), new Date(time.now() - hours(1)))).to.deep.equal(at)
    })
  })

  it('answers its own message in a direct conversation, where there are no threads', async () => {
    const person = { platform: 'discord', workspace: desk.guild.id, user: ana }
    const at = await send({ to: { person } })
    const direct = desk.discord.direct(ana).id
    const entry = await send({ key: 'e1', to: place(direct, at.message) })

    expect(at).to.include({ channel: direct })
    expect(entry).to.include({ channel: direct, thread: at.message })
    expect(desk.discord.messages(direct)[1]?.replyTo?.messageId).to.equal(at.message)
    expect(await desk.platform.linkTo?.(entry)).to.equal(`https://discord.com/channels/@me/${direct}/${entry.message}`)
  })

  it('calls nobody by what people typed', async () => {
    await send({
      card: card('INC-1', { blocks: [{ kind: 'quote', text: `@everyone <@${ana}> <@&${desk.guild.id}> @here` }] }),
    })

    const pings = desk.discord.pingsOfBot()
    expect(pings.every(({ users, roles, everyone }) => users.length + roles.length === 0 && !everyone)).to.equal(true)
  })

  it('calls a person whom the card calls', async () => {
    const accounts = [{ platform: 'discord', workspace: desk.guild.id, user: ana }]
    const block = { kind: 'note', line: [{ kind: 'person', name: 'Ana', accounts, ping: true }] } as const
    await send({ card: card('INC-1', { blocks: [block] }) })

    expect(desk.discord.pingsOfBot().flatMap(({ users }) => users)).to.deep.equal([ana])
  })

  it('waits when Discord asks for patience, for as long as it says', async () => {
    desk.discord.faults.next('POST /channels/:channel/messages', { status: 429, retryAfter: 1.5 })

    const error = await failure()

    expect(error).to.be.instanceOf(Outage)
    expect((error as Outage).detail.retryAfter).to.be.within(1_500, 2_100)
  })

  it('does not know what came of a post whose answer was lost', async () => {
    desk.discord.faults.next('POST /channels/:channel/messages', { status: 500, after: true })

    expect(((await failure()) as Outage).detail.unknownOutcome).to.equal(true)
    expect(texts(reception)).to.have.lengthOf(1)
    await send()
    expect(texts(reception)).to.have.lengthOf(1)
  })

  it('says why a message can never arrive', async () => {
    const secret = desk.discord.addChannel(desk.guild.id, {
      name: 'secret',
      overwrites: [{ of: 'bot', deny: ['VIEW_CHANNEL'] }],
    }).id
    const shut = desk.discord.addMember(desk.guild.id, { name: 'shut', dmsClosed: true }).id
    const person = { platform: 'discord', workspace: desk.guild.id, user: shut }
    const reasons = [
      await failure({ to: place('99999999999999999') }),
      await failure({ to: place(secret) }),
      await failure({ to: { person } }),
      await failure({ edit: { ...place(), message: '99999999999999999' } }),
    ]

    expect(reasons.map((one) => (one instanceof Undeliverable ? one.reason : one))).to.deep.equal([
      'unknown place',
      'not a member',
      'not a member',
      'cannot be edited',
    ])
  })

  it('tells which accounts have a role, and asks for nobody else', async () => {
    const role = desk.discord.addRole(desk.guild.id, { name: 'housekeeping' }).id
    const lukas = desk.discord.addMember(desk.guild.id, { name: 'lukas' }, { roles: [role] }).id
    const account = (user: string) => ({ platform: 'discord', workspace: desk.guild.id, user })
    const group = { platform: 'discord', workspace: desk.guild.id, group: role }
    const among = [account(ana), account(lukas), account('99999999999999999')]

    expect(await desk.platform.membersOf?.(group, among)).to.deep.equal([account(lukas)])
  })

  it('fetches a file that hung on a message, and says when it is gone', async () => {
    const files = [{ name: 'shower.txt', contentType: 'text/plain', bytes: Buffer.from('drip') }]
    const said = await desk.discord.as(ana).writes(reception, 'look', { files })
    const id = said.attachments[0]?.id ?? ''
    const at = { ...place(), message: said.id }

    const opened = await desk.platform.openFile?.({ name: 'shower.txt', id }, at)
    expect(opened).to.include({ size: 4 })
    expect(await new Response(opened?.body).text()).to.equal('drip')

    await desk.discord.as(ana).deletes(said.id)
    const gone = await desk.platform.openFile?.({ name: 'shower.txt', id }, at).catch((error: unknown) => error)
    expect(gone).to.include({ reason: 'gone' })
  })
})
