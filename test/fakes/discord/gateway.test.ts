import { expect } from 'chai'
import { Client, GatewayIntentBits } from 'discord.js'
import { openClient, register, type SmallClient } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

const textIntents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages]

describe('fake Discord: the gateway', () => {
  let discord: FakeDiscord
  let guild: string
  let channel: string
  let ana: string
  const open: SmallClient[] = []

  const setUp = async (options: Parameters<typeof openFakeDiscord>[0] = {}): Promise<void> => {
    discord = await openFakeDiscord(options)
    guild = discord.addGuild({ name: 'Alpine Hotel' }).id
    channel = discord.addChannel(guild, { name: 'reception' }).id
    ana = discord.addMember(guild, { name: 'ana' }).id
  }

  const connect = async (...more: readonly unknown[]): Promise<SmallClient> => {
    const small = await openClient(discord, ...(more as []))
    open.push(small)
    return small
  }

  afterEach(async () => {
    for (const small of open.splice(0)) await small.close()
    await discord.close()
  })

  const texts = ({ events }: SmallClient): unknown[] =>
    events.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d['content'])

  const says = (text: string) => discord.as(ana).writes(channel, text)

  const loginFails = async (intents: readonly GatewayIntentBits[], token = discord.token): Promise<string> => {
    const client = new Client({ intents: [...intents], rest: { api: discord.apiUrl, retries: 0 } })
    client.on('error', () => undefined)
    try {
      await client.login(token)
      return ''
    } catch (error) {
      return String((error as Error).message)
    } finally {
      await client.destroy()
    }
  }

  it('lets nobody in with a wrong token, or with an intent that is not switched on', async () => {
    await setUp({ messageContent: false })

    expect(await loginFails([GatewayIntentBits.Guilds], 'another')).to.include('token')
    expect(await loginFails([GatewayIntentBits.MessageContent])).to.include('disallowed intents')
    expect(discord.forgive(/4014/)).to.have.lengthOf(1)
  })

  it('replays what was missed after a cut, in order, and then says that it resumed', async () => {
    await setUp()
    const small = await connect()
    await says('one')
    discord.gateway.cut()
    await says('two')
    await says('three')
    await discord.until(() => discord.gateway.resumes === 1)
    await says('four')
    await discord.until(() => texts(small).length === 4)

    expect(texts(small)).to.deep.equal(['one', 'two', 'three', 'four'])
    expect(discord.gateway.identifies).to.equal(1)
    discord.check()
  })

  it('is resumed after op 7, and identified anew after an invalid session', async () => {
    await setUp()
    const small = await connect()
    discord.gateway.reconnect()
    await discord.until(() => discord.gateway.resumes === 1)
    discord.gateway.invalidate()
    await says('lost')
    await discord.until(() => discord.gateway.identifies === 2 && discord.gateway.count === 1, 'a new session', 15_000)
    await says('heard')
    await discord.until(() => texts(small).includes('heard'))

    expect(texts(small)).to.deep.equal(['heard'])
    discord.check()
  })

  it('plays dead, and the client comes back by itself', async () => {
    await setUp({ heartbeatMs: 150 })
    await connect()
    discord.gateway.zombie(true)
    await discord.until(() => discord.gateway.sessions[0]?.socket === undefined)
    discord.gateway.zombie(false)
    await discord.until(() => discord.gateway.resumes === 1)

    expect(discord.gateway.heartbeats).to.be.greaterThan(0)
    discord.check()
  })

  it('tells only what was asked for, and hides text without the intent but where the bot is named or written to', async () => {
    await setUp()
    const small = await connect(undefined, textIntents)
    const said = await says('secret')
    await discord.as(ana).reacts(said, '👍')
    await discord.as(ana).writes(channel, 'help', { toDesk: true })
    await discord.as(ana).writesDirectly('in private')
    await small.post(channel, { content: 'mine' })
    await discord.until(() => texts(small).length === 4)

    expect(texts(small)).to.deep.equal(['', `${discord.mention} help`, 'in private', 'mine'])
    expect(small.events.map(({ t }) => t)).not.to.include('MESSAGE_REACTION_ADD')
  })

  it('tells nothing of channels that the bot cannot see', async () => {
    await setUp()
    const small = await connect()
    const secret = discord.addChannel(guild, {
      name: 'board',
      overwrites: [
        { of: 'everyone', deny: ['VIEW_CHANNEL'] },
        { of: ana, allow: ['VIEW_CHANNEL'] },
      ],
    })
    await discord.as(ana).writes(secret.id, 'between us')
    await says('to all')
    await discord.until(() => texts(small).length > 0)

    expect(texts(small)).to.deep.equal(['to all'])
  })

  it('may bring an event twice, never, or in another order', async () => {
    await setUp()
    const small = await connect()
    discord.gateway.duplicateNext('MESSAGE_CREATE')
    discord.gateway.dropNext('MESSAGE_UPDATE')
    const one = await says('one')
    await discord.as(ana).edits(one, 'one, edited')
    discord.gateway.hold()
    const two = await says('two')
    await discord.as(ana).edits(two, 'two, edited')
    discord.gateway.release((events) => events.toReversed())
    await discord.until(() => small.events.length === 4)

    expect(small.events.map(({ t, d }) => `${t} ${d['content']}`)).to.deep.equal([
      'MESSAGE_CREATE one',
      'MESSAGE_CREATE one',
      'MESSAGE_UPDATE two, edited',
      'MESSAGE_CREATE two',
    ])
    discord.check()
  })

  it('complains of mischief that was planned and never met', async () => {
    await setUp()
    discord.gateway.dropNext('THREAD_DELETE')

    expect(() => discord.check()).to.throw('THREAD_DELETE was to come 0 times')
  })

  it('brings the same interaction to two processes with one token; the second answer is refused', async () => {
    await setUp()
    const statuses: unknown[] = []
    const answer = (raw: { id: string; token: string }, small: SmallClient) =>
      small.respond(raw, { type: 4, data: { content: 'Yes' } }).then(
        () => statuses.push('taken'),
        (error: { code: number }) => statuses.push(error.code),
      )
    await connect(answer)
    await connect(answer)
    await register(discord)
    await discord.as(ana).usesOnMessage('Report as incident', await says('x'))
    await discord.until(() => statuses.length === 2)

    expect(statuses).to.have.members(['taken', 40060])
    expect(discord.messages(channel).filter(({ content }) => content === 'Yes')).to.have.lengthOf(1)
  })

  it('tells of people, roles, channels and threads that come and go', async () => {
    await setUp()
    const small = await connect()
    const role = discord.addRole(guild, { name: 'agents' })
    const said = await says('x')
    const thread = await discord.as(ana).opensThread(said, 'more')
    discord.giveRole(guild, ana, role.id)
    discord.deleteRole(guild, role.id)
    discord.renameChannel(channel, 'front desk')
    discord.deleteMany(channel, [said.id])
    discord.deleteChannel(thread.id)
    discord.leave(guild, ana)
    discord.deleteChannel(channel)
    await discord.until(() => small.events.some(({ t }) => t === 'CHANNEL_DELETE'))

    expect(small.events.map(({ t }) => t).slice(1)).to.deep.equal([
      'THREAD_CREATE',
      'MESSAGE_UPDATE',
      'MESSAGE_CREATE',
      'GUILD_MEMBER_UPDATE',
      'GUILD_ROLE_DELETE',
      'CHANNEL_UPDATE',
      'MESSAGE_DELETE_BULK',
      'THREAD_DELETE',
      'GUILD_MEMBER_REMOVE',
      'CHANNEL_DELETE',
    ])
  })
})
