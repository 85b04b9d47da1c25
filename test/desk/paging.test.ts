import { expect } from 'chai'
import { startPage } from '../../src/desk/index.js'
import { minutes } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf, cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

/** Ana has the week at the reception, then Mads is called, then Marco in the cellar, then Seraina, who leads. */
const rotations = `
  night:
    name: {en: Night duty, da: Nattevagt}
    team: reception
    kind: weekly
    zone: UTC
    starts: 2031-03-03
    people: [ana, mads]
    escalation: [next person, cellar, team lead]
  cellar: {name: Cellar, team: maintenance, kind: daily, zone: UTC, people: [marco], after: 5m}`

for (const dialect of dialects) {
  describe(`calling who is on call (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-04T09:00:00Z', file: inn({ rotations }) })
      await desk.as('emily').types('/incident report the tap drips service:bathrooms work:stopped affects:many')
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const calls = async (person: string) => {
      await desk.relayed()
      return desk.directTo(person).filter(({ key }) => key.includes('oncall/page'))
    }
    const called = async () => {
      await desk.relayed()
      const people = ['ana', 'mads', 'marco', 'reto', 'seraina']
      return people.filter((person) => desk.directTo(person).some(({ key }) => key.includes('oncall/page')))
    }
    /** So much later, and once more to see that nobody is called twice. */
    const later = async (length: number) => {
      desk.clock.forward(length)
      await desk.run('oncall-pages')
      await desk.run('oncall-pages')
    }
    const page = () => desk.as('seraina').types('/oncall page INC-1')
    const state = async () =>
      (await desk.store.read.rows<{ state: string }>('SELECT "state" FROM "oncall_page"'))
        .map((row) => row.state)
        .join()
    const history = async () => (await desk.history('INC-1')).map(({ kind }) => kind)

    it('goes to them directly and loudly, and stands in the record’s history', async () => {
      expect((await page()).text).to.equal('Ana Keller has been called for INC-1.')

      const [call, ...more] = await calls('ana')
      expect(more).to.deep.equal([])
      expect(cardText(call!.card))
        .to.include('You are wanted: INC-1 the tap drips')
        .and.include('Ana Keller · P1')
        .and.include('You are on call: Night duty.')
        .and.include('the next one is called at 2031-03-04 09:10 UTC')
      expect(buttonsOf(call!.card)).to.deep.equal(['Acknowledge', 'Take it'])
      const [row] = await desk.store.read.rows<{ lane: number }>(
        `SELECT "lane" FROM "outbox" WHERE "key" LIKE 'oncall/page/%' LIMIT 1`,
      )
      expect(row?.lane).to.equal(0)
      expect(desk.thread('INC-1').map(({ says }) => says)).to.include('Ana Keller was called: Night duty')
      expect((await desk.as('ana').page('INC-1'))?.title).to.equal('INC-1 the tap drips')
    })

    it('goes down the escalation, one after the other, and each once', async () => {
      await page()
      await later(minutes(9))
      expect(await called()).to.deep.equal(['ana'])
      await later(minutes(1))
      expect(await called()).to.deep.equal(['ana', 'mads'])
      await later(minutes(10))
      expect(await called()).to.deep.equal(['ana', 'mads', 'marco'])
      await later(minutes(10))
      expect(await called()).to.deep.equal(['ana', 'mads', 'marco', 'seraina'])

      await later(minutes(10))
      await later(minutes(60))
      await desk.relayed()
      expect(await state()).to.equal('unanswered')
      const told = desk.chat.in('reception').filter(({ key }) => key.includes('unanswered'))
      expect(told).to.have.lengthOf(1)
      expect(cardText(told[0]!.card))
        .to.include('Nobody has acknowledged INC-1 the tap drips')
        .and.include('Ana Keller, Mads Kjeldsen, Marco Bernasconi, Seraina Flury')
      expect((await history()).filter((kind) => kind === 'paged')).to.have.lengthOf(4)
      expect(await history()).to.include('page_unanswered')
    })

    it('ends with an acknowledgement, and who was called before is told', async () => {
      await page()
      await later(minutes(10))
      const [call] = await calls('mads')
      const done = await desk.as('mads').presses(call!, 'Kvittér')

      expect(done.text).to.equal('Godt: der tilkaldes ikke flere til INC-1.')
      expect((await calls('ana')).at(-1)?.says).to.equal('Mads Kjeldsen has acknowledged INC-1 already.')
      await later(minutes(60))
      expect(await called()).to.deep.equal(['ana', 'mads'])
      expect(await history()).to.include('acknowledged')
      const [entry] = await desk.store.read.rows<{ actor: string; subject: string }>(
        `SELECT "actor", "subject" FROM "audit" WHERE "kind" = 'oncall.acknowledged'`,
      )
      expect(entry).to.deep.equal({ actor: 'mads', subject: 'INC-1' })

      const again = await desk.as('ana').types('/oncall acknowledge INC-1')
      expect(again.text).to.equal('Mads Kjeldsen has acknowledged INC-1 already.')
      expect((await history()).filter((kind) => kind === 'acknowledged')).to.have.lengthOf(1)
    })

    it('can still be acknowledged when nobody is left', async () => {
      await page()
      for (let times = 0; times < 5; times++) await later(minutes(10))
      await desk.as('ana').types('/oncall acknowledge INC-1')

      expect(await state()).to.equal('acknowledged')
    })

    const ends: readonly (readonly [what: string, who: string, words: string])[] = [
      ['somebody takes the record', 'seraina', '/incident take INC-1'],
      ['it is assigned', 'seraina', '/incident assign INC-1 @mads'],
      ['it is resolved', 'seraina', '/incident resolve INC-1 fixed a new washer'],
      ['it is cancelled', 'emily', '/incident cancel INC-1 it was the rain'],
      ['another team gets it', 'seraina', '/incident escalate INC-1 team:maintenance reason:"the pipe is broken"'],
    ]
    for (const [what, who, words] of ends) {
      it(`ends when ${what}`, async () => {
        await page()
        await desk.as(who).types(words)

        expect(await state()).to.equal('cancelled')
        await later(minutes(60))
        expect(await called()).to.deep.equal(['ana'])
        expect((await desk.as('ana').types('/oncall acknowledge INC-1')).text).to.equal(
          'Nobody is called for INC-1 any more.',
        )
      })
    }

    it('does not end by a note', async () => {
      await page()
      await desk.as('seraina').types('/incident note INC-1 anyone?')

      expect(await state()).to.equal('open')
    })

    it('is one call, however often it is asked for', async () => {
      await page()
      desk.clock.forward(minutes(1))

      expect((await page()).text).to.equal('Ana Keller has been called for INC-1 already.')
      expect(await called()).to.deep.equal(['ana'])
      expect(await desk.rows('oncall_page')).to.equal(1)
    })

    it('goes to the rotation of the team that holds the record, or to the one that is named', async () => {
      await desk.as('seraina').types('/oncall page INC-1 rotation:cellar')

      expect(await called()).to.deep.equal(['marco'])
    })

    it('goes to whoever stands in', async () => {
      await desk.as('ana').types('/oncall cover @mads')
      await desk.relayed()
      await desk.as('mads').presses(desk.directTo('mads').at(-1)!, 'Ja, det gør jeg')
      await page()

      expect(await called()).to.deep.equal(['mads'])
      await later(minutes(10))
      expect(await called()).to.deep.equal(['ana', 'mads'])
    })

    it('tells no more than the number of a private record to whoever may not read it', async () => {
      await desk.as('seraina').types('/incident private INC-1')
      await desk.as('seraina').types('/oncall page INC-1')

      const [call] = await calls('ana')
      expect(cardText(call!.card)).to.include('INC-1, a private record').and.not.include('tap')
      expect(buttonsOf(call!.card)).to.deep.equal(['Acknowledge'])
      expect((await desk.as('ana').presses(call!, 'Acknowledge')).text).to.include('nobody else is called')
      expect((await desk.as('mads').types('/oncall acknowledge INC-1')).text).to.include('INC-1')
      expect(await state()).to.equal('acknowledged')
    })

    it('is for those who work on the record, and while it needs somebody', async () => {
      expect((await desk.as('emily').types('/oncall page INC-1')).text).to.include('You may not use “call” on INC-1.')
      expect((await desk.as('ana').types('/oncall acknowledge INC-1')).text).to.include(
        'Nobody has been called for INC-1.',
      )
      await page()
      expect((await desk.as('emily').types('/oncall acknowledge INC-1')).text).to.include('You were not called')
      await desk.as('seraina').types('/incident resolve INC-1 fixed a new washer')
      expect((await page()).text).to.include('INC-1 needs nobody any more')
    })

    it('passes over whom it cannot reach', async () => {
      const file = inn({
        rotations,
        people: `
  ana: {name: Ana Keller}
  seraina: {name: Seraina Flury, accounts: [chat:inn/seraina]}
  mads: {name: Mads Kjeldsen, language: da, accounts: [chat:inn/mads]}
  marco: {name: Marco Bernasconi}
  reto: {name: Reto Imhof}
  ursina: {name: Ursina Caduff}`,
      })
      await desk.apply(file)

      expect((await page()).text).to.equal('Mads Kjeldsen has been called for INC-1.')
    })

    it('says so when there is nobody at all', async () => {
      const nobody = `
  night:
    name: Night duty
    team: reception
    kind: follow-the-sun
    zone: UTC
    segments: [{from: "20:00", to: "06:00", people: [ana]}]`
      await desk.apply(inn({ rotations: nobody }))

      expect((await page()).text).to.include('Nobody can be called: Night duty.')
      expect((await desk.as('ana').types('/oncall now')).text)
        .to.include('Night duty: nobody')
        .and.include('then Ana Keller')
    })

    it('is a step of an agreement’s escalation', async () => {
      const agreements = `
  guests:
    kind: sla
    name: Guests
    targets: {incident: {resolution: 1h}}
    escalation: [{after: 50%, when: unassigned, to: "rotation:night"}]`
      await desk.apply(inn({ rotations, agreements }))
      await desk.as('emily').types('/incident report no hot water service:bathrooms work:stopped affects:many')
      desk.clock.forward(minutes(31))
      await desk.run('sla-sweep')
      await desk.run('sla-sweep')

      expect((await calls('ana')).map(({ says }) => says)).to.deep.equal(['You are wanted: INC-2 no hot water'])
    })

    it('is asked for by the desk itself in the unit of whatever made it necessary', async () => {
      const record = await desk.record('INC-1')
      const job = { kind: 'desk', job: 'breach' } as const
      const start = () => desk.store.work(job, (work) => startPage(desk.parts, work, { record, rotation: 'night' }))
      const [first, second] = await Promise.all([start(), start()])

      expect(first?.id).to.equal(second?.id)
      expect(await called()).to.deep.equal(['ana'])
    })
  })
}
