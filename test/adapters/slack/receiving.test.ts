import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { Outage } from '../../../src/kernel/errors.js'
import { type Desk, openDesk } from './desk.js'
import { openHouse } from './house.js'

describe('what the desk hears from Slack', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  const reception = 'C0RECEPTION'

  beforeEach(async () => {
    desk = await openDesk({ transport: 'http' })
    house = openHouse()
    desk.slack.addUser({ id: 'U0ANA', name: 'ana', realName: 'Ana Sand', locale: 'da-DK', tz: 'Europe/Copenhagen' })
    desk.slack.addUser({ id: 'U0BO', name: 'bo' })
    desk.slack.addChannel({ id: reception, name: 'reception' })
    await desk.start(house.house)
  })
  afterEach(() => desk.close())

  const place = () => ({ platform: 'slack', workspace: desk.slack.teamId, channel: reception })
  const named = (text: string) => `<@${desk.slack.botUserId}> ${text}`
  const parent = async () => (await desk.slack.say('U0ANA', reception, named('the lift is stuck'))).ts

  it('knows at first contact what language and zone a person has, and asks only once', async () => {
    await desk.slack.command('U0ANA', reception, '/desk', 'help')
    await desk.slack.command('U0ANA', reception, '/desk', 'help')

    const profile = { name: 'ana', language: 'da-DK', zone: 'Europe/Copenhagen', guest: false }
    expect(house.handled.map((one) => one.profile)).to.deep.equal([profile, profile])
    expect(desk.slack.calls('users.info')).to.have.lengthOf(1)
  })

  it('goes on without the profile when Slack is slow to tell', async () => {
    desk.slack.faults.next('users.info', { delayMs: 1_200 })

    const answer = await desk.slack.command('U0ANA', reception, '/desk', 'help')

    expect(answer.ms).to.be.below(1_100)
    expect(house.handled[0]?.profile).to.deep.equal({})
    await desk.slack.until(() => desk.slack.calls('users.info').every(({ status }) => status === 200))
  })

  it('reads people in a command as tokens that mean one account, and the rest as it was typed', async () => {
    await desk.slack.command('U0ANA', reception, '/incident', 'assign INC-1 @bo  a & b < c <!channel> https://x.y/z')

    const [inbound] = house.of('command')
    expect(inbound?.words).to.equal(
      `incident assign INC-1 @slack:${desk.slack.teamId}/U0BO  a & b < c @channel https://x.y/z`,
    )
  })

  it('hears a mention once, although Slack tells it twice', async () => {
    await desk.slack.say('U0ANA', reception, named('the lift is stuck, says @bo'))

    const said = house.of('said')
    expect(said).to.have.lengthOf(2)
    expect(new Set(said.map(({ ids }) => ids[1]))).to.have.lengthOf(1)
    expect(house.effects).to.equal(1)
    expect(said[0]?.ids[1]).to.match(new RegExp(`^slack:${desk.slack.teamId}:${reception}:message:\\d+\\.\\d+$`))
    expect(said[0]).to.deep.include({ toDesk: true, words: `the lift is stuck, says @slack:${desk.slack.teamId}/U0BO` })
    expect(said[0]?.message.text).to.match(/^the lift is stuck, says @/)
  })

  it('hears nothing of what people say to each other at the top of a channel', async () => {
    await desk.slack.say('U0ANA', reception, 'lunch?')

    expect(house.handled).to.deep.equal([])
  })

  it('hears replies in threads, with their link', async () => {
    const ts = await parent()
    const reply = await desk.slack.say('U0BO', reception, 'third floor', { threadTs: ts })

    const [, , heard] = house.of('said')
    expect(heard).to.deep.include({ toDesk: false, place: { ...place(), thread: ts } })
    expect(heard?.message.address).to.deep.equal({ ...place(), thread: ts, message: reply.ts })
    expect(heard?.message.link).to.equal(
      `https://${new URL(heard?.message.link ?? '').host}/archives/${reception}/p${reply.ts.replace('.', '')}?thread_ts=${ts}&cid=${reception}`,
    )
  })

  it('hears a reply that goes to the channel as well, and files', async () => {
    const ts = await parent()

    await desk.slack.say('U0BO', reception, 'look', { threadTs: ts, broadcast: true })
    await desk.slack.say('U0BO', reception, 'photo', { threadTs: ts, files: [{ name: 'lift.png', bytes: 'x' }] })

    const heard = house.of('said').slice(2)
    expect(heard.map(({ message }) => message.text)).to.deep.equal(['look', 'photo'])
    expect(heard[1]?.message.files[0]).to.include({ name: 'lift.png' })
  })

  it('hears a direct message as said to the desk', async () => {
    await desk.slack.say('U0ANA', desk.slack.directMessages('U0ANA'), 'the lift is stuck')

    expect(house.of('said')).to.have.lengthOf(1)
    expect(house.of('said')[0]).to.include({ toDesk: true })
  })

  it('hears neither itself, nor other bots, nor what it has no word for', async () => {
    const ts = await parent()
    const before = house.handled.length
    await desk.platform.deliver({
      key: 'k',
      to: { ...place(), thread: ts },
      card: { title: ['x'], tone: 'plain', blocks: [] },
      language: 'en',
    })
    await desk.slack.otherBotSays(reception, named('hello'), ts)
    await desk.slack.sayWithSubtype(reception, 'channel_topic', { user: 'U0ANA', topic: 'x', thread_ts: ts })
    await desk.slack.sayWithSubtype(reception, 'huddle_thread', { user: 'U0ANA', thread_ts: ts })
    await desk.slack.unfurl(reception, ts)
    await desk.slack.openHome('U0ANA', 'messages')
    await desk.slack.quiet()

    expect(house.handled).to.have.lengthOf(before)
  })

  it('hears its own card being edited by itself as nothing', async () => {
    const address = await desk.platform.deliver({
      key: 'k',
      to: place(),
      card: { title: ['x'], tone: 'plain', blocks: [] },
      language: 'en',
    })
    await desk.platform.deliver({
      key: 'k',
      to: place(),
      edit: address,
      card: { title: ['y'], tone: 'plain', blocks: [] },
      language: 'en',
    })
    await desk.slack.quiet()

    expect(house.handled).to.deep.equal([])
  })

  it('hears edits and deletions of what it heard, once each', async () => {
    const ts = await parent()
    const reply = await desk.slack.say('U0BO', reception, 'thrid floor', { threadTs: ts })
    await desk.slack.edit('U0BO', reception, reply.ts, 'third floor')
    await desk.slack.redeliver('last', { sameEventId: false })
    await desk.slack.remove('U0BO', reception, reply.ts)

    const [edit, again] = house.of('edited')
    expect(edit?.message.text).to.equal('third floor')
    expect(again?.ids[1]).to.equal(edit?.ids[1])
    expect(house.of('deleted')[0]?.message).to.deep.equal({ ...place(), thread: ts, message: reply.ts })
  })

  it('hears the deletion of a thread’s first message, which leaves a tombstone', async () => {
    const ts = await parent()
    await desk.slack.say('U0BO', reception, 'third floor', { threadTs: ts })

    await desk.slack.remove('U0ANA', reception, ts)

    expect(house.of('edited')).to.deep.equal([])
    expect(house.of('deleted')[0]).to.deep.include({ message: { ...place(), message: ts } })
  })

  it('fetches the message that got the ticket reaction, in a thread too', async () => {
    const ts = await parent()
    const reply = await desk.slack.say('U0ANA', reception, 'and the light &amp; fan', { threadTs: ts, raw: true })

    await desk.slack.react('U0BO', reception, reply.ts, 'ticket')
    await desk.slack.react('U0BO', reception, reply.ts, 'eyes')
    await desk.slack.unreact('U0BO', reception, reply.ts, 'ticket')

    const [reacted] = house.of('reacted')
    expect(house.of('reacted')).to.have.lengthOf(1)
    expect(reacted?.message).to.deep.include({
      text: 'and the light & fan',
      address: { ...place(), thread: ts, message: reply.ts },
    })
    expect(reacted?.message.author?.user).to.equal('U0ANA')
    expect(house.of('unreacted')[0]).to.deep.include({ emoji: 'ticket' })
  })

  it('has a reaction brought again when its message could not be fetched', async () => {
    const { ts } = await desk.slack.say('U0ANA', reception, 'the tap drips')
    desk.slack.faults.next('conversations.history', { status: 503 })

    await desk.slack.react('U0BO', reception, ts, 'ticket')

    expect(house.of('reacted')).to.have.lengthOf(1)
    expect(house.of('reacted')[0]?.message.text).to.equal('the tap drips')
  })

  it('marks people of another organisation, whatever they do', async () => {
    desk.slack.addChannel({ id: 'C0SHARED', name: 'shared', extShared: true })
    desk.slack.addUser({ id: 'U0EXT', name: 'eve', teamId: 'T0OTHER' })
    const card = {
      title: ['x'],
      tone: 'plain' as const,
      blocks: [
        {
          kind: 'actions' as const,
          actions: [{ kind: 'press' as const, label: 'Take', press: { command: 'incident take', args: {} } }],
        },
      ],
    }
    const address = await desk.platform.deliver({
      key: 'k',
      to: { ...place(), channel: 'C0SHARED' },
      card,
      language: 'en',
    })

    await desk.slack.say('U0EXT', 'C0SHARED', named('hello'))
    await desk.slack.press('U0EXT', 'C0SHARED', address.message, 'press:incident take:1')
    await desk.slack.react('U0EXT', 'C0SHARED', address.message, 'ticket')
    await desk.slack.say('U0ANA', 'C0SHARED', named('hello'))

    const theirs = house.handled.filter(({ account }) => account.user === 'U0EXT')
    expect(theirs.map(({ kind }) => kind)).to.include.members(['said', 'press', 'reacted'])
    for (const { account, profile } of theirs)
      expect([account.workspace, profile.external]).to.deep.equal(['T0OTHER', true])
    expect(house.handled.find(({ account }) => account.user === 'U0ANA')?.profile).to.not.have.property('external')
  })

  it('takes nobody in a shared channel for one of ours before Slack has said so', async () => {
    desk.slack.addChannel({ id: 'C0SHARED', name: 'shared', extShared: true })
    const { ts } = await desk.slack.say('U0ANA', 'C0SHARED', 'the tap drips')
    desk.slack.addUser({ id: 'U0EXT', name: 'eve', teamId: 'T0OTHER' })
    desk.slack.faults.next('users.info', { status: 503 })

    await desk.slack.react('U0EXT', 'C0SHARED', ts, 'ticket')

    expect(house.of('reacted').map(({ profile }) => profile.external)).to.deep.equal([true])
    expect(desk.slack.calls('users.info')).to.have.lengthOf.above(1)
  })

  it('hears who left and who changed their language, and not each change of a status', async () => {
    await desk.slack.changeUser('U0ANA', { realName: 'Ana Sand' })
    await desk.slack.changeUser('U0ANA', { isAdmin: true })
    await desk.slack.changeUser('U0ANA', { locale: 'en-US' })
    await desk.slack.changeUser('U0ANA', { deleted: true })

    expect(house.of('account').map(({ profile }) => [profile.language, profile.deactivated])).to.deep.equal([
      ['da-DK', undefined],
      ['en-US', undefined],
      ['en-US', true],
    ])
  })

  it('hears of channels that are archived, opened again and renamed', async () => {
    await desk.slack.archive(reception)
    await desk.slack.unarchive(reception)
    await desk.slack.rename(reception, 'front')

    expect(house.of('place').map(({ change }) => change)).to.deep.equal(['archived', 'opened', 'renamed'])
    expect(house.of('place')[0]?.place).to.deep.equal(place())
  })

  it('hears who has become a guest, and who is none any more', async () => {
    await desk.slack.changeUser('U0ANA', { isRestricted: true })
    await desk.slack.changeUser('U0ANA', { isRestricted: false })

    expect(house.of('account').map(({ profile }) => profile.guest)).to.deep.equal([true, false])
  })

  it('hears that an account of ours is active no more when its holder moved to another workspace', async () => {
    await desk.slack.changeUser('U0ANA', { teamId: 'T0OTHER' })

    const [moved] = house.of('account')
    expect(moved?.account).to.deep.equal({ platform: 'slack', workspace: desk.slack.teamId, user: 'U0ANA' })
    expect(moved?.profile).to.include({ deactivated: true })
  })

  it('hears who joined a user group and who left it', async () => {
    desk.slack.addGroup('S0AGENTS', 'agents', ['U0BO'])
    await desk.slack.changeGroup('S0AGENTS', { add: ['U0ANA'], remove: ['U0BO'] })

    const workspace = desk.slack.teamId
    const one = (user: string) => ({ platform: 'slack', workspace, user })
    expect(house.of('group')[0]).to.deep.include({
      group: { platform: 'slack', workspace, group: 'S0AGENTS' },
      joined: [one('U0ANA')],
      left: [one('U0BO')],
    })
  })

  describe('asked who is in a user group', () => {
    const among = () => ['U0ANA', 'U0BO'].map((user) => ({ platform: 'slack', workspace: desk.slack.teamId, user }))
    const asked = (group: string) =>
      desk.platform.membersOf?.({ platform: 'slack', workspace: desk.slack.teamId, group }, among())

    it('tells it with one question', async () => {
      desk.slack.addGroup('S0AGENTS', 'agents', ['U0ANA', 'U0OTHER'])

      expect((await asked('S0AGENTS'))?.map(({ user }) => user)).to.deep.equal(['U0ANA'])
      expect(desk.slack.calls('usergroups.users.list')).to.have.lengthOf(1)
    })

    it('finds nobody in one that does not exist any more', async () => {
      expect(await asked('S0GONE')).to.deep.equal([])
    })

    it('concludes nothing while Slack does not tell', async () => {
      desk.slack.addGroup('S0AGENTS', 'agents', ['U0ANA'])
      desk.slack.faults.next('usergroups.users.list', { error: 'missing_scope' })
      desk.slack.faults.next('usergroups.users.list', { error: 'plan_upgrade_required' })

      const error = await asked('S0AGENTS')?.catch((caught: unknown) => caught)
      const again = await asked('S0AGENTS')?.catch((caught: unknown) => caught)
      expect(error).to.be.instanceOf(Outage).with.property('message').that.includes('missing_scope')
      expect(again).to.be.instanceOf(Outage).with.property('message').that.includes('plan_upgrade_required')
    })
  })

  it('hears a shortcut from anywhere, and speaks to the person themselves then', async () => {
    await desk.slack.globalShortcut('U0ANA', 'report:anywhere')

    expect(house.of('shortcut')[0]).to.deep.include({ name: 'report', place: { ...place(), channel: 'U0ANA' } })
  })

  it('quotes the alert of another bot when a shortcut is used on it', async () => {
    const { ts } = await desk.slack.otherBotSays(reception, 'disk is &gt; 90 % full')

    await desk.slack.messageShortcut('U0ANA', reception, ts, 'report:message')

    const [shortcut] = house.of('shortcut')
    expect(shortcut?.message).to.deep.include({ text: 'disk is > 90 % full' })
    expect(shortcut?.message).to.not.have.property('author')
  })

  it('gives two presses of a button two ids, and tells of the card that was seen', async () => {
    const card = {
      title: ['x'],
      tone: 'plain' as const,
      blocks: [
        {
          kind: 'actions' as const,
          actions: [
            {
              kind: 'press' as const,
              label: 'Take',
              press: { command: 'incident take', args: { record: 'INC-1' }, seen: 4 },
            },
          ],
        },
      ],
    }
    const address = await desk.platform.deliver({ key: 'k', to: place(), card, language: 'en' })

    await desk.slack.press('U0ANA', reception, address.message, 'press:incident take:1')
    await desk.slack.press('U0ANA', reception, address.message, 'press:incident take:1')

    const [first, second] = house.of('press')
    expect(first).to.deep.include({ command: 'incident take', args: { record: 'INC-1' }, seen: 4, card: address })
    expect(first?.ids).to.have.lengthOf(2)
    expect(second?.ids.some((id) => first?.ids.includes(id))).to.equal(false)
  })
})
