import { expect } from 'chai'
import { goldenSet } from '../golden.js'
import { callApi, openClient, register } from './client.js'
import { type FakeDiscord, openFakeDiscord, typeComplaints } from './index.js'
import type { RecordedRequest } from './model.js'

const routes: Readonly<Record<string, string>> = {
  message: 'POST /channels/:channel/messages',
  commands: 'PUT /applications/:application/commands',
  thread: 'POST /channels/:channel/messages/:message/threads',
  post: 'POST /channels/:channel/threads',
}

describe('fake Discord: bodies held against the published types', function () {
  this.timeout(60_000)
  let discord: FakeDiscord

  beforeEach(async () => {
    discord = await openFakeDiscord()
  })

  afterEach(() => discord.close())

  it('finds a field and a kind that the types do not know, and takes what they know', async () => {
    const channel = discord.addChannel(discord.addGuild({ name: 'Alpine Hotel' }).id, { name: 'reception' }).id
    const allowed_mentions = { parse: ['users'] }
    const button = { type: 2, style: 1, label: 'Go', custom_id: 'go' }
    await callApi(discord, `POST /channels/${channel}/messages`, {
      content: 'hi',
      allowed_mentions,
      flags: 4096 | 32768,
    })
    await callApi(discord, `POST /channels/${channel}/messages`, { content: 'hi', contents: 'ho' })
    await callApi(discord, `POST /channels/${channel}/messages`, {
      components: [{ type: 1, components: [{ ...button, style: '1' }] }],
    })
    await callApi(discord, `POST /channels/${channel}/messages`, { components: [{ type: 1, components: [button] }] })
    const complaints = await typeComplaints(discord.requests)

    expect(complaints.map((one) => /contents|not assignable/.exec(one)?.[0])).to.deep.equal([
      'contents',
      'not assignable',
    ])
  })

  it('agrees with every valid body of the golden set', async () => {
    const callbacks: Readonly<Record<string, number>> = { reply: 4, choices: 8, modal: 9 }
    const requests = goldenSet<{ route: string; body: unknown }>('discord', 'valid').map(({ route, body }) => {
      const type = callbacks[route]
      if (type === undefined) return { route: routes[route], body }
      return { route: 'POST /interactions/:interaction/:token/callback', body: { type, data: body } }
    })

    expect(await typeComplaints(requests as RecordedRequest[])).to.deep.equal([])
  })

  it('agrees with what real discord.js sends', async () => {
    const guild = discord.addGuild({ name: 'Alpine Hotel' })
    const channel = discord.addChannel(guild.id, { name: 'reception' }).id
    const ana = discord.addMember(guild.id, { name: 'ana' }).id
    const small = await openClient(discord)
    small.client.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply({ flags: 64 })
      await interaction.editReply('Done')
      await interaction.followUp('For all')
    })
    await register(discord)
    const asked = await discord.as(ana).types(channel, '/incident report', { summary: 'x' })
    await discord.until(() => asked.followUps.length > 0)
    await small.close()

    expect(asked.original).to.include({ content: 'Done', onlyFor: ana })
    expect(await typeComplaints(discord.requests)).to.deep.equal([])
    discord.check()
  })
})
