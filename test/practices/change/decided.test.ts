import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const freeze = (name: string, exception: string): string =>
  `{name: {en: the ${name}, da: ${name}}, from: 2026-12-07T00:00, until: 2026-12-14T00:00, exception: ${exception}}`

const parts = {
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: security, to: seraina}
  - {role: CAB member, to: [ana, ursina, freja]}
  - {role: ECAB member, to: [seraina]}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
  boards: `
  cab: {name: Change board, chair: ana, members: [CAB member], channels: [chat:inn/cab], rule: all, within: 3d}
  ecab: {name: Emergency board, chair: seraina, members: [ECAB member], rule: any, within: 30m}`,
  freezes: `
  fair: ${freeze('fair', 'cab')}`,
}

for (const dialect of dialects) {
  describe(`What is decided about a change, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: inn(parts), at: '2026-11-26T09:00:00Z' })
      for (const name of ['boiler', 'pump', 'valve'])
        await desk.as('reto').types(`/ci add ${name} type:device name:${name}`)
      await desk.as('reto').types('/ci relate heating depends_on boiler')
      await desk.as('reto').types('/ci relate bathrooms depends_on boiler')
    })
    afterEach(() => desk.close())
    const text = async (person: string, words: string): Promise<string> =>
      (await desk.as(person).types(`/change ${words}`)).text
    const state = async (): Promise<string> => (await desk.record('CHG-1')).state
    const risk = async (): Promise<unknown> => (await desk.record('CHG-1')).details.risk

    /** A change of the valve, assessed as one of low risk. */
    async function assessed(when = 'from:"2026-12-01 10:00" to:"2026-12-01 12:00"', more = ''): Promise<void> {
      await text('marco', `propose turn the valve items:valve service:heating reason:"it drips" ${when} ${more}`)
      await text('marco', 'plan CHG-1 implementation close it; turn it; open it')
      await text('marco', 'plan CHG-1 back_out turn it back')
      await text('marco', 'submit CHG-1')
      await text('seraina', 'assess CHG-1 tried:often undo:easily tested:fully')
    }
    async function authorised(when?: string): Promise<void> {
      await assessed(when)
      await text('marco', 'submit CHG-1')
      await text('reto', 'approve CHG-1')
      expect(await state()).to.equal('authorised')
    }

    it('is decided by those whose it is by its new risk, when it was returned and has become another one', async () => {
      await assessed()
      await text('marco', 'submit CHG-1')
      await text('reto', 'changes CHG-1 say more')
      await text('marco', 'assess CHG-1 tried:never undo:not tested:not')
      await text('marco', 'describe CHG-1 items:boiler outage:90')
      await text('marco', 'submit CHG-1')
      const shown = await text('marco', 'show CHG-1')
      expect(shown, shown)
        .to.match(/Change board · open/)
        .and.match(/Seraina Flury \(veto/)

      await text('reto', 'approve CHG-1')
      expect(await state()).to.equal('ready for decision')
      for (const person of ['ana', 'ursina', 'freja']) await text(person, 'approve CHG-1')
      expect(await state()).to.equal('ready for decision')
      await text('seraina', 'approve CHG-1')
      expect(await state()).to.equal('authorised')
      expect(desk.faults).to.deep.equal([])
    })

    it('is asked of others while votes are cast, and tells those who press the old buttons', async () => {
      await assessed()
      await text('marco', 'submit CHG-1')
      await desk.relayed()
      const asked = desk.card('CHG-1')
      await text('seraina', 'override CHG-1 medium it is winter')
      const late = await desk.as('reto').presses(asked, 'Approve')
      expect(late.text).to.match(/This needs no decision any more/)
      await desk.relayed()
      expect(buttonsOf(desk.card('CHG-1', 'cab').card)).to.include('Approve')
      await text('ana', 'approve CHG-1')
      expect(await state()).to.equal('ready for decision')
    })

    it('has its risk found anew when it is about other things, with all services that it is about', async () => {
      await assessed()
      expect(await risk()).to.include({ class: 'low', impact: 1 })
      await text('marco', 'describe CHG-1 items:boiler outage:90')
      expect(await risk()).to.include({ class: 'low', impact: 2 })
      expect(await text('mads', 'show CHG-1')).to.match(/Services: Varme, Badeværelser/)
    })

    it('keeps the risk that a change manager chose, until they choose another one', async () => {
      await assessed()
      await text('seraina', 'override CHG-1 high I know this valve')
      await text('marco', 'assess CHG-1 tried:often undo:easily tested:fully')
      expect(await risk()).to.include({ class: 'high', computed: 'low' })
      await text('seraina', 'override CHG-1 low it was another valve')
      expect(await risk())
        .to.include({ class: 'low' })
        .and.not.to.have.property('computed')

      await text('marco', 'assess CHG-1 tried:never undo:not tested:not')
      await text('marco', 'describe CHG-1 outage:90')
      expect(await risk()).to.include({ class: 'high' })
      await text('seraina', 'override CHG-1 low a child could do it')
      await text('marco', 'describe CHG-1 reason:"it drips more"')
      expect(await risk(), 'nothing else was found').to.include({ class: 'low', computed: 'high' })
      await text('marco', 'assess CHG-1 tried:before undo:with_effort tested:partly')
      expect(await risk(), 'something else was found').to.include({ class: 'medium' })
    })

    it('is not made light of by whoever raised it', async () => {
      const words =
        'propose turn the valve items:valve service:heating reason:x from:"2026-12-01 10:00" to:"2026-12-01 12:00"'
      await text('seraina', words)
      await text('seraina', 'submit CHG-1')
      await text('seraina', 'assess CHG-1 tried:never undo:not tested:not')
      expect(await text('seraina', 'override CHG-1 low trust me')).to.match(/You raised CHG-1 yourself/)
      await text('seraina', 'override CHG-1 high I fear it')
      expect(await risk()).to.include({ class: 'high' })
      await text('reto', 'override CHG-1 low it is my valve')
      expect(await risk()).to.include({ class: 'low' })
    })

    it('is done by the steps that were decided: others can be added, and none left out', async () => {
      await authorised()
      expect(await text('marco', 'plan CHG-1 implementation close it; saw it off; open it')).to.match(
        /“turn it” of CHG-1 is part of what was decided/,
      )
      await text('marco', 'plan CHG-1 implementation close it; drain it; turn it; open it')
      await text('seraina', 'schedule CHG-1 who:@marco')
      desk.clock.to('2026-12-01T09:05:00Z')
      await text('marco', 'start CHG-1')
      await text('marco', 'tick CHG-1')
      expect(await text('mads', 'plan CHG-1 implementation close it')).to.match(/er en del af det, der er afgjort/)
      await text('marco', 'finish CHG-1 failed cause:plan it broke')
      expect(await text('marco', 'plan CHG-1 back_out pray')).to.match(/is part of what was decided/)
    })

    it('is written up afterwards when it was hurried, and a step that was ticked stays there', async () => {
      await text('marco', 'propose mend the valve kind:emergency items:valve service:heating reason:"it bursts"')
      await text('marco', 'plan CHG-1 implementation close it; turn it')
      await text('marco', 'submit CHG-1')
      await text('seraina', 'approve CHG-1')
      await text('marco', 'start CHG-1')
      await text('marco', 'tick CHG-1')
      expect(await text('marco', 'plan CHG-1 implementation hit it')).to.match(/“close it” of CHG-1 was done/)
      await text('marco', 'plan CHG-1 implementation close it; replace it')
      expect((await desk.record('CHG-1')).details.implementation).to.have.nested.property('[1].text', 'replace it')
    })

    it('is no guest’s to hurry: nobody is woken', async () => {
      await text('freja', 'propose mend the valve kind:emergency service:heating reason:"jeg fryser"')
      expect(await text('freja', 'submit CHG-1')).to.match(/Du må ikke bruge/)
      expect(await state()).to.equal('draft')
      await text('marco', 'submit CHG-1')
      expect(await state()).to.equal('ready for decision')
    })

    it('begins in its window, once it is scheduled', async () => {
      await authorised()
      expect(await text('marco', 'start CHG-1')).to.match(/CHG-1 is not scheduled/)
      expect(await text('mads', 'start CHG-1')).to.match(/Det må du ikke|Du må ikke/)
      await text('seraina', 'schedule CHG-1 who:@marco')
      desk.clock.to('2026-12-01T07:59:00Z')
      expect(await text('marco', 'start CHG-1')).to.match(/window of CHG-1 is still to come/)
      desk.clock.to('2026-12-01T11:00:00Z')
      expect(await text('marco', 'start CHG-1')).to.match(/window of CHG-1 is over/)
      desk.clock.to('2026-12-01T08:00:00Z')
      await text('marco', 'start CHG-1')
      expect(await state()).to.equal('implementing')
    })

    it('does not begin in a freeze that came up since it was scheduled', async () => {
      await authorised()
      await text('seraina', 'schedule CHG-1 who:@marco')
      await desk.apply(
        inn({ ...parts, freezes: '{strike: {name: the strike, from: 2026-11-30T00:00, until: 2026-12-05T00:00}}' }),
      )
      desk.clock.to('2026-12-01T09:05:00Z')
      expect(await text('marco', 'start CHG-1')).to.match(/something stands in the way.*the strike/s)
      expect(await state()).to.equal('scheduled')
    })

    it('is excepted from the freezes that were asked about, not from those that came up since', async () => {
      await authorised('from:"2026-12-08 10:00" to:"2026-12-08 12:00"')
      await text('marco', 'except CHG-1 it cannot wait')
      const strike = '{name: the strike, from: 2026-12-08T00:00, until: 2026-12-09T00:00, exception: ecab}'
      await desk.apply(inn({ ...parts, freezes: `{fair: ${freeze('fair', 'cab')}, strike: ${strike}}` }))
      for (const person of ['ana', 'ursina', 'freja']) await text(person, 'approve CHG-1')
      expect(await text('seraina', 'schedule CHG-1 who:@marco'))
        .to.match(/the strike/)
        .and.not.match(/the fair/)
      expect(await state()).to.equal('authorised')
    })

    it('is taken back, altered, and decided anew by everybody', async () => {
      await authorised()
      await text('seraina', 'schedule CHG-1 who:@marco')
      expect(await text('emily', 'reconsider CHG-1 I do not like it')).to.match(/You may not/)
      await text('marco', 'reconsider CHG-1 the supplier sends another one')
      expect(await state()).to.equal('ready for evaluation')
      await desk.relayed()
      expect(cardText(desk.card('CHG-1').card)).not.to.match(/Decision/)
      await text('marco', 'plan CHG-1 implementation close it; replace it; open it')
      await text('marco', 'submit CHG-1')
      expect(await state()).to.equal('ready for decision')
      await text('reto', 'approve CHG-1')
      expect(await state()).to.equal('authorised')
    })

    it('is about a change that can be made private, and then is nobody else’s to see', async () => {
      await assessed()
      expect(await text('ana', 'private CHG-1')).to.match(/You may not/)
      await text('marco', 'private CHG-1')
      await desk.relayed()
      expect(await text('ana', 'show CHG-1')).to.match(/no record CHG-1/i)
      expect(await text('ana', 'list')).not.to.match(/valve/)
      expect(await text('ana', 'calendar from:2026-11-30'))
        .to.match(/Private change/)
        .and.not.match(/valve|CHG-1/)
      await text('marco', 'submit CHG-1')
      expect(await text('reto', 'delegate CHG-1 @mads')).to.match(/CHG-1 is private, and Mads Kjeldsen may not see it/)
      await text('reto', 'approve CHG-1')
      expect(await state(), 'whoever decides on it may see it').to.equal('authorised')
      await text('seraina', 'private CHG-1 privacy:off')
      expect(await text('ana', 'show CHG-1')).to.match(/turn the valve/)
    })
  })
}
