import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

const teams = (reception: string, maintenance = 'marco'): string => `
  reception: {name: Reception, members: [${reception}], lead: seraina}
  maintenance: {name: {en: Maintenance, da: Drift}, members: [${maintenance}], lead: reto}`

for (const dialect of dialects)
  describe(`The rights of people who come, move and leave, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: house(), at: '2027-03-01T08:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })

    const state = async (number: string): Promise<string> => (await desk.record(number)).state
    const granted = async (person = 'ana', by = 'seraina'): Promise<void> => {
      await desk.as(by).types(`/access request right:booking-user whom:@${person} need:"the season"`)
      await desk.as(by === 'reto' ? 'ursina' : 'reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
    }
    const without = (person: string): string =>
      house({ teams: teams('mads') }).replace(new RegExp(`\\n {2}${person}: [^\\n]*`), '')
    const told = async (person: string): Promise<string> => {
      await desk.relayed()
      return desk
        .directTo(person)
        .map(({ card }) => cardText(card))
        .join('\n')
    }

    it('go when their person has left the desk file', async () => {
      await granted()
      await desk.as('seraina').types('/access request right:booking-user whom:@mads need:"nights"')
      await desk.apply(without('ana'))
      await desk.run('access-people')

      expect(await state('ACC-1')).to.equal('being removed')
      expect(await state('ACC-2')).to.equal('awaiting approval')
      expect((await desk.record('ACC-1')).details.why).to.equal('left')
      desk.clock.forward(600_000)
      await desk.run('access-people')
      expect(await state('TSK-2')).to.equal('open')
      expect(await desk.rows('record')).to.equal(4)
      await desk.as('marco').types('/task done TSK-2')
      expect((await desk.as('reto').types('/access list show:ended')).text).to.contain('its person has left')
    })

    it('go when all accounts of their person are deactivated', async () => {
      await granted('mads')
      await desk.store.work({ kind: 'desk', job: 'test' }, (work) =>
        desk.parts.directory.accountChanged(work, desk.as('mads').account, { deactivated: true }),
      )
      await desk.run('access-people')
      expect(await state('ACC-1')).to.equal('being removed')
    })

    it('that were but asked for are not wanted any more', async () => {
      await desk.as('seraina').types('/access request right:booking-user whom:@ana need:"the season"')
      await desk.apply(without('ana'))
      await desk.run('access-people')
      expect(await state('ACC-1')).to.equal('cancelled')
      expect(await told('seraina')).to.contain('Its person has left.')
    })

    it('are put before the owner when their person changes team, who keeps them or has them removed', async () => {
      await granted()
      await desk.apply(house({ teams: teams('mads', 'marco, ana') }))
      await desk.run('access-people')
      desk.clock.forward(600_000)
      await desk.run('access-people')
      await desk.relayed()
      const asked = desk.directTo('reto').filter(({ card }) => cardText(card).includes('has changed team'))
      expect(asked).to.have.lengthOf(1)
      expect(cardText(asked[0]!.card)).to.contain('Ana Keller · Book rooms · Booking system')

      await desk.as('reto').presses(asked[0]!, 'Keep – Ana Keller')
      expect(await state('ACC-1')).to.equal('granted')
      await desk.relayed()
      expect(cardText(desk.directTo('reto').find(({ key }) => key === asked[0]!.key)!.card)).to.contain('Thank you')
      desk.clock.forward(600_000)
      await desk.run('access-campaigns')
      await desk.run('access-people')
      expect(await desk.rows('campaign')).to.equal(1)

      await desk.apply(house({ teams: teams('mads, ana') }))
      desk.clock.forward(600_000)
      await desk.run('access-people')
      const review = await desk.as('reto').types('/access review')
      const after = await desk.as('reto').presses(review, 'Remove – Ana Keller')
      expect(after.text).to.contain('“Book rooms” is taken from Ana Keller.').and.contain('Nothing waits')
      expect(await state('ACC-1')).to.equal('being removed')
    })

    it('are seen by whoever leads them now, and not by whoever did', async () => {
      await granted('marco', 'reto')
      expect((await desk.as('seraina').types('/access list person:@marco')).text).to.contain('Book rooms')
      const file = house({
        roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: process owner, to: ursina}`,
        teams: `
  reception: {name: Reception, members: [ana, marco], lead: mads}
  maintenance: {name: Maintenance, members: [ursina], lead: reto}`,
        services: `
  heating: {name: Heating, team: maintenance, owner: ana}
  booking: {name: Booking system, team: maintenance, owner: ana}`,
      })
      expect((await desk.as('mads').types('/access show ACC-1')).text).to.contain('ingen sag')
      await desk.apply(file)
      await desk.run('access-people')
      expect((await desk.as('mads').types('/access show ACC-1')).text).to.contain('Marco Bernasconi')
      expect((await desk.as('ana').types('/access show ACC-1')).text).to.contain('Answers for it: Ana Keller')
      desk.clock.forward(600_000)
      await desk.run('access-people')
      expect((await desk.history('ACC-1')).filter(({ kind }) => kind === 'look')).to.have.lengthOf(1)
    })

    it('that everybody of a team has are asked for by themselves, once, and not again when taken away', async () => {
      const file = house(
        {},
        '\n    door: {name: {en: Front door, da: Hoveddør}, service: heating, approvals: [], birthright: reception}',
      )
      await desk.apply(file)
      await desk.run('access-people')
      desk.clock.forward(600_000)
      await desk.run('access-people')

      const people = ['ana', 'mads', 'seraina']
      const rights = await desk.store.read.rows<{ person: string }>(
        'SELECT "person" FROM "right_held" ORDER BY "person"',
      )
      expect(rights.map(({ person }) => person)).to.deep.equal(people)
      expect(await state('ACC-1')).to.equal('being granted')
      await desk.as('marco').types('/task done TSK-1')
      const mine = await desk.as('ana').types('/access mine')
      expect(mine.text).to.contain('Front door').and.contain('on the word of the desk file')

      await desk.as('reto').types('/access remove ACC-1 she has a key')
      await desk.as('marco').types('/task done TSK-4')
      desk.clock.forward(600_000)
      await desk.run('access-people')
      expect(await desk.rows('right_held')).to.equal(3)
    })

    it('belong, once an account of a group’s member is linked, to the person behind it', async () => {
      const porters = teams('mads, "group:chat:inn/porters"')
      await desk.apply(house({ teams: porters }))
      const helper = desk.as('u77').whoHas({ name: 'Helper', groups: ['porters'] })
      await helper.types('/access mine')
      const asked = await desk
        .as('seraina')
        .types('/access request right:booking-user whom:@chat:inn/u77 need:"the season"')
      expect(asked.text).to.contain('“Book rooms” for Helper')
      expect(await state('ACC-1')).to.equal('awaiting approval')
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
      expect((await helper.types('/access mine')).text).to.contain('Helper · Book rooms')

      const code = /[0-9a-z]{4}-[0-9a-z]{4}/.exec((await desk.as('ana').types('/desk link')).text)?.[0]
      await helper.presses(await helper.types(`/desk link ${code}`), 'Yes, that is me')
      await desk.relayed()
      await desk.as('ana').presses(desk.directTo('ana').at(-1)!, 'Yes, that is me')
      await desk.run('access-people')

      expect(await state('ACC-1')).to.equal('granted')
      expect((await desk.as('ana').types('/access mine')).text).to.contain('Ana Keller · Book rooms')
      expect((await desk.as('ana').types('/access show ACC-1')).text).to.contain('For: Ana Keller')
    })

    it('are orphans where nobody stands behind them, and whoever answers for them reads why', async () => {
      await granted()
      expect((await desk.as('reto').types('/access orphans')).text).to.contain('Nothing that you may see')
      await desk.apply(
        house({
          services: `
  heating: {name: Heating, team: maintenance, owner: reto}
  booking: {name: Booking system, team: maintenance}`,
          access: '{rights: {boiler-room: {name: Boiler room, service: heating}}}',
        }),
      )
      const orphans = await desk.as('ursina').types('/access orphans')
      expect(orphans.text).to.contain('the right is not in the desk file any more, nobody answers for the service')
      expect(buttonsOf((await desk.as('seraina').types('/access orphans')).card)).to.deep.equal(['Show'])
      expect((await desk.as('mads').types('/adgang forældreløse')).text).to.contain('Intet')
    })
  })
