import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: CAB member, to: [ana, mads]}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
  boards: `
  cab: {name: Change board, chair: seraina, members: [CAB member], channels: [chat:inn/cab], rule: any, within: 3d}`,
  freezes: `
  fair: {name: {en: the fair, da: messen}, from: 2026-12-07T00:00, until: 2026-12-14T00:00, exception: cab}
  season: {name: {en: the season, da: sæsonen}, from: 2026-12-20T00:00, until: 2027-01-06T00:00}`,
})

const window = (from: string, to: string): string => `from:"2026-12-${from}" to:"2026-12-${to}"`

for (const dialect of dialects) {
  describe(`The window of a change, with ${dialect}`, () => {
    let desk: DeskUnderTest
    let made: number
    beforeEach(async () => {
      made = 0
      desk = await openDesk({ dialect, file, at: '2026-11-26T09:00:00Z' })
      await desk.as('reto').types('/ci add boiler type:device name:Boiler')
      await desk.as('reto').types('/ci add pump type:device name:Pump')
      await desk.as('reto').types('/ci relate pump depends_on boiler')
    })
    afterEach(() => desk.close())
    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const state = async (number: string): Promise<string> => (await desk.record(number)).state

    /** A change of low risk that is authorised. */
    async function authorised(items: string, when: string): Promise<string> {
      const number = `CHG-${++made}`
      const says = async (person: string, words: string): Promise<unknown> => desk.as(person).types(words)
      await says(
        'marco',
        `/change propose look after ${items} items:${items} service:heating reason:"it is old" ${when}`,
      )
      await says('marco', `/change plan ${number} implementation do it`)
      await says('marco', `/change plan ${number} back_out undo it`)
      await says('marco', `/change submit ${number}`)
      await says('seraina', `/change assess ${number} tried:often undo:easily tested:fully`)
      await says('marco', `/change submit ${number}`)
      await says('reto', `/change approve ${number}`)
      expect(await state(number)).to.equal('authorised')
      return number
    }

    it('is shown with what stands in its way, and yields to a freeze', async () => {
      const number = await authorised('boiler', window('08 10:00', '08 12:00'))
      expect(await text('ana', `/change show ${number}`)).to.match(/Something stands in the way.*the fair/s)

      const refused = await desk.as('seraina').types(`/change schedule ${number} who:@marco`)
      expect(refused.text).to.match(/is not scheduled: something stands in the way.*the fair/s)
      expect(buttonsOf(refused.card)).to.deep.equal(['Another window …', 'Ask for an exception …'])
      expect(await text('seraina', `/change despite ${number} it has to be`)).to.match(/the fair/)
      expect(await text('seraina', `/change start ${number}`)).to.match(/is not scheduled|freeze/)
      expect(await state(number)).to.equal('authorised')

      await desk.as('seraina').types(`/change schedule ${number} who:@marco ${window('15 10:00', '15 12:00')}`)
      expect(await state(number)).to.equal('scheduled')
      expect((await desk.record(number)).details).not.to.have.property('conflicts.0')
    })

    it('is excepted from a freeze by the board that may do so, for the window that it was shown', async () => {
      const number = await authorised('boiler', window('08 10:00', '08 12:00'))
      await desk.as('marco').types(`/change except ${number} the boiler leaks on the guests`)
      expect(await state(number)).to.equal('authorised')
      await desk.as('ana').types(`/change approve ${number}`)
      expect(await text('seraina', `/change show ${number}`)).to.match(/the fair.*this is allowed/s)
      await desk.as('seraina').types(`/change schedule ${number} who:@marco`)
      expect(await state(number)).to.equal('scheduled')
      expect(await text('seraina', `/change schedule ${number} ${window('09 10:00', '09 12:00')}`)).to.match(/the fair/)
    })

    it('cannot be excepted where nobody may do that', async () => {
      const number = await authorised('boiler', window('28 10:00', '28 12:00'))
      expect(await text('marco', `/change except ${number} please`)).to.match(/Nobody may except/)
      expect(await desk.rows('approval')).to.equal(1)
    })

    it('hears of another one that comes in its way, and of its going', async () => {
      const first = await authorised('boiler', window('02 10:00', '02 12:00'))
      await desk.as('seraina').types(`/change schedule ${first} who:@marco`)
      const second = await authorised('pump', window('02 11:00', '02 13:00'))
      await desk.relayed()
      expect(cardText(desk.card(second).card))
        .to.match(/pump|boiler/)
        .and.match(new RegExp(first))
      expect(await text('seraina', `/change schedule ${second} who:@marco`)).to.match(/boiler.*by CHG-1/s)

      await desk.as('seraina').types(`/change despite ${second} the two belong together`)
      expect(await state(second), 'a button carries who does it').to.equal('authorised')
      await desk.as('seraina').types(`/change assign ${second} @marco`)
      await desk.as('seraina').types(`/change despite ${second} the two belong together`)
      expect(await state(second)).to.equal('scheduled')
      expect((await desk.history(first)).map(({ kind }) => kind)).to.include('recheck')

      await desk.as('seraina').types(`/change schedule ${second} ${window('03 11:00', '03 13:00')}`)
      expect((await desk.record(first)).details.conflicts).to.deep.equal([])
      expect((await desk.record(second)).details.conflicts).to.deep.equal([])
    })

    it('is announced, opened with go and no-go, and asked about when it has ended', async () => {
      const number = await authorised('boiler', window('02 10:00', '02 12:00'))
      await desk.as('seraina').types(`/change schedule ${number} who:@marco`)
      // After some days a card is posted anew, and its thread goes on below that one.
      const told = () => desk.chat.messages.filter(({ address }) => address.channel === 'reception' && address.thread)
      const pass = async (at: string): Promise<string> => {
        desk.clock.to(at)
        await desk.run('change-reminders')
        await desk.relayed()
        return told().at(-1)?.says ?? ''
      }
      expect(await pass('2026-12-02T08:10:00Z')).to.match(/opens soon/)
      expect(await pass('2026-12-02T09:00:00Z')).to.match(/opens now/)
      const asked = told().at(-1)!
      expect(buttonsOf(asked.card)).to.include.members(['Go', 'No-go …'])
      const count = told().length
      await pass('2026-12-02T09:01:00Z')
      expect(told(), 'once').to.have.lengthOf(count)
      await desk.as('marco').presses(asked, 'Go')
      expect(await state(number)).to.equal('implementing')
      expect(await pass('2026-12-02T11:00:00Z')).to.match(/has ended, and nobody has said/)
      await pass('2026-12-02T12:00:00Z')
      expect((await desk.history(number)).filter(({ kind }) => kind === 'window_ends')).to.have.lengthOf(1)
      await desk.as('marco').types(`/change tick ${number}`)
      await desk.as('marco').types(`/change finish ${number} implemented`)
      expect(await pass('2026-12-07T13:00:00Z')).to.match(/to be reviewed now/)
    })

    it('is checked for the five ingredients where people have to work in another way', async () => {
      const number = await authorised('boiler', window('02 10:00', '02 12:00'))
      await desk
        .as('marco')
        .types(`/change readiness ${number} necessity:yes vision:no plan:yes resources:yes competences:no`)
      expect(await text('ana', `/change show ${number}`)).to.match(/expect confusion.*expect fear of failing/s)
    })
  })
}
