import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

for (const dialect of dialects)
  describe(`Two rights that exclude each other, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: house(), at: '2027-03-01T08:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })

    const asks = (right: string, by = 'seraina') =>
      desk.as(by).types(`/access request right:${right} whom:@ana need:"the season"`)
    const state = async (number: string): Promise<string> => (await desk.record(number)).state

    for (const [first, second, says] of [
      [
        'booking-user',
        'booking-auditor',
        'Ana Keller has “Book rooms”, and nobody may have “Audit the takings” besides.',
      ],
      [
        'booking-auditor',
        'booking-user',
        'Ana Keller has “Audit the takings”, and nobody may have “Book rooms” besides.',
      ],
    ] as const)
      it(`are refused when the second is asked for: ${second}`, async () => {
        await asks(first)
        await desk.as('reto').types('/access approve ACC-1')
        expect((await asks(second)).text).to.contain(says)
        await desk.as('marco').types('/task done TSK-1')
        expect((await asks(second)).text).to.contain(says)
        expect(await desk.rows('right_held')).to.equal(1)
      })

    it('are refused in Danish, by their Danish names', async () => {
      await desk.as('seraina').types('/access request right:booking-auditor whom:@mads need:"the season"')
      await desk.as('reto').types('/access approve ACC-1')
      const told = await desk.as('mads').types('/adgang anmod rettighed:booking-user behov:"om natten"')
      expect(told.text).to.contain(
        'Mads Kjeldsen har “Revidere indtægterne”, og ingen må have “Booke værelser” samtidig.',
      )
    })

    it('are refused once more when the second is approved: somebody may have been given the first meanwhile', async () => {
      await asks('booking-user')
      await asks('booking-auditor')
      await desk.as('reto').types('/access approve ACC-1')
      const refused = await desk.as('reto').types('/access approve ACC-2')

      expect(refused.text).to.contain('has “Book rooms”')
      expect(await state('ACC-2')).to.equal('awaiting approval')
      await desk.as('reto').types('/access reject ACC-2 she books')
      expect(await state('ACC-2')).to.equal('rejected')
    })

    it('are named to those alone who may know of them', async () => {
      const services = `
  booking: {name: Booking system, team: maintenance, owner: reto}
  takings: {name: Takings, team: reception, owner: marco}`
      const rights = `
    takings-auditor: {name: Count the takings, service: takings, excludes: booking-user}`
      await desk.apply(
        house({ services }, rights).replace('boiler-room', 'boilers').replace('service: heating', 'service: booking'),
      )
      await asks('takings-auditor')
      await asks('booking-user')
      await desk.as('reto').types('/access approve ACC-2')
      const refused = await desk.as('marco').types('/access approve ACC-1')
      expect(refused.text).to.contain('another right that excludes “Count the takings”').and.not.contain('Book rooms')
    })

    it('can follow each other', async () => {
      await asks('booking-user')
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
      await desk.as('seraina').types('/access remove ACC-1 she counts from now on')
      expect((await asks('booking-auditor')).text).to.contain('has “Book rooms”')
      await desk.as('marco').types('/task done TSK-2')
      expect((await asks('booking-auditor')).text).to.contain('ACC-2')
    })
  })

describe('Two rights that exclude each other', () => {
  it('are not both granted when two processes approve them in the same moment', async () => {
    const one = await openDesk({ dialect: 'postgres', file: house(), at: '2027-03-01T08:00:00Z' })
    const other = await one.beside()
    try {
      for (let round = 0; round < 5; round++) {
        const people = ['ana', 'mads', 'marco', 'seraina', 'ursina']
        const person = people[round] ?? 'ana'
        const by =
          { ana: 'seraina', mads: 'seraina', marco: 'reto', seraina: 'seraina', ursina: 'ursina' }[person] ?? 'ana'
        for (const right of ['booking-user', 'booking-auditor'])
          await one.as(by).types(`/access request right:${right} whom:@${person} need:"the season"`)
      }
      const numbers = Array.from({ length: await one.rows('right_held') }, (_, at) => `ACC-${at + 1}`)
      for (const number of numbers)
        if ((await one.record(number)).state === 'checking need')
          for (const above of ['ursina', 'seraina']) await one.as(above).types(`/access approve ${number}`)
      const voters = ['reto', 'ursina', 'seraina']
      await Promise.all(
        numbers.map(async (number, at) => {
          for (const voter of voters) await (at % 2 === 0 ? one : other).as(voter).types(`/access approve ${number}`)
        }),
      )

      const rows = await one.store.read.rows<{ n: number }>(
        `SELECT count(*) AS n FROM "right_held" WHERE "state" = 'granting' GROUP BY "person"`,
      )
      expect(rows.map(({ n }) => Number(n))).to.deep.equal([1, 1, 1, 1, 1])
      expect([...one.faults, ...other.faults]).to.deep.equal([])
    } finally {
      await other.close()
      await one.close()
    }
  })
})
