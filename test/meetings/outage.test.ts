import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { dialects } from '../builders/store.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
  boards: `
  cab:
    name: {en: CAB, da: CAB}
    chair: seraina
    members: [reto, ana]
    channels: [chat:inn/cab]
    meets: {rule: FREQ=WEEKLY;BYDAY=MO, at: "10:00", length: 1h, agenda: 3h}`,
  agreements: `
  guests: {kind: sla, name: Guests, services: [heating], availability: 99.9, targets: {}}`,
})

for (const dialect of dialects) {
  describe(`the agenda of a board (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2026-11-26T09:00:00Z' })
      await desk.as('reto').types('/ci add boiler type:device name:Boiler')
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('tells what scheduled changes will take from a service, and what the agreement leaves in that month', async () => {
      const window = 'from:"2026-12-02 10:00" to:"2026-12-02 12:00"'
      for (const [person, words] of [
        ['marco', `propose replace the boiler items:boiler service:heating outage:50 reason:"it is old" ${window}`],
        ['marco', 'plan CHG-1 implementation do it'],
        ['marco', 'plan CHG-1 back_out undo it'],
        ['marco', 'submit CHG-1'],
        ['seraina', 'assess CHG-1 tried:often undo:easily tested:fully'],
        ['marco', 'submit CHG-1'],
        ['reto', 'approve CHG-1'],
        ['seraina', 'schedule CHG-1 who:@marco'],
      ] as const)
        await desk.as(person).types(`/change ${words}`)
      expect((await desk.record('CHG-1')).state).to.equal('scheduled')

      // A draft that only wants the same window takes nothing from it.
      await desk.as('marco').types(`/change propose look at the boiler items:boiler service:heating ${window}`)
      expect((await desk.record('CHG-1')).details.conflicts).to.deep.equal(['item:2?'])
      expect((await desk.as('ana').types('/cab agenda')).text).not.to.include('conflict')

      // A tenth of a percent of the 44,640 minutes of December.
      expect((await desk.as('ana').types('/cab agenda')).text)
        .to.include('Projected outage: Heating 50 min')
        .and.include('⚠ Heating: 50 min planned in December 2026, 6 min more than “Guests” leaves')
    })
  })
}
