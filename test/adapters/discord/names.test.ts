import { expect } from 'chai'
import { renderCard } from '../../../adapters/discord/render-card.js'
import { commands } from '../../../commands/index.js'
import { voices } from '../../../src/assemble.js'
import { createRegistry } from '../../../src/chat/command.js'
import { helpCard } from '../../../src/chat/help.js'
import { pictures } from '../../builders/day.js'
import { openHouse } from '../slack/house.js'
import { type Desk, type DeskOptions, openDesk } from './desk.js'

const registry = createRegistry(commands, voices.in, () => [])
const help = helpCard(registry, voices.in('da'), 'incident')

describe('the names of commands on Discord', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  let reception: string
  let freja: ReturnType<Desk['discord']['as']>

  const open = async (options: DeskOptions = {}) => {
    desk = await openDesk(options)
    const { discord, guild } = desk
    house = openHouse()
    reception = discord.addChannel(guild.id, { name: 'reception' }).id
    freja = discord.as(discord.addMember(guild.id, { name: 'freja', locale: 'da' }).id)
    await desk.start({ ...house.house, registry, languageOf: () => 'da' })
    await discord.until(() => [...discord.commands(guild.id), ...discord.commands()].length > 0)
    await discord.quiet()
  }
  afterEach(() => desk.close())

  it('are Danish for a Danish member, and come back as what they are', async () => {
    await open()

    expect(freja.commandNames(reception)).to.include.members(['/hændelse meld', '/hændelse annullér', '/desk hjælp'])
    await freja.types(reception, '/hændelse løs', { sag: 'INC-4', kode: 'fixed', tekst: 'ny slange' })

    expect(house.of('command').map(({ words, given }) => [words, given])).to.deep.equal([
      ['incident resolve', { record: 'INC-4', code: 'fixed', text: 'ny slange' }],
    ])
  })

  for (const where of ['a server', 'everywhere'] as const) {
    it(`are mentioned by the ids they have in ${where}, in answers and in cards`, async () => {
      await open(where === 'everywhere' ? { guilds: () => [] } : {})
      const { discord, guild, platform } = desk
      const scope = where === 'everywhere' ? 'global' : guild.id
      const id = discord.commands(scope).find(({ name }) => name === 'incident')?.['id']
      house.answers(() => ({ kind: 'whisper', card: help }))

      const asked = await freja.types(reception, '/desk hjælp')
      const place = { platform: 'discord', workspace: guild.id, channel: reception }
      await platform.deliver({ key: 'k1', to: place, card: help, language: 'da' })

      const mention = `</incident resolve:${id}>`
      expect(asked.original && discord.textOf(asked.original)).to.include(mention)
      expect(
        discord
          .messages(reception)
          .map((one) => discord.textOf(one))
          .join(),
      ).to.include(mention)
    })
  }

  it('stand in the reader’s language as long as no id is known, and for no longer', async () => {
    await open()
    const reader = { voice: voices.in('da'), workspace: desk.guild.id, pictures }
    const shown = (ids: readonly (readonly [string, string])[]) =>
      JSON.stringify(renderCard(help, { ...reader, commands: new Map(ids) }).messages)

    expect(shown([])).to.include('`/hændelse løs`')
    expect(shown([['incident resolve', '7']]))
      .to.include('</incident resolve:7>')
      .and.include('`/desk hjælp`')
    expect(shown([['incident resolve', '8']]))
      .to.include('</incident resolve:8>')
      .and.not.include(':7>')
    expect(shown([['incident', '8']]), 'a verb that Discord does not show').to.include('`@frontdesk hændelse løs`')
  })
})
