import { expect } from 'chai'
import { callApi, openClient, type SmallClient } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

describe('fake Discord: who is in a thread, and who may change it', () => {
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
    small = await openClient(discord)
  })

  afterEach(async () => {
    await small.close()
    await discord.close()
  })

  const open = async (body: object): Promise<string> => {
    const made = await callApi(discord, `POST /channels/${channel}/threads`, body)
    return String(made.body['id'])
  }

  const members = (id: string) => [...(discord.channel(id)?.thread?.members ?? [])]

  it('a thread without a type is private: nobody sees it who was not put or called into it', async () => {
    const id = await open({ name: 'INC-1' })
    const before = [discord.as(ana).sees(id), discord.as(bo).sees(id)]
    await callApi(discord, `PUT /channels/${id}/thread-members/${ana}`)
    await small.post(id, { content: `<@${bo}> look`, allowed_mentions: { parse: [] } })
    const uncalled = discord.as(bo).sees(id)
    await small.post(id, { content: `<@${bo}> look`, allowed_mentions: { users: [bo] } })

    expect(discord.channel(id)?.type).to.equal(12)
    expect(before).to.deep.equal([false, false])
    expect([discord.as(ana).sees(id), uncalled, discord.as(bo).sees(id)]).to.deep.equal([true, false, true])
    discord.check()
  })

  it('who writes is in it from then on', async () => {
    const id = await open({ name: 'INC-1', type: 11 })
    await discord.as(ana).writes(id, 'hi')

    expect(members(id)).to.deep.equal([discord.botId, ana])
    expect(discord.messages(channel)).to.deep.equal([])
  })

  it('a rename is told in the thread by Discord itself, and in nobody’s words', async () => {
    const id = await open({ name: 'INC-1', type: 11 })
    await callApi(discord, `PATCH /channels/${id}`, { name: 'INC-1 solved' })
    const { body } = await callApi(discord, `GET /channels/${id}/messages`)

    expect((body as unknown as { type: number }[]).map(({ type }) => type)).to.deep.equal([4])
    expect(discord.messages(id)).to.deep.equal([])
  })

  it('without the right of moderators nothing but its own thread can be archived, and nothing locked', async () => {
    discord.setBotPermissions(guild, ['CREATE_PUBLIC_THREADS'])
    const own = await open({ name: 'mine', type: 11 })
    const said = await discord.as(ana).writes(channel, 'x')
    const other = (await discord.as(ana).opensThread(said, 'theirs')).id
    const patch = async (id: string, body: object) => (await callApi(discord, `PATCH /channels/${id}`, body)).status

    expect(await patch(own, { archived: true })).to.equal(200)
    expect(await patch(own, { archived: false })).to.equal(200)
    expect(await patch(own, { locked: true })).to.equal(403)
    expect(await patch(other, { archived: true })).to.equal(403)
    expect(await patch(other, { name: 'ours' })).to.equal(403)
  })

  it('lists what is open and what is archived', async () => {
    const [one, two] = [await open({ name: 'one', type: 11 }), await open({ name: 'two', type: 11 })]
    discord.archiveThread(one)
    const active = await callApi(discord, `GET /guilds/${guild}/threads/active`)
    const archived = await callApi(discord, `GET /channels/${channel}/threads/archived/public`)
    const ids = ({ body }: { body: Record<string, unknown> }) =>
      (body['threads'] as { id: string }[]).map(({ id }) => id)

    expect([ids(active), ids(archived)]).to.deep.equal([[two], [one]])
  })

  it('a forum’s moderated tags are for moderators', async () => {
    const tags = [
      { id: '7', name: 'new' },
      { id: '8', name: 'closed', moderated: true },
    ]
    const forum = discord.addChannel(guild, { name: 'incidents', kind: 'forum', tags })
    const post = await discord.as(ana).posts(forum.id, 'Mail', 'It is down', ['new'])
    const change = (ids: readonly string[]) => callApi(discord, `PATCH /channels/${post.id}`, { applied_tags: ids })
    const good = await change(['8'])
    discord.setBotPermissions(guild, ['VIEW_CHANNEL'])
    const refused = await change(['7'])

    expect([good.status, refused.status]).to.deep.equal([200, 403])
    expect(post.thread?.appliedTags).to.deep.equal(['8'])
  })
})
