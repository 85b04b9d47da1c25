import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: configuration manager, to: reto}
  - {role: security, to: seraina}
  - {role: admin, to: ursina}`,
  configuration: '{types: {cable: {name: {en: Cable, da: Kabel}}}}',
  agreements: `
  guests: {kind: sla, name: {en: Guests, da: Gæster}, customers: emily, services: [bathrooms], calendar: always, targets: {incident: {response: 1h}}}
  heat: {kind: sla, name: Heat, services: [heating], calendar: always, targets: {incident: {response: 1h}}}`,
})

for (const dialect of dialects) {
  describe(`configuration items (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-04T09:00:00Z', file })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const reto = () => desk.as('reto')
    const ana = () => desk.as('ana')
    const does = async (...all: readonly string[]) => {
      for (const words of all) {
        const { text } = await reto().types(words)
        expect(text, words).to.match(/has been|^Noted|^Taken/)
      }
    }
    /** A boiler under the heating, with two pumps of which one is enough; bathrooms need the heating. */
    const house = () =>
      does(
        '/ci add boiler type:device team:maintenance owner:@reto availability:high attributes:"model=B7" The boiler',
        '/ci add pump-1 type:device Pump one',
        '/ci add pump-2 type:device Pump two',
        '/ci relate heating depends_on boiler',
        '/ci relate heating uses pump-1 pumps',
        '/ci relate heating uses pump-2 pumps',
        '/ci relate bathrooms depends_on heating',
      )

    it('are entered, shown and found, with their types in the reader’s language', async () => {
      await does(
        '/ci add boiler type:device team:maintenance owner:@reto availability:high attributes:"model=B7" The boiler',
        '/ci add cable-1 type:cable A long cable',
      )

      const shown = await ana().types('/ci show boiler')
      expect(shown.text)
        .to.include('boiler The boiler')
        .and.include('Type: device')
        .and.include('State: in use')
        .and.include('Owner: Reto Imhof')
        .and.include('Team: Maintenance')
        .and.include('Availability: high')
        .and.include('model: B7')
      expect((await desk.as('mads').types('/komponent vis cable-1')).text).to.include('Type: Kabel')
      expect((await ana().types('/ci find cable')).text)
        .to.include('cable-1 A long cable')
        .and.not.include('boiler')
      expect((await ana().types('/ci find type:service')).text)
        .to.include('heating Heating')
        .and.include('bathrooms')
      expect((await ana().completes('ci show', 'item', 'boi')).join()).to.equal('boiler')
    })

    it('are told apart from guests, and kept by those who may', async () => {
      await house()

      expect((await desk.as('emily').types('/ci show boiler')).text).to.include('shown to the people who work here')
      expect(await desk.as('emily').completes('ci show', 'item', 'boi')).to.deep.equal([])
      expect((await ana().types('/ci change boiler in_repair')).text).to.include('You do not keep boiler')
      expect((await desk.as('marco').types('/ci change boiler in_repair it drips')).text).to.include('has been changed')
      expect((await ana().types('/ci add x type:device X')).text).to.include('You do not keep x')
    })

    it('keep who changed what, with the reason', async () => {
      await house()
      await does('/ci change boiler in_repair it drips', '/ci change boiler attributes:"model=, year=2030"')

      const { text } = await ana().types('/ci history boiler')

      expect(text).to.include('Reto Imhof · changed it\nState: in use → in repair; it drips')
      expect(text).to.include('model: B7 → –').and.include('year: 2030')
      expect(text).to.include('Reto Imhof · related: heating depends on boiler')
      expect(text).to.include('Reto Imhof · entered it')
      const audited = await desk.store.read.rows<{ kind: string }>(
        `SELECT "kind" FROM "audit" WHERE "subject" = 'boiler' ORDER BY "seq"`,
      )
      expect(audited.map(({ kind }) => kind)).to.deep.equal(['item.added', 'item.changed', 'item.changed'])
    })

    it('refuse what cannot be, with what was probably meant, and nothing changes', async () => {
      await house()
      const said = async (words: string) => (await reto().types(words)).text

      expect(await said('/ci show boilr')).to.include('There is no item “boilr”. Did you mean “boiler”?')
      expect(await said('/ci add boiler type:device Another')).to.include('There is an item “boiler” already')
      expect(await said('/ci add heating type:device Heat')).to.include('is a service of the desk file')
      expect(await said('/ci add Bad/Key type:device Bad')).to.include('cannot be a key')
      expect(await said('/ci add new type:devise Bad')).to.include('Did you mean “device”?')
      expect(await said('/ci relate boiler uses boiler')).to.include('cannot be related to itself')
      expect(await said('/ci relate heating depends_on boiler')).to.include('related in that way already')
      expect(await said('/ci unrelate boiler uses pump-1')).to.include('are not related in that way')
      expect(await said('/ci relate pump-1 backs_up boiler group:x')).to.include('A backup is no alternative')
      expect(await said('/ci relate heating uses boiler group:x enough:none')).to.include('is no number of items')
      expect(await said('/ci change heating name:Warmth')).to.include('is kept in the desk file')
      expect(await said('/ci change boiler state:in_use')).to.include('That is how boiler is already')
      expect(await said('/ci change boiler attributes:nonsense')).to.include('is no attribute')
      expect(await desk.rows('item')).to.equal(5)
      expect(await desk.rows('item_need')).to.equal(4)
    })

    it('tell who is hit when one fails, how, and what was promised to whom', async () => {
      await house()
      await desk.as('emily').types('/incident report work:goes_on affects:me service:bathrooms the water is cold')

      const { text } = await ana().types('/ci impact boiler')

      expect(text)
        .to.include('If boiler fails')
        .and.include('2 services · 0 other items · 2 agreements · 1 open record')
      expect(text).to.include('heating Heating\nheating depends on boiler')
      expect(text).to.include('bathrooms Bathrooms\nheating depends on boiler · bathrooms depends on heating')
      expect(text).to.include('Guests\nEmily Carter').and.include('Heat\neverybody')
      expect(text).to.include('INC-1 the water is cold')
    })

    it('show that in a picture whose words say the same', async () => {
      await house()

      const { card } = await desk.as('mads').types('/komponent konsekvens boiler pump-1')
      const image = card.blocks.find((block) => block.kind === 'image')

      expect(image?.alt).to.equal(
        'Hvis boiler, pump-1 svigter: heating afhænger af boiler; bathrooms afhænger af heating.',
      )
      expect(image?.picture.kind).to.equal('network')
    })

    it('go on while enough of their alternatives are left', async () => {
      await house()

      const one = await ana().types('/ci impact pump-1')
      const both = await ana().types('/ci impact pump-1, pump-2')

      expect(one.text).to.include('0 services').and.include('heating Heating\n1 left in “pumps”, at least 1 needed')
      expect(both.text).to.include('2 services').and.include('heating uses pump-1')
    })

    it('end on circles', async () => {
      await house()
      await does('/ci relate boiler depends_on bathrooms')

      expect((await ana().types('/ci impact boiler')).text).to.include('2 services')
      expect((await ana().types('/service impact service:bathrooms')).text).to.include('1 other item')
    })

    it('are retired, and say who still needs them', async () => {
      await house()

      const { text, card } = await reto().types('/ci retire boiler replaced')

      expect(text).to.include('boiler has been retired').and.include('One item still needs it')
      expect(buttonsOf(card)).to.deep.equal(['Show'])
      expect((await ana().types('/ci find boiler')).text).to.include('Nothing here')
      expect((await ana().types('/ci find boiler state:retired')).text).to.include('boiler The boiler')
    })

    it('take relations away again', async () => {
      await house()
      await does('/ci unrelate heating uses pump-2')

      expect((await ana().types('/ci show heating')).text).to.include('heating uses pump-1 · any 1 of 1 in “pumps”')
      expect((await ana().types('/ci impact pump-1')).text).to.include('2 services')
    })

    it('are linked to records, and a private one is not told to others', async () => {
      await house()
      await desk.as('emily').types('/incident report work:goes_on affects:me it hisses')
      await ana().types('/ci link boiler INC-1')
      await desk.as('emily').types('/incident report work:goes_on affects:me a secret hiss')
      await ana().types('/ci link boiler INC-2')
      await desk.as('seraina').types('/incident private INC-2 on')

      expect((await ana().types('/ci link boiler INC-1')).text).to.include('INC-1 is about boiler already')
      for (const words of ['/ci show boiler', '/ci impact boiler', '/ci history boiler']) {
        expect((await desk.as('marco').types(words)).text, words)
          .to.include('INC-1')
          .and.not.include('INC-2')
        expect((await desk.as('seraina').types(words)).text, words).to.include('INC-2')
      }
    })
  })
}
