import { expect } from 'chai'
import { Routes } from 'discord.js'
import type { Fields } from '../fields.js'
import { callApi, openClient, type SmallClient } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

describe('fake Discord: posting, threads and forums', () => {
  let discord: FakeDiscord
  let small: SmallClient
  let guild: string
  let channel: string
  let ana: string

  beforeEach(async () => {
    discord = await openFakeDiscord()
    guild = discord.addGuild({ name: 'Alpine Hotel' }).id
    channel = discord.addChannel(guild, { name: 'reception' }).id
    ana = discord.addMember(guild, { name: 'ana' }).id
    small = await openClient(discord)
  })

  afterEach(async () => {
    await small.close()
    await discord.close()
  })

  it('a message stands in its channel, and everybody hears of it', async () => {
    const sent = await small.post(channel, { content: 'Hello' })
    await discord.as(ana).writes(channel, 'Hi', { replyTo: String(sent['id']) })
    await discord.quiet()

    expect(discord.messages(channel).map(({ content }) => content)).to.deep.equal(['Hello', 'Hi'])
    expect(small.events.map(({ t }) => t)).to.deep.equal(['MESSAGE_CREATE', 'MESSAGE_CREATE'])
    expect(small.events[1]?.d).to.have.nested.property('referenced_message.content', 'Hello')
    discord.check()
  })

  it('a thread hangs on a message, once, and has its id', async () => {
    const { id } = await small.post(channel, { content: 'INC-1' })
    const route = Routes.threads(channel, String(id))
    const thread = (await small.client.rest.post(route, { body: { name: 'INC-1' } })) as Fields
    const again = await callApi(discord, `POST ${route}`, { name: 'INC-1' })
    await small.post(String(thread['id']), { content: 'inside' })

    expect(thread['id']).to.equal(id)
    expect(again).to.deep.include({ status: 400 })
    expect(again.body['code']).to.equal(160004)
    expect(discord.messages(String(id)).map(({ content }) => content)).to.deep.equal(['inside'])
    expect(discord.threads(channel).map(({ name }) => name)).to.deep.equal(['INC-1'])
    discord.check()
  })

  it('an archived thread opens for a message, but not for an edit; a locked one for neither', async () => {
    const { id } = await small.post(channel, { content: 'INC-1' })
    const thread = String(id)
    await small.client.rest.post(Routes.threads(channel, thread), { body: { name: 'INC-1' } })
    const note = await small.post(thread, { content: 'one' })
    discord.archiveThread(thread)
    const edit = await callApi(discord, `PATCH /channels/${thread}/messages/${note['id']}`, { content: 'two' })
    const more = await callApi(discord, `POST /channels/${thread}/messages`, { content: 'three' })
    const wasOpen = discord.channel(thread)?.thread?.archived
    discord.lockThread(thread)
    discord.archiveThread(thread)
    const shut = await callApi(discord, `POST /channels/${thread}/messages`, { content: 'four' })
    const lock = await callApi(discord, `PATCH /channels/${thread}`, { locked: false })
    const open = await callApi(discord, `PATCH /channels/${thread}`, { archived: false })
    const last = await callApi(discord, `POST /channels/${thread}/messages`, { content: 'five' })

    expect([edit, more, shut, lock, open, last].map(({ status }) => status)).to.deep.equal([
      400, 200, 400, 400, 200, 200,
    ])
    expect([edit, shut, lock].map(({ body }) => body['code'])).to.deep.equal([50083, 50083, 50083])
    expect(wasOpen).to.equal(false)
    discord.check()
  })

  it('a forum takes posts with its own tags, and demands one where it says so', async () => {
    const forum = discord.addChannel(guild, {
      name: 'incidents',
      kind: 'forum',
      tags: [{ id: '7', name: 'new' }],
      requireTag: true,
    })
    const post = (tags: readonly string[]) =>
      callApi(discord, `POST /channels/${forum.id}/threads`, {
        name: 'INC-1',
        applied_tags: tags,
        message: { content: 'Mail is down' },
      })
    const [none, unknown, good] = [await post([]), await post(['8']), await post(['7'])]

    expect(none.body['code']).to.equal(40067)
    expect(unknown.body).to.have.nested.property('errors.applied_tags.0._errors')
    expect(good.body).to.have.nested.property('message.id', good.body['id'])
    expect(discord.messages(String(good.body['id']))[0]?.content).to.equal('Mail is down')
    discord.check()
  })

  it('an edit leaves something, and a text does not become a card beside itself', async () => {
    const { id } = await small.post(channel, { content: 'Hello' })
    const edit = (body: object) => callApi(discord, `PATCH /channels/${channel}/messages/${id}`, body)
    const card = { flags: 1 << 15, components: [{ type: 10, content: 'Card' }] }
    const answers = [await edit({ content: '' }), await edit(card), await edit({ content: null, ...card })]

    expect(answers.map(({ status }) => status)).to.deep.equal([400, 400, 200])
    expect(discord.messages(channel).map((one) => discord.textOf(one))).to.deep.equal(['Card'])
  })

  it('a thread on a message changes that message, though nobody edited it', async () => {
    const said = await discord.as(ana).writes(channel, 'x')
    await discord.as(ana).opensThread(said, 'more')
    await discord.until(() => small.events.some(({ t }) => t === 'MESSAGE_UPDATE'))
    const update = small.events.find(({ t }) => t === 'MESSAGE_UPDATE')?.d

    expect(update).to.include({ id: said.id, content: 'x', edited_timestamp: null })
    expect(update).to.have.nested.property('thread.name', 'more')
  })

  it('a nonce that is enforced gives the first message for five minutes', async () => {
    const body = { content: 'once', nonce: 'outbox-1', enforce_nonce: true }
    const [first, second] = [await small.post(channel, body), await small.post(channel, body)]
    await small.post(channel, { content: 'once', nonce: 'outbox-1' })

    expect(second['id']).to.equal(first['id'])
    expect(discord.messages(channel)).to.have.lengthOf(2)
  })

  it('files are sent with a message and served by an address', async () => {
    const files = [{ name: 'shower.txt', data: Buffer.from('drip'), contentType: 'text/plain' }]
    const body = { content: 'look', attachments: [{ id: 0, description: 'a shower' }] }
    const sent = (await small.client.rest.post(Routes.channelMessages(channel), { body, files })) as {
      attachments: { url: string; description: string }[]
    }

    expect(sent.attachments[0]?.description).to.equal('a shower')
    expect(await (await fetch(sent.attachments[0]?.url ?? '')).text()).to.equal('drip')
    discord.check()
  })

  it('only what allowed_mentions lets through calls anybody', async () => {
    const text = `<@${ana}> @everyone`
    await small.post(channel, { content: text, allowed_mentions: { parse: [] } })
    await small.post(channel, { content: text, allowed_mentions: { users: [ana] } })
    await small.post(channel, { content: text })

    expect(discord.messages(channel).map((one) => discord.pings(one).users)).to.deep.equal([[], [ana], [ana]])
    expect(discord.pingsOfBot().every(({ everyone }) => !everyone)).to.equal(true)
  })
})
