import { expect } from 'chai'
import { hours } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: CAB member, to: [ana, marco, reto]}
  - {role: ECAB member, to: [ana, reto, ursina]}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
  boards: `
  cab: {name: Change board, chair: seraina, members: [CAB member], channels: [chat:inn/cab], rule: majority, quorum: 2, within: 3d}
  ecab: {name: Emergency board, chair: ursina, members: [ECAB member], channels: [chat:inn/cab], rule: 2, within: 30m}`,
})

for (const dialect of dialects) {
  describe(`a baseline of the configuration (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2026-11-26T09:00:00Z', file })
      for (const words of [
        '/ci add boiler type:device team:maintenance name:Boiler',
        '/ci add pump type:device name:Pump',
        '/ci add lift type:device name:Lift',
        '/ci relate pump depends_on boiler',
        '/ci relate heating depends_on pump',
      ])
        await reto(words)
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const reto = (words: string): Promise<string> => text('reto', words)
    const take = (words = 'before the season'): Promise<string> => reto(`/ci baseline ${words}`)

    /** A change of the boiler, from its proposal to the moment when somebody begins with it. */
    async function begun(): Promise<void> {
      for (const [person, words] of [
        ['marco', '/change propose mend the boiler items:boiler kind:emergency reason:"it leaks"'],
        ['marco', '/change submit CHG-1'],
        ['ana', '/change approve CHG-1'],
        ['reto', '/change approve CHG-1'],
        ['marco', '/change assign CHG-1 @marco'],
        ['marco', '/change start CHG-1'],
      ] as const)
        await desk.as(person).types(words)
      expect((await desk.record('CHG-1')).state).to.equal('implementing')
    }

    it('is a picture that nothing changes, with its name, its day and who took it', async () => {
      expect(await take())
        .to.include('“before the season” has been taken')
        .and.include('4 items, all that there are')
      expect(await take('Before the Season')).to.include('already, and none is ever changed')
      expect(await take('"the lift"  items:lift')).to.include('one item: lift and what they rest on')

      const listed = await desk.as('ana').types('/ci baselines')
      expect(listed.text)
        .to.include('the lift')
        .and.include('before the season · 4 items')
        .and.include('2026-11-26 09:00 UTC · Reto Imhof')
      expect((await desk.as('ana').presses(listed, 'What differs')).text).to.include('all is as it was')
      expect((await desk.as('ana').completes('ci differs', 'baseline', 'LIFT')).join()).to.equal('the lift')
      expect(await desk.as('emily').completes('ci differs', 'baseline', '')).to.deep.equal([])
      expect(await text('ana', '/ci baseline mine')).to.include('taken by configuration managers')
      expect(await text('emily', '/ci baselines')).to.include('shown to the people who work here')
      expect(await text('mads', '/komponent forskelle before the seson')).to.include('Mente du “before the season”?')
    })

    it('shows what was changed since, by whom and why', async () => {
      await take()
      await desk.clock.forward(hours(2))
      await reto('/ci change boiler in_repair attributes:"model=B8" reason:"a valve is stuck"')
      await reto('/ci change lift owner:@ana')
      await reto('/ci unrelate pump depends_on boiler')
      await reto('/ci relate heating uses boiler group:heat')
      await reto('/ci add ap-9 type:network Access point nine')

      const differs = await text('ana', '/ci differs')

      expect(differs)
        .to.include('What differs from “before the season”')
        .and.include('5 items differ: one new · 3 fields · 2 relations.')
        .and.include('For 6 differences no change says so.')
        .and.include('boiler Boiler · State: in use → in repair')
        .and.include('2026-11-26 11:00 UTC · Reto Imhof · a valve is stuck · no change says so')
        .and.include('model: – → B8')
        .and.include('Owner: – → Ana Keller')
        .and.include('− pump depends on boiler')
        .and.include('+ heating uses boiler · one of “heat”, 1 needed')
        .and.include('ap-9 Access point nine · was not in it')
    })

    it('goes back to nothing when things are as they were', async () => {
      await take()
      await reto('/ci change boiler in_repair')
      await reto('/ci change boiler in_use')
      await reto('/ci unrelate pump depends_on boiler')
      await reto('/ci relate pump depends_on boiler')

      expect(await text('ana', '/ci differs')).to.include('Nothing: all is as it was.')
    })

    it('tells which change accounts for a difference, while it was done and until it was reviewed', async () => {
      await take()
      await begun()
      await desk.clock.forward(hours(1))
      await reto('/ci change boiler attributes:"model=B8"')
      await desk.as('marco').types('/change finish CHG-1 implemented')
      await desk.clock.forward(hours(1))
      await reto('/ci relate pump uses boiler')

      const within = await desk.as('ana').types('/ci differs')
      expect(within.text).to.include('Changes account for all of it.').and.include('Reto Imhof · CHG-1')
      expect(buttonsOf(within.card)).not.to.include('Report as unauthorised')

      await desk.as('seraina').types('/change review CHG-1 verdict:"well done"')
      await desk.clock.forward(hours(1))
      await reto('/ci change boiler attributes:"model=B9"')

      expect(await text('ana', '/ci differs'), 'a single step that no change accounts for is enough')
        .to.include('model: – → B9')
        .and.include('the last of 2 steps · no change says so')
        .and.include('+ pump uses boiler')
    })

    it('names no private change to those who may not know of it', async () => {
      await take()
      await begun()
      await reto('/ci change boiler in_repair')
      await desk.store.work({ kind: 'operator' }, (work) => work.run('UPDATE "record" SET "private" = 1'))

      expect(await text('ana', '/ci differs'))
        .to.include('a private record')
        .and.not.include('CHG-1')
      expect(await text('marco', '/ci differs')).to.include('CHG-1')
    })

    it('reports what no change accounts for, once', async () => {
      await take()
      await desk.clock.forward(hours(1))
      await reto('/ci change boiler in_repair')
      await desk.clock.forward(hours(1))

      const differs = await desk.as('ana').types('/ci differs')
      const asked = await desk.as('ana').presses(differs, 'Report as unauthorised')
      expect(asked.form.title).to.include('authorised')
      const done = await desk.as('ana').fills(asked)
      expect(done.text).to.include('CHG-1')

      const record = await desk.record('CHG-1')
      expect(record).to.include({ state: 'implemented', title: 'boiler: State: in use → in repair', requester: 'ana' })
      expect(record.details).to.deep.include({ unauthorised: true, items: ['boiler'], services: ['heating'] })
      expect(record.details.reason).to.include('against the baseline “before the season”').and.include('Reto Imhof')
      const after = await desk.as('ana').types('/ci differs')
      expect(after.text)
        .to.include('unauthorised: CHG-1')
        .and.include('One difference was unauthorised: that has been reported.')
      expect((await desk.as('ana').presses(differs, 'Report as unauthorised')).text).to.include(
        'Changes account for all that differs of boiler.',
      )

      await desk.clock.forward(hours(1))
      await reto('/ci change boiler in_use attributes:"model=B8"')
      expect(await text('ana', '/ci differs'), 'what is done after the report is another matter')
        .to.include('model: – → B8')
        .and.include('no change says so')
    })

    it('reports at once where no form can be opened', async () => {
      await take()
      await reto('/ci change lift retired')

      const ana = desk.as('ana').withoutForms()
      const done = await ana.presses(await ana.types('/ci differs'), 'Report as unauthorised')

      expect(done.text).to.include('CHG-1 has been written down')
      expect((await desk.record('CHG-1')).details).to.deep.include({ unauthorised: true, items: ['lift'] })
    })

    it('finds what was changed past the desk', async () => {
      await take()
      await desk.store.work({ kind: 'operator' }, (work) =>
        work.run(`UPDATE "item" SET "name" = 'Old boiler' WHERE "key" = 'boiler'`),
      )
      await desk.store.work({ kind: 'operator' }, (work) => work.run(`DELETE FROM "item" WHERE "key" = 'lift'`))

      const differs = await text('ana', '/ci differs')
      expect(differs)
        .to.include('Name: Boiler → Old boiler')
        .and.include('the history tells of nobody · no change says so')
        .and.include('lift · is not in it any more')
    })

    it('of a service has what it rests on, and tells what came in and went out by its relations', async () => {
      expect(await take('heat items:heating')).to.include('3 items: heating and what they rest on')
      expect(await take('around items:pump reach:both')).to.include('3 items')
      expect(await take('above items:pump reach:above')).to.include('2 items')
      expect(await take('alone items:pump reach:alone')).to.include('one item: pump')
      await reto('/ci change lift in_repair')
      expect(await text('ana', '/ci differs heat')).to.include('all is as it was')

      await reto('/ci unrelate pump depends_on boiler')
      await reto('/ci relate heating uses lift')

      expect(await text('ana', '/ci differs heat'))
        .to.include('boiler Boiler · is not in it any more')
        .and.include('lift Lift · was not in it')
        .and.include('follows from relations of others')
        .and.include('For 2 differences no change says so.')
    })

    it('is shown ten items a page, and only what no change accounts for when that is asked', async () => {
      await take()
      for (let n = 0; n < 12; n++) await reto(`/ci add lamp-${n} type:device name:Lamp`)

      const first = await desk.as('ana').types('/ci differs show:unaccounted')
      expect(first.text).to.include('lamp-9').and.not.include('lamp-10')
      expect((await desk.as('ana').presses(first, 'Next page')).text)
        .to.include('lamp-11')
        .and.not.include('lamp-9')
    })
  })
}
