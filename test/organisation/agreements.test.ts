import { expect } from 'chai'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const agreement = (more: string, targets = '{incident: {resolution: 8h}}'): string =>
  smallDesk({ agreements: `\n  guests:\n    kind: sla\n    name: Guests\n    targets: ${targets}\n${more}` })

/** What is wrong, without its place; the place is tested beside. */
const wrong = (file: string): readonly string[] =>
  complaintsAbout(file, ['incident']).map((line) => line.replace(/^\S+ \S+ /, ''))
const places = (file: string): readonly string[] =>
  complaintsAbout(file, ['incident']).map((line) => line.split(' ').slice(0, 2).join(' '))

describe('Agreements and calendars of a desk file', () => {
  it('are read with what counts when nothing is said', () => {
    const { agreements, calendars } = organisationIn(agreement(''))

    expect(agreements.get('guests')).to.include({
      state: 'active',
      calendar: 'always',
      pending: 'stops every clock',
      change: 'recount',
      reopen: 'go on',
      records: 'keep',
    })
    expect(agreements.get('guests')?.thresholds.map(({ at }) => at)).to.deep.equal([50, 75, 90])
    expect([...calendars.keys()]).to.deep.equal(['always'])
  })

  it('take targets of any length, and working days', () => {
    const targets = `{incident: {response: 30s, resolution: {p1: 1h 30m, p2: 120h, p3: 2 working days, p4: '1 working day, end of day'}}}`

    expect(organisationIn(agreement('', targets)).agreements.get('guests')?.targets.incident).to.deep.equal({
      response: { any: { kind: 'time', ms: 30_000 } },
      resolution: {
        p1: { kind: 'time', ms: 5_400_000 },
        p2: { kind: 'time', ms: 432_000_000 },
        p3: { kind: 'working days', days: 2, until: 'time of day' },
        p4: { kind: 'working days', days: 1, until: 'end of day' },
      },
    })
  })

  it('are refused with a day that might be anybody’s', () => {
    expect(wrong(agreement('', '{incident: {resolution: 1d}}')).join()).to.include('24h or 1 working day')
    expect(wrong(agreement('', '{incident: {resolution: 0h}}'))).to.have.lengthOf(1)
  })

  it('are refused with a service, a calendar, a customer or an owner that nobody bears', () => {
    const file = agreement(
      '    services: wify\n    calendar: office\n    customers: [anna, "team:kitchen"]\n    owner: boss\n',
    )

    expect(wrong(file)).to.have.lengthOf(5)
    expect(wrong(file).join()).to.include('Did you mean “wifi”?').and.include('There is no calendar “office”')
    expect(places(file)[0]).to.match(/^desk\.yaml:\d+:\d+ agreements\.guests\.services:$/)
  })

  for (const share of ['0', '140', '100', '12.5', '-5']) {
    it(`are refused with a threshold of ${share} %`, () => {
      const file = agreement(`    thresholds: [{at: ${share}, tell: assignee}]\n`)
      expect(wrong(file).join()).to.include('whole percents from 1 to 99')
    })
  }

  it('are refused with an unknown kind of record, a threshold that stands twice, and a validity that runs backwards', () => {
    const file = agreement(
      '    valid: {from: 2027-02-01, until: 2027-01-01}\n    thresholds: [{at: 50, tell: team}, {at: 50, tell: channel}]\n',
      '{incidents: {resolution: 8h}}',
    )
    expect(wrong(file).join()).to.include('no records of the kind').and.include('before it begins').and.include('twice')
  })

  it('are refused without their other side, and with one of another kind', () => {
    const file = smallDesk({
      agreements: `
  a: {kind: ola, name: A, targets: {incident: {resolution: 1h}}}
  b: {kind: uc, name: B, supplier: nobody, targets: {incident: {resolution: 1h}}}
  c: {kind: sla, name: C, team: reception, targets: {incident: {resolution: 1h}}}`,
    })
    expect(wrong(file)).to.have.lengthOf(3)
    expect(wrong(file).join())
      .to.include('“team” is missing')
      .and.include('There is no supplier')
      .and.include('of the kind ola')
  })

  it('are refused with an escalation to nobody', () => {
    const file = agreement(
      `    escalation: [{after: 110%, to: team lead}, {after: breach, to: king}, {after: 5m, to: 'rotation:night'}, {after: 5m, to: 'team:x'}]\n`,
    )
    expect(wrong(file)).to.have.lengthOf(4)
    expect(wrong(file).join()).to.include('There is no rotation “night”').and.include('There is no team “x”')
  })

  const calendar = (text: string): string => smallDesk({ calendars: `\n  house: ${text}` })

  it('are refused with hours that overlap, also across midnight', () => {
    const file = calendar(`{weekly: {mon: ['09:00-12:00', '11:00-15:00']}}`)
    expect(places(file)[0]).to.match(/^desk\.yaml:\d+:\d+ calendars\.house\.weekly\.mon/)
    expect(wrong(calendar(`{weekly: {mon: ['22:00-06:00'], tue: ['05:00-09:00']}}`))).to.have.lengthOf(1)
  })

  it('are refused with a zone that does not exist, a calendar that never opens, and hours that are none', () => {
    expect(wrong(calendar(`{zone: Europe/Zurch, weekly: {mon: ['09:00-12:00']}}`)).join()).to.include('not a time zone')
    expect(wrong(calendar('{weekly: {}}'))).to.have.lengthOf(1)
    expect(wrong(calendar(`{weekly: {mon: ['9 to 5']}}`))).to.have.lengthOf(1)
    expect(wrong(calendar(`{weekly: {mon: ['09:00-12:00']}, holidays: ['2027-02-30']}`))).to.have.lengthOf(1)
  })

  it('take the holidays of a country and of its regions', () => {
    expect(wrong(calendar(`{country: CH, region: GR, weekly: {mon: ['09:00-12:00']}}`))).to.deep.equal([])
    expect(wrong(calendar(`{country: XX, weekly: {mon: ['09:00-12:00']}}`)).join()).to.include('is not a country')
    expect(wrong(calendar(`{country: CH, region: BY, weekly: {mon: ['09:00-12:00']}}`)).join()).to.include(
      'not a region',
    )
    expect(wrong(calendar(`{region: GR, weekly: {mon: ['09:00-12:00']}}`)).join()).to.include('needs its country')
  })
})
