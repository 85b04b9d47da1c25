import { expect } from 'chai'
import {
  applyImport,
  everything,
  type Format,
  itemsByKey,
  piecesOf,
  planImport,
  problemText,
  sourceOf,
  written,
} from '../../src/configuration/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'
import { demoFile } from '../organisation/files.js'

const roles = `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`

const csv = `key;name;type;state;attributes;relations
boiler;"The boiler; old";device;in repair;"model=B7\\;x; year=2020";
pump-1;Pump one;device;;;
heating;;;;;"depends on boiler; uses pump-1 [pumps 1]"
`

const catalogue = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: booking, title: Booking}
spec: {type: website, lifecycle: production, owner: group:default/reception, dependsOn: [resource:default/db]}
---
kind: Resource
metadata: {name: db, description: The database}
spec: {type: database, owner: user:default/reto}
---
kind: Location
metadata: {name: elsewhere}
`

for (const dialect of dialects) {
  describe(`a file of configuration items (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-04T09:00:00Z', file: inn({ roles }) })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const register = () => ({ reader: desk.store.read, organisation: desk.desks.current() })
    const source = (format: Format, text: string) => sourceOf(format, piecesOf(text))
    const imports = (format: Format, text: string) =>
      desk.store.work({ kind: 'operator' }, (work) =>
        applyImport({ work, organisation: desk.desks.current() }, source(format, text)),
      )
    const exported = async (format: Format) => {
      let text = ''
      for await (const piece of written(format, everything(register()))) text += piece
      return text
    }
    const wrong = async (format: Format, text: string) =>
      (await planImport(register(), source(format, text))).problems.map((one) =>
        problemText(one, desk.parts.voices.in('en')),
      )

    it('is read as CSV, with semicolons too', async () => {
      const { added, related } = await imports('csv', csv)

      expect({ added, related }).to.deep.equal({ added: 2, related: 2 })
      const boiler = (await itemsByKey(register(), ['boiler'])).get('boiler')
      expect(boiler).to.include({ name: 'The boiler; old', state: 'in repair' })
      expect(boiler?.attributes).to.deep.equal({ model: 'B7;x', year: '2020' })
    })

    it('tells each relation how many stand in for each other, those that were there before too', async () => {
      const pumps = [1, 2, 3].map((n) => `pump-${n},device,\n`).join('')
      await imports('csv', `key,type,relations\n${pumps}pool,device,uses pump-1 [pumps 1]; uses pump-2 [pumps 1]\n`)
      await imports('csv', 'key,relations\npool,uses pump-3 [pumps 2]; runs on pump-3 [pumps 2]\n')

      const groups = await desk.store.read.rows('SELECT DISTINCT "group", "of", "enough" FROM "item_need"')
      expect(groups).to.deep.equal([{ group: 'pumps', of: 3, enough: 2 }])
    })

    it('is read as Backstage’s catalogue', async () => {
      const { added, related } = await imports('backstage', catalogue)

      expect({ added, related }).to.deep.equal({ added: 2, related: 1 })
      const items = await itemsByKey(register(), ['booking', 'db'])
      expect(items.get('booking')).to.include({ type: 'application', team: 'reception', environment: 'production' })
      expect(items.get('db')).to.include({ type: 'database', name: 'The database', owner: 'reto' })
    })

    for (const format of ['csv', 'yaml'] as const) {
      it(`says as ${format} all that there is, and read again it changes nothing`, async () => {
        await imports('csv', csv)
        await imports(
          'yaml',
          'items: {odd: {name: "=1+1", type: device, attributes: {a: "@x", b: "y;z\\\\"}, state: planned}}',
        )

        const text = await exported(format)
        const { items, added, changed, related, problems } = await planImport(register(), source(format, text))

        expect(problems).to.deep.equal([])
        expect({ items, added, changed, related }).to.deep.equal({ items: 4, added: 0, changed: 0, related: 0 })
      })
    }

    it('has nothing in its CSV that a spreadsheet takes for a formula', async () => {
      await imports('yaml', 'items: {odd: {name: "=HYPERLINK(1)", type: device}}')

      expect(await exported('csv')).to.include(`odd,'=HYPERLINK(1),device`)
    })

    it('as a catalogue changes nothing when it is read again', async () => {
      await imports('backstage', catalogue)
      await imports('yaml', 'items: {heating: {relations: [{depends on: db}]}}')

      const { added, changed, related, problems } = await planImport(
        register(),
        source('backstage', await exported('backstage')),
      )

      expect({ added, changed, related, problems }).to.deep.equal({ added: 0, changed: 0, related: 0, problems: [] })
    })

    it('tells what is wrong by its line, and with one broken line nothing is imported', async () => {
      const broken = `key,name,type,team,relations
good,Good,device,,
bad key,Bad,device,,
what,What,devise,,
team,Team,device,nobody,
good,Again,device,,
self,Self,device,,depends on self
far,Far,device,,uses nowhere
kind,Kind,device,,eats good
short,Short
`
      expect(await wrong('csv', broken)).to.deep.equal([
        'Line 3: “bad key” cannot be a key. At most 50 small letters, digits, dots, dashes and underscores, beginning with a letter or a digit.',
        'Line 4: There is no type “devise”. Did you mean “device”? Known are: service, application, database, server, computer, network, line, device, building, contract, document.',
        'Line 5: There is no team “nobody”. Known are: reception, maintenance.',
        'Line 6: “good” stands on line 2 already. Keep one of the two.',
        'Line 7: self cannot be related to itself. Name two different items.',
        'Line 8: There is no item “nowhere”. Look for it with /ci find, or enter it with /ci add.',
        'Line 9: There is no relation “eats”. Known are: depends on, runs on, uses, connected to, part of, backs up.',
        'Line 10: The line has 2 columns, and the first line 5. Put quotation marks around texts with commas in them.',
      ])
      const refused = await imports('csv', broken).catch((error: Error) => error.message)
      expect(refused).to.equal('configuration.not_imported')
      expect(await desk.rows('item')).to.equal(0)
    })

    it('tells the line of what is no CSV, no YAML, and no list of items', async () => {
      expect(await wrong('csv', 'key,name\na,"b')).to.have.lengthOf(1)
      expect(await wrong('csv', 'key,colour\na,b')).to.satisfy(([line]: string[]) => /^Line 1: .*“colour”/.test(line!))
      expect(await wrong('csv', '')).to.satisfy(([line]: string[]) => line!.includes('names no column “key”'))
      expect(await wrong('yaml', 'items:\n  a: {b')).to.satisfy(([line]: string[]) => line!.includes('This is no YAML'))
      expect(await wrong('yaml', 'things: 1')).to.satisfy(([line]: string[]) => line!.includes('has no items'))
      expect(await wrong('yaml', 'items:\n  a: {type: device}\n  b: {type: device, colour: red}')).to.deep.equal([
        'Line 3: There is no field “colour”. Known are: name, type, owner, team, supplier, state, environment, confidentiality, integrity, availability, attributes, relations.',
      ])
      expect(await wrong('backstage', 'kind: Component\nspec: {}')).to.satisfy(([line]: string[]) =>
        line!.includes('no entity of a catalogue'),
      )
    })

    it('is shown in chat before it is imported, and imported by a button', async () => {
      const file = { name: 'items.csv', id: 'f1', size: csv.length }
      desk.chat.files.set('f1', csv)
      const asks = (person: string) =>
        desk.as(person).does({ kind: 'command', words: 'ci import', files: { files: [file] } })

      expect((await asks('ana')).text).to.include('Files are imported by configuration managers')
      const shown = await asks('reto')
      expect(shown.text)
        .to.include('3 items in the file · 2 new · 0 changed · 2 new relations')
        .and.include('+ boiler The boiler; old')
        .and.include('+ heating uses pump-1')
      expect(buttonsOf(shown.card)).to.deep.equal(['Apply'])
      expect(await desk.rows('item')).to.equal(0)
      expect((await desk.as('marco').presses(shown, 'Apply')).text).to.include('Files are imported by')
      expect((await desk.as('reto').presses(shown, 'Apply')).text).to.include('Imported.')
      expect(await desk.rows('item')).to.equal(3)
      expect((await asks('reto')).text).to.include('Nothing: all 3 items are as the file says.')
    })

    it('with a broken line shows that, and no button', async () => {
      desk.chat.files.set('f1', 'key,name,type\nboiler,Boiler,devise')

      const words = 'ci import'
      const shown = await desk
        .as('reto')
        .does({ kind: 'command', words, files: { files: [{ name: 'x.csv', id: 'f1' }] } })

      expect(shown.text).to.include('One line is wrong.').and.include('Line 2: There is no type “devise”.')
      expect(buttonsOf(shown.card)).to.deep.equal([])
    })

    it('is asked for where none was attached, and offered where one can be fetched', async () => {
      expect((await desk.as('reto').types('/ci import')).form.title).to.equal('Import a file')
      expect((await desk.as('ana').types('/ci export yaml')).text).to.include('configuration.yaml')
      expect((await desk.as('emily').types('/ci export')).text).to.include('shown to the people who work here')
    })
  })
}

describe('the hotel’s own file', () => {
  it('comes out of an export as it went in', async () => {
    const desk = await openDesk({ dialect: 'sqlite', file: demoFile('desk.yaml') })
    const register = { reader: desk.store.read, organisation: desk.desks.current() }
    const hotel = sourceOf('yaml', piecesOf(demoFile('configuration.yaml')))
    await desk.store.work({ kind: 'operator' }, (work) =>
      applyImport({ work, organisation: register.organisation }, hotel),
    )
    let text = ''
    for await (const piece of written('csv', everything(register))) text += piece

    const { added, changed, related, problems } = await planImport(register, sourceOf('csv', piecesOf(text)))

    expect({ added, changed, related, problems }).to.deep.equal({ added: 0, changed: 0, related: 0, problems: [] })
    await desk.close()
  })
})
