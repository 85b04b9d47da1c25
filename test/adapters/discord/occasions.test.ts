import { expect } from 'chai'
import type { Occasion } from '../../../src/chat/occasion.js'
import { manualClock } from '../../builders/clock.js'
import { deskPermissions, typeComplaints } from '../../fakes/discord/index.js'
import { openHouse } from '../slack/house.js'
import { type Desk, openDesk } from './desk.js'

describe('scheduled events in Discord', () => {
  const clock = manualClock()
  let desk: Desk
  beforeEach(async () => {
    clock.to('2031-03-03T09:00:00Z')
    const botPermissions = [...deskPermissions, 'CREATE_EVENTS'] as const
    desk = await openDesk({ clock, fake: { now: () => clock.now().getTime(), botPermissions, rateLimits: 'off' } })
    await desk.start(openHouse().house)
  })
  afterEach(async () => {
    await desk.close()
  })

  const occasion = (n: number, from = `2031-03-0${n + 3}T10:00Z`, of: Partial<Occasion> = {}): Occasion => ({
    key: `CHG-${n}`,
    name: `CHG-${n} New router`,
    description: 'high risk',
    place: 'Wi-Fi',
    from: new Date(from),
    to: new Date(Date.parse(from) + 7_200_000),
    ...of,
  })
  const keep = (...occasions: readonly Occasion[]) => desk.platform.keepOccasions?.(desk.guild.id, occasions)
  const events = () => [...(desk.discord.guild(desk.guild.id)?.events.values() ?? [])]
  const told = () => events().map(({ name, from }) => `${name} ${new Date(from).toISOString().slice(5, 16)}`)
  const putByOthers = (id: string, creatorId: string) =>
    desk.discord.guild(desk.guild.id)?.events.set(id, {
      id,
      creatorId,
      name: 'CHG-1 Dinner',
      description: null,
      location: 'Bar',
      from: Date.parse('2031-03-04T18:00Z'),
      to: Date.parse('2031-03-04T20:00Z'),
    })

  it('are made of what is ahead, with place, times and words', async () => {
    expect(await keep(occasion(1), occasion(2))).to.deep.equal({ made: 2, changed: 0, removed: 0, left: 0 })

    const [first] = events()
    expect(first).to.include({ name: 'CHG-1 New router', description: 'high risk', location: 'Wi-Fi' })
    expect(told()).to.deep.equal(['CHG-1 New router 03-04T10:00', 'CHG-2 New router 03-05T10:00'])
    expect(await typeComplaints(desk.discord.requests)).to.deep.equal([])
    desk.discord.check()
  })

  it('are left as they are when nothing is new, and changed when something is', async () => {
    await keep(occasion(1), occasion(2))
    const ids = events().map(({ id }) => id)
    expect(await keep(occasion(1), occasion(2))).to.deep.equal({ made: 0, changed: 0, removed: 0, left: 0 })

    const moved = occasion(2, '2031-03-06T10:00Z', { name: 'CHG-2 Newer router' })
    expect(await keep(occasion(1), moved)).to.deep.equal({ made: 0, changed: 1, removed: 0, left: 0 })
    expect(told()).to.deep.equal(['CHG-1 New router 03-04T10:00', 'CHG-2 Newer router 03-06T10:00'])
    expect(events().map(({ id }) => id)).to.deep.equal(ids)
    expect(await typeComplaints(desk.discord.requests)).to.deep.equal([])
  })

  it('go when what they are of is not ahead any more, and those of others stay', async () => {
    putByOthers('7', '99')
    await keep(occasion(1), occasion(2))

    expect(await keep(occasion(2))).to.deep.equal({ made: 0, changed: 0, removed: 1, left: 0 })
    expect(told()).to.deep.equal(['CHG-1 Dinner 03-04T18:00', 'CHG-2 New router 03-05T10:00'])
  })

  it('are made once, and a second one of the same thing goes', async () => {
    putByOthers('7', desk.discord.botId)
    putByOthers('8', desk.discord.botId)
    await keep(occasion(1))

    expect(told()).to.deep.equal(['CHG-1 New router 03-04T10:00'])
  })

  it('stay while they are under way, are not begun late, and move by another one', async () => {
    await keep(occasion(1))
    clock.to('2031-03-04T11:00:00Z')

    expect(await keep(occasion(1), occasion(2, '2031-03-04T10:30Z'))).to.include({ made: 0, changed: 0, removed: 0 })
    expect(await keep(occasion(1, '2031-03-04T10:00Z', { description: 'begun' }))).to.include({ changed: 1 })
    expect(await keep(occasion(1, '2031-03-07T10:00Z'))).to.include({ made: 1, removed: 1 })
    expect(told()).to.deep.equal(['CHG-1 New router 03-07T10:00'])
    desk.discord.check()
  })

  it('are no more than Discord has room for, the nearest ones', async () => {
    putByOthers('7', '99')
    const many = Array.from({ length: 102 }, (_, n) =>
      occasion(n, new Date(Date.parse('2031-04-01T10:00Z') + (200 - n) * 3_600_000).toISOString()),
    )

    expect(await keep(...many)).to.deep.equal({ made: 99, changed: 0, removed: 0, left: 3 })
    expect(told()).to.not.include('CHG-0 New router 04-09T18:00')
    expect(await keep(...many)).to.include({ made: 0, removed: 0 })
  })

  it('have words as long as Discord takes', async () => {
    const long = 'Æ🎿'.repeat(700)
    await keep(occasion(1, '2031-03-04T10:00Z', { name: `CHG-1 ${long}`, description: long, place: long }))

    expect(events().map(({ name, location }) => [name.length <= 100, location.length <= 100])).to.deep.equal([
      [true, true],
    ])
    expect(
      await keep(occasion(1, '2031-03-04T10:00Z', { name: `CHG-1 ${long}`, description: long, place: long })),
    ).to.include({ changed: 0 })
  })

  it('are refused where the desk lacks the right, which its examination says', async () => {
    const bare = await openDesk({ clock, fake: { now: () => clock.now().getTime() }, eventsIn: () => [bare.guild.id] })
    await bare.start(openHouse().house)

    const refused = await bare.platform
      .keepOccasions?.(bare.guild.id, [occasion(1)])
      .catch((error: unknown) => String(error))
    expect(refused).to.include('50013')
    const codes = (await bare.platform.examine?.([]))?.map(({ says }) => says.words)
    expect(codes).to.include('discord.doctor.events')
    await bare.close()
  })
})
