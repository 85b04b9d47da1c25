import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

for (const dialect of dialects)
  describe(`The register of rights, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: house(), at: '2027-03-01T08:00:00Z' })
      await desk.as('seraina').types('/access request right:booking-user whom:@ana need:"the season"')
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
      await desk.as('reto').types('/access request right:boiler-room whom:@marco need:"the valves"')
      await desk.as('marco').types('/task done TSK-2')
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })

    const list = async (person: string, more = ''): Promise<string> =>
      (await desk.as(person).types(`/access list ${more}`)).text

    it('says who has what, since when, until when, and on whose word', async () => {
      const all = await list('ursina')
      expect(all).to.contain('Ana Keller · Book rooms · Booking system')
      expect(all).to.contain(
        'in force · since 2027-03-01 08:00 UTC · until 2027-05-30 08:00 UTC · on the word of Reto Imhof',
      )
      expect(all).to.contain('Marco Bernasconi · Boiler room · Heating')
      expect(await list('ursina', 'service:heating'))
        .to.contain('Boiler room')
        .and.not.contain('Book rooms')
      expect(await list('ursina', 'right:booking-user')).to.not.contain('Boiler room')
      expect(await list('ursina', 'person:@marco')).to.not.contain('Book rooms')
      expect(await list('ursina', 'ending'))
        .to.contain('Book rooms')
        .and.not.contain('Boiler room')
    })

    it('is seen whole by owners of the services, administrators and security; by others as far as it is theirs', async () => {
      for (const person of ['ursina', 'seraina', 'reto'])
        expect(await list(person), person)
          .to.contain('Ana Keller')
          .and.contain('Marco Bernasconi')
      expect(await list('ana'))
        .to.contain('Ana Keller')
        .and.not.contain('Marco')
      expect(await list('marco'))
        .to.contain('Marco')
        .and.not.contain('Ana Keller')
      for (const person of ['mads', 'emily', 'stranger'])
        expect(await list(person), person).to.match(/Nothing that you may see|Intet, som du må se/)
    })

    it('leads to the accesses that its reader may see, and to no others', async () => {
      expect(buttonsOf((await desk.as('ana').types('/access mine')).card)).to.deep.equal(['Show'])
      // An administrator sees that somebody has a right, and does not read what was said about it.
      expect(buttonsOf((await desk.as('ursina').types('/access list')).card)).to.deep.equal([])
      expect((await desk.as('ursina').types('/access show ACC-1')).text).to.contain('There is no record')
      expect((await desk.as('mads').types('/access show ACC-1')).text).to.match(
        /There is no record|Der findes ingen sag/,
      )
      expect((await desk.as('mads').types('/desk search season')).text).to.not.contain('ACC-1')
    })

    it('is read page by page', async () => {
      const rights = Array.from(
        { length: 12 },
        (_, at) => `\n    door-${at + 10}: {name: Door ${at + 10}, service: heating, approvals: []}`,
      )
      await desk.apply(house({}, rights.join('')))
      for (let at = 10; at < 22; at++)
        await desk.as('seraina').types(`/access request right:door-${at} whom:@mads need:x`)
      const first = await desk.as('seraina').types('/access list person:@mads')
      expect(first.text).to.contain('Door 10').and.contain('Door 19').and.not.contain('Door 20')
      const second = await desk.as('seraina').presses(first, 'Next page')
      expect(second.text).to.contain('Door 20').and.contain('Door 21').and.not.contain('Door 19')
    })

    it('is said in Danish, too', async () => {
      await desk.as('seraina').types('/access request right:booking-user whom:@mads need:"om natten"')
      await desk.as('reto').types('/access approve ACC-3')
      const mine = await desk.as('mads').types('/adgang mine')
      expect(mine.text).to.contain('Booke værelser · Bookingsystem').and.contain('ved at blive givet')
    })
  })
