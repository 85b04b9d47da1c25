import { expect } from 'chai'
import { openClient, register, type SmallClient } from './client.js'
import { ClientRefusal, type FakeDiscord, openFakeDiscord } from './index.js'

describe('fake Discord: people', () => {
  let discord: FakeDiscord
  let small: SmallClient
  let guild: string
  let channel: string
  let ana: string
  let bo: string

  beforeEach(async () => {
    discord = await openFakeDiscord()
    guild = discord.addGuild({ name: 'Alpine Hotel' }).id
    channel = discord.addChannel(guild, { name: 'reception' }).id
    ana = discord.addMember(guild, { name: 'ana' }).id
    bo = discord.addMember(guild, { name: 'bo' }).id
    small = await openClient(discord, (raw, client) =>
      client.respond(raw, { type: 4, data: { content: 'ok', flags: 64 } }),
    )
    await register(discord)
  })

  afterEach(async () => {
    await small.close()
    await discord.close()
  })

  const refusal = async (act: () => unknown): Promise<string> => {
    try {
      await act()
      return ''
    } catch (error) {
      expect(error).to.be.instanceOf(ClientRefusal)
      return (error as Error).message
    }
  }

  it('cannot use commands, options, choices and buttons that are not there', async () => {
    const person = discord.as(ana)
    const link = { type: 1, components: [{ type: 2, style: 5, label: 'Open', url: 'https://example.com/' }] }
    await small.post(channel, { content: 'x', components: [link] })

    expect(await refusal(() => person.types(channel, '/problem'))).to.include(
      'There is no command problem here; there is: incident',
    )
    expect(await refusal(() => person.types(channel, '/incident'))).to.include('name a subcommand')
    expect(await refusal(() => person.types(channel, '/incident report'))).to.include('needs: summary')
    expect(await refusal(() => person.types(channel, '/incident report', { summary: 'x', impact: 'huge' }))).to.include(
      'offers: High, Low',
    )
    expect(await refusal(() => person.presses(channel, 'Take it'))).to.include('there is: Open')
    expect(await refusal(() => person.presses(channel, 'Open'))).to.include('is a link')
    expect(await refusal(() => person.submits({}))).to.include('no form')
  })

  it('cannot see what is not for them, or touch what is not theirs', async () => {
    const secret = discord.addChannel(guild, { name: 'board', private: [bo] })
    const said = await discord.as(bo).writes(secret.id, 'x')
    const open = await discord.as(bo).writes(channel, 'y')

    expect(await refusal(() => discord.as(ana).writes(secret.id, 'hi'))).to.include('ana cannot see board')
    expect(await refusal(() => discord.as(ana).reacts(said, '👀'))).to.include('cannot see')
    expect(await refusal(() => discord.as(ana).edits(open, 'z'))).to.include('did not write')
    expect(await refusal(() => discord.as(ana).deletes(open))).to.include('may not delete')
  })

  it('see whispers alone', async () => {
    await discord.as(ana).types(channel, '/incident report', { summary: 'x' })

    expect(
      discord
        .as(ana)
        .reads(channel)
        .map(({ content }) => content),
    ).to.deep.equal(['ok'])
    expect(discord.as(bo).reads(channel)).to.deep.equal([])
    expect(discord.whispers(ana)).to.have.lengthOf(1)
  })

  it('pick from menus by label, and people by id', async () => {
    const options = [
      { label: 'High', value: 'h' },
      { label: 'Low', value: 'l' },
    ]
    await small.post(channel, {
      content: 'x',
      components: [
        { type: 1, components: [{ type: 3, custom_id: 'impact', options, max_values: 2 }] },
        { type: 1, components: [{ type: 5, custom_id: 'who', placeholder: 'Who?' }] },
      ],
    })
    await discord.as(ana).picks(channel, 'Low', 'High')
    await discord.as(ana).picksFrom(channel, 'Who?', bo)

    expect(small.heard[0]).to.have.deep.nested.property('data.values', ['l', 'h'])
    expect(small.heard[1]).to.have.nested.property(`data.resolved.members.${bo}`)
    expect(await refusal(() => discord.as(ana).picksFrom(channel, 'Who?', ana, bo))).to.include('takes 1 to 1 values')
  })

  it('lose their rights when they leave', async () => {
    discord.leave(guild, bo)

    await discord.until(() => small.events.some(({ t }) => t === 'GUILD_MEMBER_REMOVE'))

    expect(await refusal(() => discord.as(bo).writes(channel, 'x'))).to.include('bo cannot see reception')
  })

  it('edit, react, take it back and delete, and each is told', async () => {
    const said = await discord.as(ana).writes(channel, 'a')
    await discord.as(ana).edits(said, 'b')
    await discord.as(bo).reacts(said, '👀')
    await discord.as(bo).unreacts(said, '👀')
    await discord.as(ana).deletes(said)
    await discord.until(() => small.events.length === 5)

    expect(small.events.map(({ t }) => t)).to.deep.equal([
      'MESSAGE_CREATE',
      'MESSAGE_UPDATE',
      'MESSAGE_REACTION_ADD',
      'MESSAGE_REACTION_REMOVE',
      'MESSAGE_DELETE',
    ])
    discord.check()
  })

  it('use in a server only what they may', async () => {
    await register(discord, [{ name: 'admin', description: 'x', default_member_permissions: '8' }])

    expect(discord.as(ana).commands(channel)).to.deep.equal([])
    const chief = discord.addRole(guild, { name: 'chief', permissions: ['ADMINISTRATOR'] })
    discord.giveRole(guild, ana, chief.id)
    expect(discord.as(ana).commands(channel)).to.have.lengthOf(1)
  })
})
