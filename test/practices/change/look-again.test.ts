import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const file = (sections: Readonly<Record<string, string>> = {}): string =>
  inn({
    roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
    ...sections,
  })
const fair = `
  fair: {name: {en: the fair, da: messen}, from: 2026-12-02T00:00, until: 2026-12-03T00:00}`

for (const dialect of dialects) {
  describe(`Windows are looked at again (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: file(), at: '2026-11-26T09:00:00Z' })
      for (const item of ['boiler', 'pump']) {
        await desk.as('reto').types(`/ci add ${item} type:device name:${item}`)
        const window = 'from:"2026-12-02 10:00" to:"2026-12-02 12:00"'
        await desk.as('marco').types(`/change propose look after it items:${item} reason:"it is old" ${window}`)
      }
      desk.clock.to('2026-11-26T10:00:00Z')
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })
    const conflicts = async (number: string): Promise<unknown> => (await desk.record(number)).details.conflicts ?? []
    const looks = async (number: string): Promise<number> =>
      (await desk.history(number)).filter(({ kind }) => kind === 'recheck').length

    it('when a desk file brings a freeze, and when another one takes it away', async () => {
      await desk.apply(file({ freezes: fair }))
      desk.clock.to('2026-11-26T10:05:00Z')
      await desk.run('change-windows')
      await desk.relayed()

      expect(await conflicts('CHG-1')).to.deep.equal(['freeze:fair'])
      expect(cardText(desk.card('CHG-1').card)).to.include('the fair')
      desk.clock.to('2026-11-26T10:10:00Z')
      await desk.run('change-windows')
      expect(await looks('CHG-1')).to.equal(1)

      await desk.apply(file())
      desk.clock.to('2026-11-26T10:15:00Z')
      await desk.run('change-windows')
      expect(await conflicts('CHG-1')).to.deep.equal([])
      expect(await looks('CHG-1')).to.equal(2)
    })

    it('when an item turns out to need another', async () => {
      expect(await conflicts('CHG-1')).to.deep.equal([])
      await desk.as('reto').types('/ci relate pump depends_on boiler')
      desk.clock.to('2026-11-26T10:05:00Z')
      await desk.run('change-windows')

      expect(await conflicts('CHG-1')).to.deep.equal(['dependent:2?'])
      expect(await conflicts('CHG-2')).to.deep.equal(['dependent:1?'])
    })

    it('once a day in any case: what came about while nothing ran is found', async () => {
      await desk.apply(file({ freezes: fair }))
      desk.clock.to('2026-11-26T20:00:00Z')
      await desk.run('change-windows')
      expect(await conflicts('CHG-1')).to.deep.equal([])

      desk.clock.to('2026-11-27T02:00:00Z')
      await desk.run('change-windows')
      expect(await conflicts('CHG-1')).to.deep.equal(['freeze:fair'])
    })
  })
}
