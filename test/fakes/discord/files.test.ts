import { expect } from 'chai'
import { REST, Routes } from 'discord.js'
import { callApi } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

const v2 = 1 << 15

describe('fake Discord: files', () => {
  let discord: FakeDiscord
  let rest: REST
  let channel: string

  beforeEach(async () => {
    discord = await openFakeDiscord({ fileBytes: 1_000 })
    channel = discord.addChannel(discord.addGuild({ name: 'Alpine Hotel' }).id, { name: 'reception' }).id
    rest = new REST({ api: discord.apiUrl, version: '10', retries: 0 }).setToken(discord.token)
  })

  afterEach(() => discord.close())

  const file = (name: string, bytes = 3) => ({ name, data: Buffer.alloc(bytes, 'x'), contentType: 'text/plain' })

  const post = async (body: object, files: readonly ReturnType<typeof file>[]) =>
    (await rest.post(Routes.channelMessages(channel), { body, files: [...files] })) as {
      id: string
      attachments: { id: string; filename: string }[]
      components: { file: { url: string } }[]
    }

  const names = () => discord.messages(channel).map(({ attachments }) => attachments.map(({ filename }) => filename))

  const code = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'taken',
      (error: { code: number }) => error.code,
    )

  it('are shown in a card that names them, under an address', async () => {
    const components = [{ type: 13, file: { url: 'attachment://log.txt' } }]
    const sent = await post({ flags: v2, components }, [file('log.txt')])

    expect(await (await fetch(sent.components[0]?.file.url ?? '')).text()).to.equal('xxx')
  })

  it('stay with a message only if its edit lists them, or lists none', async () => {
    const { id, attachments } = await post({ content: 'two' }, [file('a.txt'), file('b.txt')])
    const edit = (body: object) => callApi(discord, `PATCH /channels/${channel}/messages/${id}`, body)
    await edit({ content: 'still two' })
    const before = names()
    await edit({ attachments: [{ id: attachments[1]?.id }] })

    expect(before).to.deep.equal([['a.txt', 'b.txt']])
    expect(names()).to.deep.equal([['b.txt']])
  })

  it('have a size and a number', async () => {
    const many = Array.from({ length: 11 }, (_, index) => file(`${index}.txt`))

    expect(await code(post({ content: 'x' }, [file('big.txt', 1_001)]))).to.equal(50045)
    expect(await code(post({ content: 'x' }, many))).to.equal(50035)
    expect(names()).to.deep.equal([])
  })

  it('want the right to attach', async () => {
    const [guild] = [discord.channel(channel)?.guildId ?? '']
    discord.setBotPermissions(guild, ['VIEW_CHANNEL'])
    discord.setRolePermissions(guild, guild, ['VIEW_CHANNEL', 'SEND_MESSAGES'])

    expect(await code(post({ content: 'x' }, [file('a.txt')]))).to.equal(50013)
  })
})
