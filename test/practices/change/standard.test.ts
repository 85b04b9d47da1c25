import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const template = `{name: {en: Change a filter, da: Skift et filter}, owner: reto, until: 2027-01-31, services: heating,
    items: [filter, type:device], reason: {en: It is full, da: Det er fuldt}, outage: 10, effort: 20,
    implementation: [{en: shut the valve, da: luk ventilen}, {en: change it, da: skift det}], test: [{en: look, da: kig}],
    back_out: [{en: put the old one back, da: sæt det gamle i}], implementer: team:maintenance, failures: 1 of 5}`

const fileWith = (swap: string): string =>
  inn({
    roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
    routes: `
  - {records: change, to: chat:inn/reception, facts: card}`,
    templates: `
  filter: ${swap}
  lamp: {name: Change a lamp, owner: ana, until: 2026-11-30, reason: It is dark, implementation: [change it], back_out: [put it back]}`,
  })

for (const dialect of dialects) {
  describe(`A standard change, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: fileWith(template), at: '2026-11-26T09:00:00Z' })
      for (const item of ['filter type:network', 'boiler type:device', 'line type:line'])
        await desk.as('reto').types(`/ci add ${item} name:Something`)
    })
    afterEach(() => desk.close())
    const text = async (person: string, words: string): Promise<string> => (await desk.as(person).types(words)).text
    const began = (person = 'marco', rest = ''): Promise<string> =>
      text(person, `/change propose a new filter template:filter items:filter ${rest}`)

    /** Begins one and lets it end. */
    async function ended(result: string): Promise<string> {
      await began()
      const number = `CHG-${await desk.rows('record')}`
      await desk.as('marco').types(`/change start ${number}`)
      if (result === 'implemented') for (const _ of [1, 2, 3]) await desk.as('marco').types(`/change tick ${number}`)
      const why = result === 'implemented' ? '' : 'cause:hardware it leaks'
      return text('marco', `/change finish ${number} ${result} ${why}`)
    }

    it('is authorised, given to somebody and scheduled by being proposed, and closed by going well', async () => {
      const said = await began('marco', 'from:"2026-12-01 22:00" to:"2026-12-01 23:00"')

      expect(said)
        .to.match(/CHG-1 .*scheduled: a new filter/s)
        .and.match(/Responsible: Marco/)
      const record = await desk.record('CHG-1')
      expect(record).to.include({ state: 'scheduled', assignee: 'marco', team: 'maintenance', service: 'heating' })
      expect(record.details).to.include({ kind: 'standard', template: 'filter', reason: 'It is full', outage: 10 })
      expect(record.details.risk).to.deep.include({ class: 'low', reasons: [{ code: 'template' }] })
      expect(record.details.test).to.deep.equal([{ text: 'look' }])
      const shown = await text('ana', '/change show CHG-1')
      expect(shown)
        .to.match(/Change a filter/)
        .and.match(/authorised beforehand by a template/)

      desk.clock.to('2026-12-01T21:00:00Z')
      await desk.as('marco').types('/change start CHG-1')
      for (const _ of [1, 2, 3]) await desk.as('marco').types('/change tick CHG-1')
      await desk.as('reto').types('/change finish CHG-1 implemented')
      const closed = await desk.record('CHG-1')
      expect(closed.state, 'by a colleague, and yet without a review').to.equal('closed')
      expect(closed.details.reviewDue).to.equal(undefined)
      expect(desk.faults).to.deep.equal([])
    })

    it('goes to the lead of the team where somebody else asks for it, who is told; in the language of who asks', async () => {
      expect(await began('mads'))
        .to.match(/CHG-1 .*godkendt/s)
        .and.match(/Ansvarlig: Reto/)
      const record = await desk.record('CHG-1')
      expect(record).to.include({ state: 'authorised', assignee: 'reto', requester: 'mads' })
      expect(record.details.implementation).to.deep.equal([{ text: 'luk ventilen' }, { text: 'skift det' }])
      await desk.relayed()
      const told = desk.directTo('reto').map(({ card }) => cardText(card))
      expect(told.join('\n')).to.match(/Mads Kjeldsen began it from the template Change a filter/)
    })

    it('is done as it was authorised; its way back alone can be written anew', async () => {
      await began()
      const steps = (await desk.record('CHG-1')).details.implementation
      expect(await text('marco', '/change plan CHG-1 implementation do as you like')).to.match(
        /its steps are part of what was authorised/,
      )
      expect((await desk.record('CHG-1')).details.implementation).to.deep.equal(steps)
      await desk.as('marco').types('/change plan CHG-1 back_out fetch the old one; put it back')
      expect((await desk.record('CHG-1')).details.back_out).to.have.lengthOf(2)
    })

    it('may be begun by whoever is not at work here, too, and is scheduled by whoever does it', async () => {
      await began('emily', 'from:"2026-12-01 22:00" to:"2026-12-01 23:00"')
      expect(await desk.record('CHG-1')).to.include({ state: 'authorised', assignee: 'reto', requester: 'emily' })
      await text('reto', '/change schedule CHG-1 from:"2026-12-01 22:00" to:"2026-12-01 23:00"')
      expect(await desk.record('CHG-1')).to.include({ state: 'scheduled' })
    })

    it('is authorised and not scheduled where something stands in the way of its window, which is told', async () => {
      await desk.apply(
        `${fileWith(template)}freezes: {rest: {name: Week of rest, from: 2026-12-01T00:00, until: 2026-12-08T00:00}}\n`,
      )
      const said = await desk
        .as('marco')
        .types(
          '/change propose a new filter template:filter items:filter from:"2026-12-02 22:00" to:"2026-12-02 23:00"',
        )
      expect(said.text)
        .to.match(/CHG-1 is not scheduled: something stands in the way/)
        .and.match(/comes from a template and is authorised/)
        .and.match(/Week of rest/)
      expect(await desk.record('CHG-1')).to.include({ state: 'authorised', assignee: 'marco' })
      await desk.as('marco').types('/change schedule CHG-1 from:"2026-12-09 22:00" to:"2026-12-09 23:00"')
      expect((await desk.record('CHG-1')).state).to.equal('scheduled')
    })

    it('is refused for what its template is not for, and goes the normal way with the same steps', async () => {
      const wrong: readonly (readonly [string, RegExp])[] = [
        ['items:line', /“Change a filter” is not for line.*filter, type:device/s],
        ['', /has to know what is changed.*filter, type:device/s],
        ['items:fliter', /fliter.*filter/s],
        ['items:filter service:bathrooms', /is not for Bathrooms.*Heating/s],
        ['items:filter outage:30', /outage of 10 minutes at most/],
        ['items:filter from:"2026-12-01 22:00" to:"2026-12-01 21:00"', /ends before it begins/],
      ]
      for (const [rest, refusal] of wrong)
        expect(await text('marco', `/change propose it template:filter ${rest}`), rest).to.match(refusal)
      expect(await text('mads', '/change propose it template:filter items:line')).to.match(
        /Skift et filter” er ikke til/,
      )
      expect(await text('marco', '/change propose it template:lift')).to.match(/lift/)
      expect(await desk.rows('record'), 'nothing was written').to.equal(0)

      await desk.as('marco').types('/change propose it template:filter kind:normal items:line outage:30')
      const record = await desk.record('CHG-1')
      expect(record.state).to.equal('draft')
      expect(record.details).to.include({ kind: 'normal', reason: 'It is full', outage: 30 })
      expect(record.details.back_out).to.deep.equal([{ text: 'put the old one back' }])
      expect(record.details.template).to.equal(undefined)
      expect(await text('marco', '/change submit CHG-1')).to.match(/requested/)
    })

    it('needs no item of a template that is for any, but something', async () => {
      const lamp = (rest: string): Promise<string> => text('marco', `/change propose a lamp template:lamp ${rest}`)
      expect(await lamp('')).to.match(/has to know what is changed/)
      expect(await lamp('service:bathrooms')).to.match(/CHG-1/)
      expect(await desk.record('CHG-1')).to.include({ state: 'authorised', assignee: 'marco', service: 'bathrooms' })
    })

    it('cannot be begun after the last day of its template, until it has another one', async () => {
      await desk.clock.to('2026-12-01T09:00:00Z')
      expect(await text('marco', '/change propose a lamp template:lamp service:bathrooms'))
        .to.match(/until 2026-11-30, and that day is over/)
        .and.match(/Ana Keller can give it another day.*kind:normal/s)
      await desk.apply(fileWith(template).replace('until: 2026-11-30', 'until: 2027-11-30'))
      expect(await text('marco', '/change propose a lamp template:lamp service:bathrooms')).to.match(/CHG-1/)
    })

    it('cannot be begun where nobody answers for its template', async () => {
      await desk.as('reto').does({ kind: 'account', profile: { deactivated: true } })
      expect(await began()).to.match(/Nobody answers for the template/)
    })

    it('takes its template down with the failure that is one too many; its owner and the change managers hear of it', async () => {
      await ended('implemented')
      await ended('failed')
      expect(await began()).to.match(/CHG-3/)
      const said = await ended('failed')

      expect(said).to.match(/Change a filter has lost its authorisation: 2 of its last 3 changes went wrong/)
      const lost = (await desk.history('CHG-4')).filter(({ kind }) => kind === 'template_lost')
      expect(lost.map(({ data }) => data)).to.deep.equal([
        { template: 'filter', count: 2, of: 3, people: ['reto', 'seraina'] },
      ])
      await desk.relayed()
      for (const person of ['reto', 'seraina'])
        expect(
          desk
            .directTo(person)
            .map(({ card }) => cardText(card))
            .join('\n'),
          person,
        ).to.match(/has lost its auth/)
      expect(await began()).to.match(/more than 1 of its last 5 changes went wrong, at last CHG-4/)

      await desk.as('marco').types('/change finish CHG-4 backed_out cause:hardware the old one is back')
      await desk.as('marco').types('/change start CHG-3')
      await desk.as('marco').types('/change finish CHG-3 failed cause:people dropped')
      const all = await Promise.all(['CHG-3', 'CHG-4'].map((number) => desk.history(number)))
      expect(
        all.flat().filter(({ kind }) => kind === 'template_lost'),
        'it is lost once',
      ).to.have.lengthOf(1)

      await desk.apply(fileWith(template.replace('shut the valve', 'shut both valves')))
      expect(await began(), 'mended').to.match(/CHG-5/)
      expect(await text('ana', '/change templates')).to.match(/before it was renewed: 4, 3 of them wrong/)
    })

    it('is begun again by a press on its template, which asks what is to be changed', async () => {
      const list = await desk.as('marco').types('/change templates')
      const asked = await desk.as('marco').presses(list, 'Use it …')
      await desk.as('marco').fills(asked, { what: 'the filter in the cellar', items: 'filter' })
      expect(await desk.record('CHG-1')).to.include({ state: 'authorised', title: 'the filter in the cellar' })
    })

    it('is reviewed only where it failed', async () => {
      await ended('failed')
      const record = await desk.record('CHG-1')
      expect(record.details.reviewDue).to.equal('2026-12-01T09:00:00.000Z')
      expect(await text('seraina', '/change close CHG-1')).to.match(/failed|review/)
      await desk.as('reto').types('/change review CHG-1 the filter was the wrong one')
      expect((await desk.record('CHG-1')).state).to.equal('reviewed')
    })

    it('has templates with a record, which is a press away from its card', async () => {
      await ended('implemented')
      await ended('failed')
      await desk.clock.to('2026-12-01T09:00:00Z')
      const list = await desk.as('ana').types('/change templates')

      expect(list.text)
        .to.match(/Change a lamp.*expired.*Ana Keller.*used: 0/s)
        .and.match(
          /Change a filter.*in force.*Reto Imhof.*used: 2, went well: 1, went wrong: 1 \(allowed: 1 of the last 5\)/s,
        )
      expect(list.text.indexOf('Change a lamp'), 'what is down stands first').to.be.lessThan(
        list.text.indexOf('Change a filter'),
      )
      expect(await text('freja', '/change templates')).to.match(/Skift et filter.*gælder.*gået godt: 1/s)

      await desk.relayed()
      expect(buttonsOf(desk.card('CHG-2', 'reception').card)).to.include('Its template')
      const one = await desk.as('ana').presses(desk.card('CHG-2', 'reception'), 'Its template')
      expect((await desk.as('ana').types('/change templates filter')).text, 'typed').to.equal(one.text)
      expect(one.text)
        .to.match(/CHG-2.*went wrong.*CHG-1.*went well/s)
        .and.not.match(/Change a lamp/)
    })
  })
}

describe('Two standard changes at the same moment, on two processes over one database', () => {
  it('are not scheduled into each other', async () => {
    const here = await openDesk({ dialect: 'postgres', file: fileWith(template), at: '2026-11-26T09:00:00Z' })
    const there = await here.beside()
    try {
      await here.as('reto').types('/ci add filter type:network name:Something')
      const words =
        '/change propose a new filter template:filter items:filter from:"2026-12-01 22:00" to:"2026-12-01 23:00"'
      const said = await Promise.all([here.as('marco').types(words), there.as('reto').types(words)])

      const all = await Promise.all(['CHG-1', 'CHG-2'].map((number) => here.record(number)))
      expect(all.map(({ state }) => state)).to.have.members(['scheduled', 'authorised'])
      expect(said.filter(({ text }) => /is not scheduled: something stands in the way/.test(text))).to.have.lengthOf(1)
    } finally {
      await there.close()
      await here.close()
    }
  })

  it('take their template down once when both go wrong', async () => {
    const here = await openDesk({ dialect: 'postgres', file: fileWith(template), at: '2026-11-26T09:00:00Z' })
    const there = await here.beside()
    try {
      await here.as('reto').types('/ci add filter type:network name:Something')
      for (const number of ['CHG-1', 'CHG-2']) {
        await here.as('marco').types('/change propose a new filter template:filter items:filter')
        await here.as('marco').types(`/change start ${number}`)
      }
      await Promise.all([
        here.as('marco').types('/change finish CHG-1 failed cause:hardware it leaks'),
        there.as('reto').types('/change finish CHG-2 failed cause:hardware it leaks, too'),
      ])

      const all = await Promise.all(['CHG-1', 'CHG-2'].map((number) => here.history(number)))
      expect(all.flat().filter(({ kind }) => kind === 'template_lost')).to.have.lengthOf(1)
      expect([...here.faults, ...there.faults]).to.deep.equal([])
    } finally {
      await there.close()
      await here.close()
    }
  })
})
