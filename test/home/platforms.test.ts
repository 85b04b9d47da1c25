import { expect } from 'chai'
import { readMarkdown } from '../adapters/discord/reading.js'
import { readBlocks } from '../adapters/slack/reading.js'
import { typeComplaints } from '../fakes/discord/index.js'
import { openBoth } from '../journeys/both.js'
import type { Database } from '../journeys/hotel.js'
import { until } from '../journeys/journey.js'
import { channels as inSlack } from '../journeys/slack-journey.js'

type Fields = Record<string, unknown>

/** The real program, with real Bolt and real discord.js, against the other side of both platforms. */
async function openHomes(database: Database) {
  const both = await openBoth(database, {
    change(desk, { slack, discord }) {
      for (const person of ['ana', 'ursina'] as const)
        desk.people[person] = { ...desk.people[person], accounts: [slack.account(person), discord.account(person)] }
      for (const to of [slack.place('reception'), discord.place('reception')])
        desk.routes.push({ records: 'all', to, facts: 'all' })
    },
  })
  const { slack, discord } = both
  const home = (user: string) => {
    const view = slack.home(user)
    return view ? readBlocks(slack, view.blocks) : ''
  }
  return {
    ...both,
    home,
    /** The home page once it says all of this. */
    homeSays: (user: string, ...says: readonly string[]) =>
      until(
        `a Home tab of ${user} that says ${says.join(', ')}`,
        async () => home(user),
        (text) => says.every((one) => text.includes(one)),
      ),
    /** Presses what is labelled so in a Home tab, or picks from its menu. */
    async pressAtHome(user: string, label: string) {
      const view = slack.home(user)
      const found = elementsOf(view?.blocks ?? []).find(({ element }) => labelsOf(element).includes(label))
      if (!view || !found) throw new Error(`there is no ${label} in ${home(user)}`)
      const option = ((found.element['options'] ?? []) as Fields[]).find((one) => textIn(one) === label)
      const choice = option ? { value: String(option['value']) } : {}
      await slack.pressInView(user, view.id, String(found.element['action_id']), { block_id: found.block, ...choice })
    },
    ownIn: (channel: string) => discord.messages(channel).filter(({ authorId }) => authorId === discord.botId),
  }
}

const textIn = (part: Fields): string => String((part['text'] as Fields | undefined)?.['text'] ?? '')
const labelsOf = (element: Fields): readonly string[] => [
  textIn(element),
  ...((element['options'] as Fields[] | undefined) ?? []).map(textIn),
]
const elementsOf = (blocks: readonly Fields[]) =>
  blocks.flatMap((block) =>
    [block['accessory'], ...((block['elements'] as Fields[] | undefined) ?? [])].flatMap((element) =>
      element ? [{ element: element as Fields, block: String(block['block_id']) }] : [],
    ),
  )

describe('home pages and panels on Slack and Discord', function () {
  this.timeout(120_000)
  let there: Awaited<ReturnType<typeof openHomes>>
  before(async () => {
    there = await openHomes('sqlite')
  })
  after(() => there.close())
  afterEach(async () => {
    there.slack.assertClean()
    there.discord.check()
    expect(await typeComplaints(there.discord.requests)).to.deep.equal([])
  })

  it('fills a guest’s Home tab in Danish, and keeps it up to date with what they press there', async () => {
    const { slack } = there
    await slack.openHome('U0FREJA')
    await there.homeSays('U0FREJA', 'Hej Freja Holm', 'Meld et problem', 'Dit ophold', 'Du har ingen åbne sager')
    expect(there.home('U0FREJA')).not.to.match(/personale|Hello/)

    await there.pressAtHome('U0FREJA', 'Meld et problem')
    const form = await until(
      'a form',
      async () => slack.views('U0FREJA').at(-1),
      (one) => one !== undefined,
    )
    await slack.submit('U0FREJA', form?.id ?? '', {
      'field:what': 'Lampen blinker',
      'field:work': 'hampered',
      'field:affects': 'me',
    })

    await there.homeSays('U0FREJA', 'Dine åbne sager (1)', 'INC-1', 'Lampen blinker')
    expect(slack.calls('views.publish').length).to.be.within(2, 4)
  })

  it('answers what is picked in the Home tab over it, up to the order', async () => {
    const { slack } = there
    const onScreen = async () => readBlocks(slack, slack.views('U0FREJA').at(-1)?.blocks ?? [])
    const pressOver = async (label: string) => {
      const view = slack.views('U0FREJA').at(-1)
      const found = elementsOf(view?.blocks ?? []).find(({ element }) => labelsOf(element).includes(label))
      if (!view || !found) throw new Error(`there is no ${label}`)
      await slack.pressInView('U0FREJA', view.id, String(found.element['action_id']), { block_id: found.block })
    }
    await there.pressAtHome('U0FREJA', 'Dit ophold')
    await until('the category', onScreen, (text) => text.includes('Vækning'))
    await pressOver('Se')
    await until('the item', onScreen, (text) => text.includes('Bestil …'))
    await pressOver('Bestil …')
    const form = await until(
      'the form of the order',
      async () => slack.views('U0FREJA').at(-1),
      (view) => view?.submit !== undefined,
    )
    expect(slack.views('U0FREJA')).to.have.lengthOf(2)
    expect(readBlocks(slack, form?.blocks ?? [])).not.to.equal('')
    await slack.closeView('U0FREJA', form?.id ?? '', { all: true })
  })

  it('asks for a confirmation in the Home tab, and takes it there', async () => {
    const { slack } = there
    await slack.command('U0ANA', inSlack.reception, '/incident', 'take INC-1')
    await slack.command('U0ANA', inSlack.reception, '/incident', 'resolve INC-1 fixed a new bulb')
    await there.homeSays('U0FREJA', 'Venter på dig (1)', 'Virker det?')

    await there.pressAtHome('U0FREJA', 'Det virker')

    await until(
      'nothing that waits',
      async () => there.home('U0FREJA'),
      (text) => !text.includes('Virker det?'),
    )
  })

  it('does nothing when somebody looks at the conversation instead', async () => {
    const before = there.slack.calls('views.publish').length
    await there.slack.openHome('U0ANA', 'messages')
    await there.slack.quiet()
    expect(there.slack.calls('views.publish').length).to.equal(before)
  })

  it('puts a panel up in a Slack channel, pinned', async () => {
    const { slack } = there
    await slack.command('U0URSINA', inSlack.it, '/desk', 'panel')

    const [panel] = await until(
      'a panel',
      async () => slack.messages(inSlack.it).filter(({ user }) => user === slack.botUserId),
      (found) => found.length > 0 && slack.channel(inSlack.it)?.pins.length === 1,
    )
    expect(readBlocks(slack, panel?.blocks ?? []))
      .to.include('Alpine Hotel')
      .and.include('My things')
    expect(slack.channel(inSlack.it)?.pins[0]?.ts).to.equal(panel?.ts)
  })

  it('puts a panel up in a Discord channel: everybody’s, with answers for the presser alone, through a restart', async () => {
    const { discord, channels, users } = there
    const ursina = discord.as(users.ursina)
    await ursina.types(channels.it, '/desk panel')
    const [panel] = await until(
      'a pinned panel',
      async () => there.ownIn(channels.it).filter(({ pinned }) => pinned),
      (found) => found.length === 1,
    )
    if (!panel) throw new Error('there is no panel')
    expect(readMarkdown(discord.textOf(panel)).text).to.include('Alpine Hotel: what can we do for you?')

    await there.restart()
    const ana = discord.as(users.ana)
    await ana.presses(panel, 'My things')
    await until(
      'a whisper',
      async () => ana.whispers().map((message) => readMarkdown(discord.textOf(message)).text),
      (told) => told.some((text) => text.includes('Hello Ana Keller')),
    )
    await ana.picks(panel, 'Your stay')
    await until(
      'the category',
      async () => ana.whispers().map((message) => readMarkdown(discord.textOf(message)).text),
      (told) => told.some((text) => text.includes('Wake-up call')),
    )
    await ana.presses(panel, 'Report a problem')
    expect(ana.form()?.title).to.include('Report a problem')
  })

  it('puts a panel up again where somebody has deleted it', async () => {
    const { discord, channels, users } = there
    const [panel] = there.ownIn(channels.it).filter(({ pinned }) => pinned)
    if (!panel) throw new Error('there is no panel')
    const owner = discord.as(discord.guild(there.guild)?.ownerId ?? '')
    await owner.deletes(panel)

    await discord.as(users.ursina).types(channels.it, '/desk panel')

    await until(
      'another panel',
      async () => there.ownIn(channels.it).filter(({ pinned }) => pinned),
      (found) => found.length === 1 && found[0]?.id !== panel.id,
    )
  })

  it('puts a panel up unpinned where the desk may not pin', async () => {
    const { discord, channels, users } = there
    discord.setOverwrites(channels.housekeeping, [{ of: discord.botId, deny: ['PIN_MESSAGES'] }])
    await discord.as(users.ursina).types(channels.housekeeping, '/desk panel')
    await until(
      'a panel',
      async () => there.ownIn(channels.housekeeping),
      (found) => found.length > 0,
    )
  })
})
