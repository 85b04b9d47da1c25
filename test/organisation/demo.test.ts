import { expect } from 'chai'
import { parse } from 'yaml'
import { routesFor, symptomsOf, titleOf } from '../../src/organisation/index.js'
import { complaintsAbout, demoFile, organisationIn } from './files.js'

interface StarterRecord {
  readonly reporter: string
  readonly what: string
  readonly service: string
  readonly symptom: string
  readonly affects: string
  readonly work: string
  readonly story?: readonly { readonly as: string; readonly verb: string; readonly team?: string }[]
}

describe('the Alpine Hotel', () => {
  const hotel = organisationIn(demoFile('desk.yaml'))
  const records = parse(demoFile('records.yaml')) as readonly StarterRecord[]

  it('has a desk file without a mistake', () => {
    expect(complaintsAbout(demoFile('desk.yaml'), ['incident', 'change', 'request', 'task'])).to.be.empty
  })

  it('has the people of the journey, in their roles', () => {
    const rolesOf = (id: string) => (hotel.grants.get(id) ?? []).map(({ role }) => role)

    expect(['freja', 'emily'].map((id) => hotel.people.get(id)?.language)).to.deep.equal(['da', 'en'])
    expect(rolesOf('freja')).to.be.empty
    for (const id of ['ana', 'lukas', 'marco', 'jonas']) expect(rolesOf(id)).to.include('agent')
    expect(rolesOf('ursina')).to.include('admin')
  })

  it('tells everybody’s work in their own language', () => {
    const titles = ['freja', 'ana'].map((id) => titleOf(hotel, hotel.people.get(id)!))

    expect(titles).to.deep.equal(['Gæst på værelse 14', 'Reception'])
  })

  it('shows what a bathroom can have at the reception, and at housekeeping once they have it', () => {
    const place = { practice: 'incident', private: false, service: 'bathrooms', priority: 3 }
    const channels = (team: string) => routesFor(hotel, { ...place, team }).map(({ place: { channel } }) => channel)

    expect(channels('reception')).to.deep.equal(['reception'])
    expect(channels('housekeeping')).to.deep.equal(['reception', 'housekeeping'])
  })

  it('has a team for every service, and names in both languages that differ where they should', () => {
    for (const service of hotel.services.values()) expect(service.team, service.id).to.be.a('string')
    expect(hotel.services.get('laundry')?.name).to.deep.equal({ en: 'Laundry and linen', da: 'Vask og linned' })
  })

  it('begins with words in the lobby by people that there are', () => {
    const said = parse(demoFile('lobby.yaml')) as readonly { readonly as: string; readonly says: string }[]

    for (const { as, says } of said) {
      expect(hotel.people.has(as), as).to.equal(true)
      expect(says).not.to.equal('')
    }
  })

  it('begins with records about things and people that there are', () => {
    expect(records).to.have.lengthOf(10)
    for (const record of records) {
      expect(hotel.people.has(record.reporter), record.reporter).to.equal(true)
      expect(symptomsOf(hotel, record.service).has(record.symptom), record.what).to.equal(true)
      expect(['me', 'team', 'many']).to.include(record.affects)
      expect(['stopped', 'hampered', 'goes_on']).to.include(record.work)
      for (const { as, team } of record.story ?? []) {
        expect(hotel.people.has(as), as).to.equal(true)
        if (team) expect(hotel.teams.has(team), team).to.equal(true)
      }
    }
  })
})
