import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: security, to: mads}
  - {role: CAB member, to: [ana, marco, reto, mads]}
  - {role: ECAB member, to: [ana, reto, ursina]}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
  boards: `
  cab: {name: Change board, chair: seraina, members: [CAB member], channels: [chat:inn/cab], rule: majority, quorum: 2, within: 3d}
  ecab: {name: Emergency board, chair: ursina, members: [ECAB member], channels: [chat:inn/cab], rule: 2, within: 30m}`,
})

for (const dialect of dialects) {
  describe(`A change, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file, at: '2026-11-26T09:00:00Z' })
      await desk.as('reto').types('/ci add boiler type:device name:Boiler')
      await desk.as('reto').types('/ci add pump type:device name:Pump')
      await desk.as('reto').types('/ci relate pump depends_on boiler')
      await desk.as('reto').types('/ci relate heating depends_on pump')
    })
    afterEach(() => desk.close())
    const state = async (number = 'CHG-1'): Promise<string> => (await desk.record(number)).state
    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text

    async function proposed(): Promise<void> {
      await desk
        .as('marco')
        .types(
          '/change propose replace the boiler items:boiler reason:"it leaks" outage:90 effort:240 return:"dry cellar"',
        )
      await desk.as('marco').types('/change describe CHG-1 from:"2026-12-01 22:00" to:"2026-12-02 02:00"')
      await desk.as('marco').types('/change plan CHG-1 implementation drain it; put the new one in')
      await desk.as('marco').types('/change plan CHG-1 back_out put the old one back')
    }
    async function toBeDecided(answers = 'tried:never undo:with_effort tested:partly'): Promise<void> {
      await proposed()
      await desk.as('marco').types('/change submit CHG-1')
      await desk.as('seraina').types('/change accept CHG-1')
      await desk.as('marco').types(`/change assess CHG-1 ${answers}`)
      await desk.as('marco').types('/change submit CHG-1')
    }
    async function scheduled(): Promise<void> {
      await toBeDecided()
      for (const person of ['ana', 'reto', 'mads']) await desk.as(person).types('/change approve CHG-1')
      await desk.as('seraina').types('/change schedule CHG-1 who:@marco')
      desk.clock.to('2026-12-01T21:00:00Z')
    }

    it('goes from its proposal over the votes and its window to its review', async () => {
      await toBeDecided()
      const record = await desk.record('CHG-1')
      expect(record).to.include({ state: 'ready for decision', service: 'heating', requester: 'marco' })
      expect(record.details.services).to.deep.equal(['heating'])
      expect(record.details.risk).to.include({ class: 'high', probability: 3, impact: 2 })

      await desk.relayed()
      const card = desk.card('CHG-1', 'cab')
      expect(cardText(card.card))
        .to.match(/probability 3 × impact 2 = 6/)
        .and.match(/An outage of 90 minutes/)
      expect(buttonsOf(card.card)).to.include.members(['Approve', 'Reject', 'Request changes', 'Abstain'])

      expect(await text('marco', '/change approve CHG-1')).to.match(/You raised this yourself/)
      await desk.as('ana').presses(card, 'Approve')
      await desk.as('reto').types('/change approve CHG-1')
      expect(await state(), 'security has a veto where the risk is high').to.equal('ready for decision')
      await desk.as('mads').types('/change approve CHG-1')
      expect(await state()).to.equal('authorised')
      expect(await text('reto', '/change approve CHG-1')).to.match(/approved already/)

      expect(await text('marco', '/change start CHG-1')).to.match(/is not scheduled/)
      await desk.as('seraina').types('/change schedule CHG-1 who:@marco')
      expect(await state()).to.equal('scheduled')
      desk.clock.to('2026-12-01T21:00:00Z')
      await desk.as('marco').types('/change start CHG-1')
      expect(await text('marco', '/change finish CHG-1 implemented')).to.match(/still has steps .*: 2/)
      await desk.as('marco').types('/change tick CHG-1')
      await desk.as('marco').types('/change tick CHG-1')
      await desk.as('marco').types('/change finish CHG-1 implemented')
      expect((await desk.record('CHG-1')).details.reviewDue).to.equal('2026-12-06T21:00:00.000Z')

      await desk.as('seraina').types('/change review CHG-1 outage:120 warm again')
      expect((await desk.record('CHG-1')).details.review).to.include({ outage: 120, verdict: 'warm again' })
      await desk.as('seraina').types('/change close CHG-1')
      expect(await state()).to.equal('closed')
      expect(desk.faults).to.deep.equal([])
    })

    it('is returned for a change of its way back; only those are asked again whom it concerns', async () => {
      await toBeDecided()
      await desk.as('ana').types('/change approve CHG-1')
      await desk.as('reto').types('/change changes CHG-1 say where the old one is kept')
      expect(await state()).to.equal('ready for evaluation')
      expect(await text('ana', '/change approve CHG-1')).to.match(/Changes have been requested/)

      await desk.as('marco').types('/change plan CHG-1 back_out fetch the old one from the cellar; put it back')
      await desk.as('marco').types('/change submit CHG-1')
      expect(await state()).to.equal('ready for decision')
      await desk.as('reto').types('/change approve CHG-1')
      expect(await text('ana', '/change approve CHG-1'), 'said yes to all of it, so is asked again').to.match(/counts/)
      await desk.as('mads').types('/change approve CHG-1')
      expect(await state()).to.equal('authorised')
    })

    it('is rejected by a majority, with the reason in its thread', async () => {
      await toBeDecided()
      await desk.as('reto').types('/change reject CHG-1 not in the week of the fair')
      expect(await state()).to.equal('rejected')
      await desk.relayed()
      expect(
        desk
          .thread('CHG-1')
          .map(({ card }) => cardText(card))
          .join('\n'),
      ).to.match(/not in the week of the fair/)
    })

    it('fails, is backed out, and names what it caused', async () => {
      await scheduled()
      await desk.as('marco').types('/change start CHG-1')
      await desk.as('marco').types('/change tick CHG-1')
      await desk.as('marco').types('/change finish CHG-1 failed cause:hardware the new one leaks too')
      expect(await state()).to.equal('failed')
      await desk.as('emily').types('/incident report no hot water work:stopped affects:me')
      await desk.as('marco').types('/change link CHG-1 caused INC-1')
      await desk.as('marco').types('/change tick CHG-1 back_out')
      await desk.as('marco').types('/change finish CHG-1 backed_out cause:hardware the old one is back')
      const record = await desk.record('CHG-1')
      expect(record.state).to.equal('backed out')
      expect(record.details).to.include({ cause: 'hardware' })
      expect(await text('ana', '/change show CHG-1'))
        .to.match(/Cause: a part was faulty/)
        .and.match(/caused INC-1/)

      await desk.as('marco').types('/change propose replace it by another one items:boiler reason:"it leaks still"')
      await desk.as('marco').types('/change submit CHG-2')
      await desk.as('seraina').types('/change assess CHG-2 tried:before undo:easily tested:fully')
      expect(await text('ana', '/change show CHG-2')).to.match(
        /Of 1 changes of the same items in the last year, 1 went wrong/,
      )
    })

    it('is decided by two of the emergency board at once, and written up before it is closed', async () => {
      await desk.as('marco').types('/change propose shut the boiler down kind:emergency items:boiler reason:"it burns"')
      await desk.as('marco').types('/change submit CHG-1')
      expect(await desk.record('CHG-1')).to.include({ state: 'ready for decision', priority: 1 })
      await desk.as('ana').types('/change approve CHG-1')
      await desk.as('ursina').types('/change approve CHG-1')
      expect(await state()).to.equal('authorised')
      await desk.as('marco').types('/change start CHG-1')
      await desk.as('marco').types('/change finish CHG-1 implemented')
      await desk.as('seraina').types('/change review CHG-1 nothing burnt')
      expect(await text('seraina', '/change close CHG-1')).to.match(/not written up yet/)
      await desk.as('marco').types('/change plan CHG-1 implementation shut the valve')
      await desk.as('marco').types('/change plan CHG-1 back_out open it')
      await desk.as('marco').types('/change document CHG-1')
      await desk.as('seraina').types('/change close CHG-1')
      expect(await state()).to.equal('closed')
    })

    it('is written down when nobody had authorised it, and reviewed', async () => {
      await desk.as('ana').types('/change unauthorised somebody turned the boiler up items:boiler cause:people')
      const record = await desk.record('CHG-1')
      expect(record.state).to.equal('implemented')
      expect(record.details).to.include({ unauthorised: true, cause: 'people' })
      expect(await text('ana', '/change show CHG-1')).to.match(/unauthorised/)
    })

    it('refuses what is not right with a sentence, and changes nothing', async () => {
      await proposed()
      const before = await desk.record('CHG-1')
      const wrong: readonly (readonly [string, string, RegExp])[] = [
        ['marco', '/change describe CHG-1 from:"2026-12-02 02:00" to:"2026-12-01 22:00"', /ends before it begins/],
        ['marco', '/change describe CHG-1 from:"2025-12-01 02:00" to:"2025-12-01 22:00"', /over already/],
        ['marco', '/change describe CHG-1 from:"2026-12-01 02:00" to:"2027-12-01 22:00"', /31 days/],
        ['marco', '/change describe CHG-1 outage:long', /no number of minutes/],
        ['marco', '/change describe CHG-1 items:bolier', /bolier.*boiler/s],
        ['marco', '/change tick CHG-1', /cannot|not possible|draft/],
        ['emily', '/change cancel CHG-1 no', /change manager|allowed|role/i],
      ]
      for (const [person, words, said] of wrong) expect(await text(person, words), words).to.match(said)
      const after = await desk.record('CHG-1')
      expect(after).to.deep.equal(before)
      expect(await text('marco', '/change propose a new pump items:nothing reason:x')).to.match(/nothing/)
      expect(await desk.rows('record')).to.equal(1)
    })

    it('is seen by its people and those who vote alone, once it is private', async () => {
      await proposed()
      await desk.as('marco').types('/change private CHG-1')
      expect(await text('ana', '/change show CHG-1'))
        .to.match(/no CHG-1|not.*CHG-1|CHG-1/)
        .and.not.match(/boiler/)
      await desk.as('marco').types('/change submit CHG-1')
      await desk.as('seraina').types('/change private CHG-1 admit:@seraina')
      await desk.as('marco').types('/change private CHG-1 admit:@seraina')
      await desk.as('seraina').types('/change accept CHG-1')
      await desk.as('marco').types('/change assess CHG-1 tried:never undo:with_effort tested:partly')
      await desk.as('marco').types('/change submit CHG-1')
      expect(await state()).to.equal('ready for decision')
      expect(await text('ana', '/change show CHG-1')).to.match(/replace the boiler/)
      expect(await text('emily', '/change show CHG-1')).not.to.match(/boiler/)
      expect(await text('emily', '/change calendar')).not.to.match(/boiler/)
      expect(await text('ana', '/change approve CHG-1')).to.match(/counts/)
    })

    it('is nobody’s before it is described', async () => {
      await desk.as('marco').types('/change propose something kind:normal')
      expect(await text('marco', '/change submit CHG-1')).to.match(/does not say why/)
      await desk.as('marco').types('/change describe CHG-1 reason:"because"')
      expect(await text('marco', '/change submit CHG-1')).to.match(/neither an item nor a service/)
    })
  })
}
