import { expect } from 'chai'
import { type DiscordAPIError, REST, Routes } from 'discord.js'
import { callApi, standingClock } from './client.js'
import { deskPermissions, type FakeDiscord, openFakeDiscord } from './index.js'

const hour = 60 * 60_000

describe('fake Discord: REST', () => {
  let discord: FakeDiscord
  let guild: string
  let channel: string
  let ana: string
  const clock = standingClock()

  const setUp = async (options: Parameters<typeof openFakeDiscord>[0] = {}): Promise<void> => {
    discord = await openFakeDiscord({ now: clock.now, ...options })
    guild = discord.addGuild({ name: 'Alpine Hotel' }).id
    channel = discord.addChannel(guild, { name: 'reception' }).id
    ana = discord.addMember(guild, { name: 'ana' }).id
  }

  afterEach(() => discord.close())

  const post = (body: unknown = { content: 'hi' }, to = channel) =>
    callApi(discord, `POST /channels/${to}/messages`, body)
  const codes = (answers: readonly { body: Record<string, unknown> }[]) => answers.map(({ body }) => body['code'])

  it('wants the token, a user agent of its kind, and a content type', async () => {
    await setUp()
    const line = `POST /channels/${channel}/messages`
    const answers = [
      await callApi(discord, line, { content: 'hi' }, { token: 'Bot nobody' }),
      await callApi(discord, line, { content: 'hi' }, { token: `Bearer ${discord.token}` }),
      await callApi(discord, line, { content: 'hi' }, { headers: { 'user-agent': 'curl/8' } }),
      await callApi(discord, line, 'content=hi', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      await callApi(discord, line, '{"content":', { headers: { 'content-type': 'application/json' } }),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 403, 400, 400])
    expect(codes(answers)).to.deep.equal([0, 0, 40333, 50035, 50109])
    expect(discord.forgive(/User-Agent/)).to.have.lengthOf(1)
    expect(discord.messages(channel)).to.deep.equal([])
  })

  it('complains about routes, parameters and fields that do not exist', async () => {
    await setUp()
    const answers = [
      await callApi(discord, 'GET /channels'),
      await callApi(discord, `GET /guilds/${guild}/members`),
      await callApi(discord, `GET /channels/${channel}/messages?limit=3&page=2`),
      await post({ content: 'hi', contents: 'ho' }),
    ]

    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 400, 400])
    expect(answers[3]?.body).to.have.nested.property('errors.contents._errors[0].code', 'FAKE_UNKNOWN_FIELD')
    expect(discord.complaints).to.have.lengthOf(3)
  })

  it('knows what it does not know', async () => {
    await setUp()
    const answers = [
      await post({ content: 'hi' }, '1'),
      await callApi(discord, `PATCH /channels/${channel}/messages/1`, { content: 'x' }),
      await callApi(discord, 'GET /guilds/1'),
      await callApi(discord, `GET /guilds/${guild}/members/1`),
      await callApi(
        discord,
        `PATCH /channels/${channel}/messages/${(await discord.as(ana).writes(channel, 'x')).id}`,
        {},
      ),
      await callApi(discord, 'POST /interactions/1/abc/callback', { type: 5 }),
      await callApi(discord, `POST /webhooks/${discord.applicationId}/abc`, { content: 'x' }),
    ]

    expect(codes(answers)).to.deep.equal([10003, 10008, 10004, 10013, 50005, 10062, 10015])
  })

  it('reckons what the bot may do from its role, everybody’s, and the channel', async () => {
    await setUp()
    const shut = discord.addChannel(guild, { name: 'shut', overwrites: [{ of: 'bot', deny: ['SEND_MESSAGES'] }] })
    const hidden = discord.addChannel(guild, {
      name: 'hidden',
      overwrites: [{ of: 'everyone', deny: ['VIEW_CHANNEL'] }],
    })
    const ours = discord.addChannel(guild, { name: 'ours', private: [ana] })
    const [readOnly, unseen, invited] = [
      await post({ content: 'x' }, shut.id),
      await post({ content: 'x' }, hidden.id),
      await post({ content: 'x' }, ours.id),
    ]
    discord.setBotPermissions(guild, ['ADMINISTRATOR'])
    const almighty = await post({ content: 'x' }, hidden.id)

    expect(codes([readOnly, unseen])).to.deep.equal([50013, 50001])
    expect([invited.status, almighty.status]).to.deep.equal([200, 200])
  })

  it('wants another right in threads than outside', async () => {
    await setUp()
    const { body } = await post()
    const line = `POST /channels/${channel}/messages/${body['id']}/threads`
    discord.setBotPermissions(guild, ['VIEW_CHANNEL'])
    discord.setRolePermissions(guild, guild, ['VIEW_CHANNEL', 'SEND_MESSAGES', 'READ_MESSAGE_HISTORY'])
    const forbidden = await callApi(discord, line, { name: 'x' })
    discord.setBotPermissions(guild, ['CREATE_PUBLIC_THREADS'])
    const made = await callApi(discord, line, { name: 'x' })
    const silent = await post({ content: 'x' }, String(body['id']))
    const lock = await callApi(discord, `PATCH /channels/${body['id']}`, { locked: true })
    discord.setBotPermissions(guild, deskPermissions)

    expect(codes([forbidden, silent, lock])).to.deep.equal([50013, 50013, 50013])
    expect(made.status).to.equal(201)
    expect((await post({ content: 'x' }, String(body['id']))).status).to.equal(200)
  })

  it('does not write to people who closed their direct messages', async () => {
    await setUp()
    const bo = discord.addMember(guild, { name: 'bo', dmsClosed: true }).id
    const open = await callApi(discord, 'POST /users/@me/channels', { recipient_id: bo })
    const closed = await post({ content: 'x' }, String(open.body['id']))
    const other = await callApi(discord, 'POST /users/@me/channels', { recipient_id: ana })

    expect(codes([closed])).to.deep.equal([50007])
    expect((await post({ content: 'x' }, String(other.body['id']))).status).to.equal(200)
    expect(discord.messages(discord.direct(ana).id)).to.have.lengthOf(1)
  })

  it('does not write to people it shares no server with', async () => {
    await setUp()
    const { id } = discord.direct(ana)
    const before = await post({ content: 'x' }, id)
    discord.leave(guild, ana)

    expect(before.status).to.equal(200)
    expect(codes([await post({ content: 'x' }, id)])).to.deep.equal([50007])
  })

  it('takes two hundred new commands a day, and any number of changes', async () => {
    await setUp()
    const put = (prefix: string, description = 'x') => {
      const commands = Array.from({ length: 100 }, (_, index) => ({ name: `${prefix}${index}`, description }))
      return callApi(discord, `PUT /applications/${discord.applicationId}/guilds/${guild}/commands`, commands)
    }
    const answers = [await put('a'), await put('b'), await put('b', 'y'), await put('c')]
    clock.pass(24 * hour)

    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 400])
    expect(answers[3]?.body['code']).to.equal(30034)
    expect((await put('c')).status).to.equal(200)
  })

  it('keeps the id of a command that is written again, and tells nothing that is false or empty', async () => {
    await setUp()
    const options = [{ type: 3, name: 'a', description: 'x', required: false, choices: [] }]
    const line = `/applications/${discord.applicationId}/commands`
    const first = await callApi(discord, `PUT ${line}`, [{ name: 'one', description: 'x', options }])
    const second = await callApi(discord, `PUT ${line}`, [{ name: 'one', description: 'y' }])
    const [one] = first.body as unknown as { id: string; options: unknown }[]

    expect(one?.options).to.deep.equal([{ type: 3, name: 'a', description: 'x' }])
    expect((second.body as unknown as { id: string }[])[0]?.id).to.equal(one?.id)
  })

  it('breaks on more text than it can bear, though the characters would do', async () => {
    await setUp()
    const card = (text: string) => ({ flags: 1 << 15, components: [{ type: 10, content: text }] })

    expect((await post(card('字'.repeat(3_390)))).status).to.equal(200)
    expect((await post(card('字'.repeat(3_391)))).status).to.equal(500)
  })

  it('pages through a history, newest first in each page', async () => {
    await setUp()
    const ids: string[] = []
    for (const text of ['a', 'b', 'c', 'd']) ids.push((await discord.as(ana).writes(channel, text)).id)
    const page = async (query: string) => {
      const { body } = await callApi(discord, `GET /channels/${channel}/messages?${query}`)
      return (body as unknown as { content: string }[]).map(({ content }) => content)
    }

    expect(await page('limit=2')).to.deep.equal(['d', 'c'])
    expect(await page(`limit=2&after=${ids[0]}`)).to.deep.equal(['c', 'b'])
    expect(await page(`limit=2&before=${ids[2]}`)).to.deep.equal(['b', 'a'])
    expect((await callApi(discord, `GET /channels/${channel}/messages?limit=101`)).status).to.equal(400)
  })

  it('has a bucket for each route and channel, and says so in fractions of a second', async () => {
    await setUp({ rateLimits: 'discord' })
    const answers = []
    for (let sent = 0; sent < 6; sent += 1) answers.push(await post())
    const elsewhere = await post({ content: 'x' }, discord.addChannel(guild, { name: 'kitchen' }).id)
    clock.pass(4_750)
    const early = await post()
    clock.pass(250)
    const later = await post()

    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200, 429])
    expect(answers[5]?.body).to.include({ retry_after: 5, global: false })
    expect(answers[4]?.headers.get('x-ratelimit-remaining')).to.equal('0')
    expect(answers[5]?.headers.get('x-ratelimit-scope')).to.equal('user')
    expect([elsewhere.status, early.status, later.status]).to.deep.equal([200, 429, 200])
    expect(early.body['retry_after']).to.equal(0.25)
    expect(discord.forgive(/before its retry_after was over/)).to.have.lengthOf(1)
  })

  it('does not blame what was under way when the first was refused', async () => {
    await setUp({ rateLimits: 'discord' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => post()))

    expect(answers.filter(({ status }) => status === 429)).to.have.lengthOf(3)
    discord.check()
  })

  it('takes fifty requests a second over all', async () => {
    await setUp({ rateLimits: 'discord' })
    const rooms = Array.from({ length: 51 }, (_, index) => discord.addChannel(guild, { name: `room ${index}` }).id)
    const answers = []
    for (const room of rooms) answers.push(await post({ content: 'x' }, room))

    expect(answers.filter(({ status }) => status === 200)).to.have.lengthOf(50)
    expect(answers[50]?.body).to.include({ global: true })
    expect(answers[50]?.headers.get('x-ratelimit-scope')).to.equal('global')
  })

  it('takes two new names in ten minutes, and three edits of old messages in six seconds', async () => {
    await setUp()
    const { body } = await post()
    await callApi(discord, `POST /channels/${channel}/messages/${body['id']}/threads`, { name: 'x' })
    const rename = (name: string) => callApi(discord, `PATCH /channels/${body['id']}`, { name })
    const names = [await rename('a'), await rename('b'), await rename('c')]
    const other = await callApi(discord, `PATCH /channels/${body['id']}`, { archived: true })
    await callApi(discord, `PATCH /channels/${body['id']}`, { archived: false })
    clock.pass(hour + 1)
    const edits = []
    for (const content of ['1', '2', '3', '4'])
      edits.push(await callApi(discord, `PATCH /channels/${channel}/messages/${body['id']}`, { content }))

    expect(names.map(({ status }) => status)).to.deep.equal([200, 200, 429])
    expect(names[2]?.body['retry_after']).to.equal(600)
    expect(other.status).to.equal(200)
    expect(edits.map(({ status }) => status)).to.deep.equal([200, 200, 200, 429])
    expect(edits[3]?.body).to.include({ code: 30046, retry_after: 6 })
    const fresh = String((await post()).body['id'])
    expect((await callApi(discord, `PATCH /channels/${channel}/messages/${fresh}`, { content: 'x' })).status).to.equal(
      200,
    )
    discord.check()
  })

  it('serves a file for a day, and under a fresh address after', async () => {
    await setUp()
    const said = await discord.as(ana).writes(channel, 'look', { files: [{ name: 'a.txt', bytes: 'drip' }] })
    const address = async () => {
      const { body } = await callApi(discord, `GET /channels/${channel}/messages/${said.id}`)
      return (body['attachments'] as { url: string }[])[0]?.url ?? ''
    }
    const old = await address()
    clock.pass(24 * hour + 1_000)

    expect((await fetch(old)).status).to.equal(404)
    expect(await (await fetch(await address())).text()).to.equal('drip')
  })

  it('fails as it is scripted: before the effect, after it, by a cut, or in the middle of an answer', async () => {
    await setUp()
    const rest = new REST({ api: discord.apiUrl, version: '10', retries: 0, timeout: 2_000 }).setToken(discord.token)
    const route = 'POST /channels/:channel/messages'
    const send = async (content: string): Promise<string> => {
      try {
        await rest.post(Routes.channelMessages(channel), { body: { content } })
        return 'sent'
      } catch (error) {
        return String((error as DiscordAPIError).status ?? (error as Error).name)
      }
    }
    discord.faults.next(route, { status: 503 })
    discord.faults.next(route, { status: 500, after: true })
    discord.faults.next(route, { reset: true, after: true })
    discord.faults.next(route, { truncate: true })
    discord.faults.next(route, { delayMs: 30 }, { where: ({ body }) => JSON.stringify(body).includes('five') })
    const outcomes = []
    for (const text of ['one', 'two', 'three', 'four', 'five']) outcomes.push(await send(text))

    expect(outcomes[0]).to.equal('503')
    expect(outcomes[1]).to.equal('500')
    expect(outcomes.slice(2, 4)).not.to.include('sent')
    expect(outcomes[4]).to.equal('sent')
    expect(discord.messages(channel).map(({ content }) => content)).to.deep.equal(['two', 'three', 'four', 'five'])
    discord.check()
  })

  it('bans, so to speak, who goes on after many refusals', async () => {
    await setUp({ invalidRequests: 3 })
    for (let sent = 0; sent < 4; sent += 1) await callApi(discord, 'GET /users/@me', undefined, { token: 'Bot nobody' })

    expect(discord.forgive(/would ban the address/)).to.have.lengthOf(1)
  })

  it('records every request with its body, its reason and its answer', async () => {
    await setUp()
    await callApi(
      discord,
      `POST /channels/${channel}/messages`,
      { content: 'hi' },
      { headers: { 'x-audit-log-reason': 'INC-1%20%C3%B8' } },
    )
    const [seen] = discord.calls('POST /channels/:channel/messages')

    expect(seen).to.deep.include({ status: 200, body: { content: 'hi' }, reason: 'INC-1 ø' })
    expect(seen?.path).to.equal(`/channels/${channel}/messages`)
    const headers = { 'x-audit-log-reason': 'x'.repeat(513) }
    expect(
      (await callApi(discord, `POST /channels/${channel}/messages`, { content: 'hi' }, { headers })).status,
    ).to.equal(400)
  })
})
