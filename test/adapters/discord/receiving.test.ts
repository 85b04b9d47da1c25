import { expect } from 'chai'
import { accountWord } from '../../../src/chat/address.js'
import { Outage } from '../../../src/kernel/errors.js'
import { card, openHouse, whisper } from '../slack/house.js'
import { type Desk, type DeskOptions, openDesk } from './desk.js'

describe('what the desk hears from Discord', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  let reception: string
  let ana: ReturnType<Desk['discord']['as']>
  let bo: ReturnType<Desk['discord']['as']>

  const open = async (options: DeskOptions = {}) => {
    desk = await openDesk(options)
    const { discord, guild } = desk
    house = openHouse()
    reception = discord.addChannel(guild.id, { name: 'reception' }).id
    const role = discord.addRole(guild.id, { name: 'housekeeping' })
    ana = discord.as(discord.addMember(guild.id, { name: 'ana', locale: 'da' }).id)
    bo = discord.as(discord.addMember(guild.id, { name: 'bo' }, { roles: [role.id], nick: 'Bo of the kitchen' }).id)
    await desk.start(house.house)
    await discord.until(() => discord.commands(options.guilds ? 'global' : guild.id).length > 0)
    return { ...desk, role: role.id }
  }
  afterEach(() => desk.close())

  const place = (thread?: string) => ({
    platform: 'discord',
    workspace: desk.guild.id,
    channel: reception,
    ...(thread ? { thread } : {}),
  })
  const account = (user: string) => ({ platform: 'discord', workspace: desk.guild.id, user })
  const posted = (key = 'INC-1') =>
    desk.platform.deliver({ key, to: place(), card: card('INC-1 the lift is stuck'), language: 'en' })
  const hears = <K extends Parameters<typeof house.of>[0]>(kind: K, times = 1) =>
    desk.discord.until(() => (house.of(kind).length >= times ? house.of(kind) : undefined), `${kind} is heard`)

  it('knows who somebody is, in which language, and which roles they have, without asking', async () => {
    const { role } = await open()

    await ana.types(reception, '/desk help')
    await bo.types(reception, '/desk help')

    expect(house.of('command').map(({ account, profile }) => [account.user, profile])).to.deep.equal([
      [ana.user.id, { name: 'ana', language: 'da', groups: [] }],
      [bo.user.id, { name: 'Bo of the kitchen', language: 'en-GB', groups: [role] }],
    ])
    expect(desk.discord.calls('GET /guilds/:guild/members/:user')).to.have.lengthOf(0)
  })

  it('takes the fields of a command by their names, as they were typed', async () => {
    await open()

    await ana.types(reception, '/incident report', { title: 'the "lift" title:x  is stuck' })

    expect(house.of('command')[0]).to.deep.include({
      words: 'incident report',
      given: { title: 'the "lift" title:x  is stuck' },
    })
  })

  it('finds a command in a thread there, in the channel that the thread is in', async () => {
    await open()
    const { message } = await posted()
    const thread = await ana.opensThread(message, 'talk')

    await ana.types(thread.id, '/desk help')

    expect(house.of('command')[0]?.place).to.deep.equal(place(message))
  })

  it('takes whoever speaks directly for a member of the server that they are in, and asks for that once', async () => {
    const { role } = await open()

    await bo.writesDirectly('the lift is stuck')
    await bo.writesDirectly('still')
    const [said] = await hears('said', 2)

    expect(said?.account).to.deep.equal(account(bo.user.id))
    expect(said?.profile).to.deep.include({ name: 'Bo of the kitchen', groups: [role] })
    expect(said).to.include({ toDesk: true })
    expect(said?.place.channel).to.equal(desk.discord.direct(bo.user.id).id)
    expect(desk.discord.calls('GET /guilds/:guild/members/:user')).to.have.lengthOf(1)
  })

  it('says to a stranger that it serves its servers’ members', async () => {
    await open({ guilds: () => [] })
    const { discord, guild } = desk
    discord.leave(guild.id, bo.user.id)
    await hears('account')

    const asked = await bo.types(discord.direct(bo.user.id).id, '/desk help')

    expect(discord.textOf(asked.original!)).to.include('could not find you')
    expect(house.of('command')).to.have.lengthOf(0)
  })

  it('hears what names the desk, with people by name and as tokens that mean one account', async () => {
    await open()

    await bo.types(reception, '/desk help')
    await ana.writes(reception, `the lift is stuck, says <@${bo.user.id}> in <#${reception}> <:lift:123>`, {
      toDesk: true,
    })
    const [said] = await hears('said')

    expect(said?.message.text).to.equal('the lift is stuck, says @Bo of the kitchen in #reception :lift:')
    expect(said?.words).to.equal(`the lift is stuck, says @${accountWord(account(bo.user.id))} in #reception :lift:`)
    expect(said).to.include({ toDesk: true })
    expect(said?.message.link).to.equal(
      `https://discord.com/channels/${desk.guild.id}/${reception}/${said?.message.address.message}`,
    )
    expect(said?.message).to.have.property('at').that.is.a('string')
  })

  it('hears nothing of what people say to each other at the top of a channel', async () => {
    await open()

    await ana.writes(reception, 'lunch?')
    await ana.writes(reception, 'at noon', { toDesk: true })

    const said = await hears('said')
    expect(said.map(({ message }) => message.text)).to.deep.equal(['at noon'])
  })

  it('hears an answer to one of its own messages, and which one that was', async () => {
    await open()
    const at = await posted()
    const mine = await ana.writes(reception, 'lunch?')

    await bo.writes(reception, 'third floor', { replyTo: at.message, pingsAuthor: false })
    await bo.writes(reception, 'at noon', { replyTo: mine })
    await bo.writesDirectly('end')

    const [said, end] = await hears('said', 2)
    expect(said).to.deep.include({ toDesk: false, answers: at })
    expect(end?.message.text).to.equal('end')
  })

  it('hears neither itself, nor other bots, nor notices', async () => {
    await open()
    const at = await posted()
    const thread = await ana.opensThread(at.message, 'talk')
    const other = desk.discord.addMember(desk.guild.id, { name: 'alarms', isBot: true })
    await desk.discord.as(other.id).writes(thread.id, 'beep', { toDesk: true })
    await desk.platform.deliver({ key: 'k2', to: place(at.message), card: card('Noted'), language: 'en' })
    await ana.writes(thread.id, 'end')

    const said = await hears('said')
    expect(said.map(({ message }) => message.text)).to.deep.equal(['end'])
  })

  it('hears an edit and a deletion, and not that a link unfolds', async () => {
    await open()
    const at = await posted()
    const thread = await ana.opensThread(at.message, 'talk')
    const said = await ana.writes(thread.id, 'see https://example.com/')
    desk.discord.unfurl(thread.id, said.id)
    await ana.edits(said, 'third floor')
    await ana.deletes(said)

    const [deleted] = await hears('deleted')
    const address = { ...place(at.message), message: said.id }
    expect(house.of('edited').map(({ message }) => message.text)).to.deep.equal(['third floor'])
    expect(deleted?.message).to.deep.equal(address)
    expect(house.of('said')[0]?.message.address).to.deep.equal(address)
  })

  it('takes many deletions at once', async () => {
    await open()
    const all = [await ana.writes(reception, '1'), await ana.writes(reception, '2')]

    desk.discord.deleteMany(
      reception,
      all.map(({ id }) => id),
    )

    expect((await hears('deleted', 2)).map(({ message }) => message.message)).to.have.members(all.map(({ id }) => id))
  })

  it('hears a message as it is now when its edit comes first, and not at all when its deletion does', async () => {
    await open()
    const raw = (id: string, content: string, more = {}) => ({
      id,
      type: 0,
      channel_id: reception,
      guild_id: desk.guild.id,
      content,
      author: { id: ana.user.id, username: 'ana' },
      member: { roles: [] },
      timestamp: '2031-03-03T09:00:00+00:00',
      edited_timestamp: null,
      mentions: [],
      attachments: [],
      embeds: [],
      ...more,
    })
    const tell = (t: string, d: object) =>
      desk.discord.gateway.dispatch({ t, d: d as never, guildId: desk.guild.id, channelId: reception })
    const named = (text: string) => `<@${desk.discord.botId}> ${text}`

    tell('MESSAGE_UPDATE', raw('71', named('third floor'), { edited_timestamp: '2031-03-03T09:01:00+00:00' }))
    tell('MESSAGE_CREATE', raw('71', named('second floor')))
    tell('MESSAGE_DELETE', { id: '72', channel_id: reception, guild_id: desk.guild.id })
    tell('MESSAGE_CREATE', raw('72', named('never mind')))
    tell('MESSAGE_CREATE', raw('73', named('end')))

    const said = await hears('said', 2)
    expect(said.map(({ message }) => message.text)).to.deep.equal(['third floor', 'end'])
  })

  it('hears the reaction that reports, and what it is on', async () => {
    await open()
    const said = await ana.writes(reception, 'the lift is stuck', { files: [{ name: 'lift.png', bytes: 'x' }] })

    await bo.reacts(said, '👍')
    await bo.reacts(said, '🎫')
    await bo.unreacts(said, '🎫')

    const [reacted] = await hears('reacted')
    await hears('unreacted')
    expect(house.of('reacted')).to.have.lengthOf(1)
    expect(reacted).to.deep.include({ emoji: 'ticket', account: account(bo.user.id) })
    expect(reacted?.message).to.deep.include({ text: 'the lift is stuck', author: account(ana.user.id) })
    expect(reacted?.message.files[0]).to.include({ name: 'lift.png' })
  })

  it('quotes the alert of another bot when its menu is used', async () => {
    await open()
    const other = desk.discord.addMember(desk.guild.id, { name: 'alarms', isBot: true })
    const alert = await desk.discord.as(other.id).writes(reception, 'disk full on srv-1')

    await ana.usesOnMessage('Report this', alert)

    expect(house.of('shortcut')[0]).to.include({ name: 'report' })
    expect(house.of('shortcut')[0]?.message)
      .to.deep.include({ text: 'disk full on srv-1' })
      .and.not.have.property('author')
  })

  it('hears who got a role, who left, and who is there again', async () => {
    const { role } = await open()

    desk.discord.giveRole(desk.guild.id, ana.user.id, role)
    desk.discord.leave(desk.guild.id, ana.user.id)
    desk.discord.addMember(desk.guild.id, ana.user.id)

    const news = await hears('account', 3)
    expect(news.map(({ account, profile }) => [account.user, profile.groups, profile.deactivated])).to.deep.equal([
      [ana.user.id, [role], undefined],
      [ana.user.id, [], true],
      [ana.user.id, [], undefined],
    ])
  })

  it('hears of channels and threads that are renamed, put away and gone', async () => {
    await open()
    const at = await posted()
    const thread = await ana.opensThread(at.message, 'talk')

    desk.discord.renameChannel(reception, 'front desk')
    await hears('place')
    desk.discord.archiveThread(thread.id)
    desk.discord.archiveThread(thread.id, false)
    desk.discord.deleteChannel(reception)

    const told = await hears('place', 4)
    expect(told.map(({ change, place, name }) => [change, place.thread, name])).to.deep.equal([
      ['renamed', undefined, 'front desk'],
      ['archived', at.message, 'talk'],
      ['opened', at.message, 'talk'],
      ['gone', undefined, 'front desk'],
    ])
  })

  it('takes again what it could not take, with the same id', async () => {
    await open()
    const errors = [new Outage('the database does not answer')]
    house.answers(() => {
      const error = errors.shift()
      if (error) throw error
      return { kind: 'done' }
    })

    await ana.writes(reception, 'the lift is stuck', { toDesk: true })

    const [first, second] = await hears('said', 2)
    expect(second?.ids).to.deep.equal(first?.ids)
    expect(house.effects).to.equal(1)
  })

  it('answers an interaction once that is told twice', async () => {
    await open()
    house.answers(() => whisper('All there is'))

    const asked = await ana.types(reception, '/desk help')
    desk.discord.redeliver(asked)
    await desk.discord.quiet()

    expect(house.of('command')).to.have.lengthOf(1)
  })

  describe('without the intent to read what does not name it', () => {
    const blind = { fake: { messageContent: false } }
    const hints = (thread: string) =>
      desk.discord.messages(thread).filter(({ authorId }) => authorId === desk.discord.botId)

    it('says once in its thread how to be heard, in the language of whoever spoke', async () => {
      await open(blind)
      const at = await posted()
      await desk.platform.deliver({ key: 'k2', to: place(at.message), card: card('Taken'), language: 'en' })
      const before = hints(at.message).length

      await ana.types(reception, '/desk help')
      await ana.writes(at.message, 'third floor')
      await desk.discord.until(() => hints(at.message).length > before)
      await ana.writes(at.message, 'really')
      await ana.writes(at.message, 'the third floor', { toDesk: true })

      const said = await hears('said')
      expect(said.map(({ message }) => message.text)).to.deep.equal(['the third floor'])
      const [hint, ...more] = hints(at.message).slice(before)
      expect(more).to.deep.equal([])
      expect(desk.discord.textOf(hint!)).to.include('For at servicedesken kan høre').and.include(desk.discord.mention)
      expect(desk.discord.pings(hint!)).to.deep.include({ users: [], everyone: false })
    })

    it('says nothing in the threads of others', async () => {
      await open(blind)
      const thread = await ana.opensThread(await ana.writes(reception, 'lunch?'), 'lunch')

      await ana.writes(thread.id, 'at noon')
      await ana.writes(thread.id, 'the lift is stuck', { toDesk: true })
      await hears('said')

      expect(hints(thread.id)).to.deep.equal([])
    })

    it('reads answers to itself that call it, and tells whoever marks what it cannot read', async () => {
      await open(blind)
      const at = await posted()
      const said = await ana.writes(reception, 'the lift is stuck')

      await bo.writes(reception, 'third floor', { replyTo: at.message })
      expect((await hears('said'))[0]).to.deep.include({ answers: at })
      await bo.reacts(said, '🎫')

      const direct = desk.discord.direct(bo.user.id).id
      const told = await desk.discord.until(() => desk.discord.messages(direct)[0])
      expect(desk.discord.textOf(told)).to.include('Report this')
      expect(house.of('reacted')).to.deep.equal([])
    })
  })
})
