import { expect } from 'chai'
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js'
import { discordCommands, printOf, shortcutNamed } from '../../../adapters/discord/register.js'
import { commands } from '../../../commands/index.js'
import { voices } from '../../../src/assemble.js'
import { createRegistry } from '../../../src/chat/command.js'
import { openHouse, registry } from '../slack/house.js'
import { openDesk } from './desk.js'

const real = createRegistry(
  commands,
  (language) => voices.in(language),
  () => [],
)

describe('the commands of the Discord application', () => {
  const named = (name: string) => discordCommands(real).find((one) => one.name === name) as { options: Option[] }
  interface Option {
    readonly name: string
    readonly options?: readonly Option[]
  }
  const optionsOf = (head: string, verb: string) => named(head).options.find(({ name }) => name === verb)?.options ?? []

  it('has a command for each word with its verbs in it, described in both languages', () => {
    const help = named('desk').options.find(({ name }) => name === 'help')

    expect(discordCommands(real).filter(({ type }) => type === ApplicationCommandType.ChatInput)).to.have.lengthOf(
      real.heads.length,
    )
    expect(help).to.deep.include({
      description: 'Show what can be typed, said and pressed',
      description_localizations: { da: voices.in('da').say('commands.desk_help.does') },
    })
  })

  it('hides what only stands behind buttons', () => {
    expect(named('incident').options.map(({ name }) => name)).not.to.include('do')
  })

  it('demands nothing, since forms ask for what is missing', () => {
    expect(JSON.stringify(discordCommands(real))).not.to.include('"required":true')
  })

  it('knows each kind of argument', () => {
    const [to, team, page] = ['to', 'team', 'page'].map((name) =>
      [...optionsOf('incident', 'assign'), ...optionsOf('incident', 'list')].find((one) => one.name === name),
    )

    expect(to).to.include({ type: ApplicationCommandOptionType.User })
    expect(team).to.include({ type: ApplicationCommandOptionType.String, autocomplete: true })
    expect(page).to.equal(undefined)
    expect(optionsOf('incident', 'take')[0]).to.include({ name: 'record', autocomplete: true })
    const [, work] = [0, optionsOf('incident', 'report').find(({ name }) => name === 'work')]
    expect(work).to.have.nested.property('choices[0].name_localizations.da').that.is.a('string')
    expect(optionsOf('incident', 'report')[0]).to.include({ name: 'what', max_length: 150 })
  })

  it('has a menu on messages and one on people, named in both languages', () => {
    const menus = discordCommands(real).filter(({ type }) => type !== ApplicationCommandType.ChatInput)

    expect(menus.map(({ type, name, name_localizations }) => [type, name, name_localizations])).to.have.deep.members([
      [ApplicationCommandType.User, 'Their open records', { da: 'Personens åbne sager' }],
      [
        ApplicationCommandType.Message,
        voices.in('en').say('commands.incident_report.shortcut'),
        {
          da: voices.in('da').say('commands.incident_report.shortcut'),
        },
      ],
    ])
    expect(shortcutNamed('Their open records', real)).to.equal('theirs')
  })

  it('refuses a word with more verbs than Discord has room for', () => {
    const many = Array.from({ length: 26 }, (_, at) => ({ ...real.commands[0]!, name: `incident v${at}` }))
    expect(() => discordCommands(createRegistry(many, real.voice, real.list))).to.throw('not 26')
  })

  it('compares what counts, in whichever order and with whatever Discord tells besides', () => {
    const ours = discordCommands(real)
    const told = ours.toReversed().map((command: RESTPostAPIApplicationCommandsJSONBody) => ({
      id: '1',
      version: '2',
      nsfw: false,
      default_member_permissions: null,
      dm_permission: null,
      ...command,
      contexts: [...(command.contexts ?? [])].reverse(),
    }))

    expect(printOf(told)).to.equal(printOf(ours))
    expect(printOf(ours.slice(1))).not.to.equal(printOf(ours))
    expect(printOf(discordCommands(registry))).not.to.equal(printOf(ours))
  })

  for (const where of ['a server', 'everywhere'] as const) {
    it(`are registered for ${where} once, and again only when they have changed`, async () => {
      const desk = await openDesk(where === 'everywhere' ? { guilds: () => [] } : {})
      const scope = where === 'everywhere' ? 'global' : desk.guild.id
      const { house } = openHouse()
      const puts = () => desk.discord.requests.filter(({ method }) => method === 'PUT').length
      await desk.start({ ...house, registry: real })
      await desk.discord.until(() => desk.discord.commands(scope).length > 0)
      await desk.platform.stop()

      const before = puts()
      await desk.start({ ...house, registry: real })
      await desk.discord.quiet()
      expect(puts()).to.equal(before)
      await desk.platform.stop()

      await desk.start({ ...house, registry })
      await desk.discord.until(() => puts() === before + 1)
      expect(desk.discord.commands(scope).map(({ name }) => name)).to.include('Report this')
      await desk.close()
    })
  }

  it('leaves away an argument that nobody is asked for', () => {
    expect(optionsOf('incident', 'report').map(({ name }) => name)).not.to.include('same')
  })
})
