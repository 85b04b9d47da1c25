import { expect } from 'chai'
import { type APIInteraction, Routes } from 'discord.js'
import type { Fields } from '../fields.js'
import { openClient, register, type SmallClient } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

const v2 = 1 << 15
const ephemeral = 1 << 6

const form = {
  title: 'Report an incident',
  custom_id: 'report',
  components: [
    { type: 10, content: 'Tell us **what** happened.' },
    { type: 18, label: 'Summary', component: { type: 4, custom_id: 'summary', style: 1, max_length: 50 } },
    {
      type: 18,
      label: 'Impact',
      component: {
        type: 3,
        custom_id: 'impact',
        options: [
          { label: 'High', value: 'high' },
          { label: 'Low', value: 'low', default: true },
        ],
      },
    },
    { type: 18, label: 'Who', component: { type: 5, custom_id: 'who', required: false } },
    { type: 18, label: 'Photo', component: { type: 19, custom_id: 'photo', required: false, max_values: 3 } },
  ],
}

describe('fake Discord: interactions over the gateway', () => {
  let discord: FakeDiscord
  let small: SmallClient
  let answer: (interaction: APIInteraction) => unknown
  let channel: string
  let ana: string

  beforeEach(async () => {
    discord = await openFakeDiscord()
    const guild = discord.addGuild({ name: 'Alpine Hotel', locale: 'da' })
    channel = discord.addChannel(guild.id, { name: 'reception' }).id
    ana = discord.addMember(guild.id, { name: 'ana', locale: 'da' }).id
    small = await openClient(discord, (raw) => answer(raw))
    await register(discord)
  })

  afterEach(async () => {
    await small.close()
    await discord.close()
  })

  const reply = (data: Fields, type = 4) => {
    answer = (raw) => small.respond(raw, { type, data })
  }

  it('a slash command arrives with its subcommand, options and whom they name, and is answered', async () => {
    reply({ content: 'Thanks!', flags: ephemeral })
    const asked = await discord.as(ana).types(channel, '/incident report', { summary: 'Mail is down', for: ana })

    expect(asked).to.include({ outcome: 'answered', type: 2 })
    expect(asked.original).to.include({ content: 'Thanks!', onlyFor: ana })
    expect(discord.messages(channel)).to.deep.equal([])
    const [heard] = small.heard as unknown as Fields[]
    expect(heard).to.include({ locale: 'da', guild_locale: 'da', channel_id: channel })
    expect(heard).to.have.nested.property('data.options[0].options[0].value', 'Mail is down')
    expect(heard).to.have.nested.property(`data.resolved.users.${ana}.username`, 'ana')
    expect(heard).to.have.nested.property('member.user.id', ana)
    discord.check()
  })

  it('completion is answered with choices', async () => {
    reply({ choices: [{ name: 'INC-1 Mail', value: '1' }] }, 8)
    const choices = await discord.as(ana).completes(channel, '/incident show', 'record', 'mai')

    expect(choices).to.deep.equal([{ name: 'INC-1 Mail', value: '1' }])
    expect(small.heard[0]).to.have.nested.property('data.options[0].options[0].focused', true)
    discord.check()
  })

  it('a form opens, is filled in by label, and what was picked is resolved', async () => {
    reply(form, 9)
    await discord.as(ana).types(channel, '/incident report', { summary: 'x' })
    expect(
      discord
        .as(ana)
        .form()
        ?.inputs.map(({ label, value }) => [label, value]),
    ).to.deep.equal([
      ['Summary', ''],
      ['Impact', ['low']],
      ['Who', []],
      ['Photo', []],
    ])
    reply({ content: 'Reported' })
    const photo = { name: 'shower.png', bytes: 'png', contentType: 'image/png' }
    const sent = await discord.as(ana).submits({ Summary: 'Shower', Impact: 'High', who: [ana], Photo: [photo] })

    expect(sent.original?.content).to.equal('Reported')
    const data = (small.heard[1] as unknown as { data: Fields }).data as { components: Fields[]; resolved: Fields }
    expect(data.components.map(({ component }) => (component as Fields | undefined)?.['value'])[1]).to.equal('Shower')
    expect(data.components[2]).to.have.nested.property('component.values[0]', 'high')
    const [file] = Object.values(data.resolved['attachments'] as Record<string, { url: string }>)
    expect(await (await fetch(file?.url ?? '')).text()).to.equal('png')
    expect(discord.as(ana).form()).to.equal(undefined)
    discord.check()
  })

  it('a button of a card is found by its label, and the card changes in place', async () => {
    const card = (label: string) => [
      { type: 17, accent_color: 0xff0000, components: [{ type: 10, content: `**INC-1** ${label}` }] },
      { type: 1, components: [{ type: 2, style: 1, label: 'Take it', custom_id: 'take' }] },
    ]
    await small.post(channel, { flags: v2, components: card('new') })
    answer = (raw) => small.respond(raw, { type: 7, data: { flags: v2, components: card('taken') } })
    const pressed = await discord.as(ana).presses(channel, 'Take it')

    expect(discord.messages(channel).map((one) => discord.textOf(one))).to.deep.equal(['**INC-1** taken'])
    expect(pressed.original?.id).to.equal(pressed.sourceId)
    expect(small.heard[0]).to.have.nested.property('message.components[1].components[0].label', 'Take it')
    discord.check()
  })

  it('a card is a card for good: what changes it needs no flag', async () => {
    await small.post(channel, {
      flags: v2,
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
    })
    answer = (raw) => small.respond(raw, { type: 7, data: { components: [{ type: 10, content: 'Gone' }] } })
    await discord.as(ana).presses(channel, 'Go')

    expect(discord.messages(channel).map((one) => discord.textOf(one))).to.deep.equal(['Gone'])
    discord.check()
  })

  it('a deferred answer keeps the visibility it was deferred with, and can be followed up', async () => {
    answer = async (raw) => {
      await small.respond(raw, { type: 5, data: { flags: ephemeral } })
      const original = Routes.webhookMessage(raw.application_id, raw.token, '@original')
      await small.client.rest.patch(original, { body: { content: 'Done' }, auth: false })
      const hook = Routes.webhook(raw.application_id, raw.token)
      await small.client.rest.post(hook, { body: { content: 'For all' }, auth: false })
    }
    const asked = await discord.as(ana).usesOnPerson(channel, 'Their open records', ana)
    await discord.until(() => asked.followUps.length > 0)

    expect(asked.original).to.include({ content: 'Done', onlyFor: ana })
    expect(discord.messages(channel).map(({ content }) => content)).to.deep.equal(['For all'])
    discord.check()
  })

  it('a message is reported from its menu, with its text', async () => {
    reply({ content: 'ok' })
    const said = await discord.as(ana).writes(channel, 'The lift is stuck')
    await discord.as(ana).usesOnMessage('Report as incident', said)

    expect(small.heard[0]).to.have.nested.property(`data.resolved.messages.${said.id}.content`, 'The lift is stuck')
    expect(small.heard[0]).to.have.nested.property('data.target_id', said.id)
    discord.check()
  })
})
