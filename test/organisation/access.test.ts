import { expect } from 'chai'
import { compareDesks } from '../../src/organisation/index.js'
import { complaintsAbout, demoFile, organisationIn, smallDesk } from './files.js'

const desk = (right: string, more = ''): string =>
  smallDesk({
    services: '\n  wifi: {name: Wi-Fi}\n  booking: {name: Booking, owner: lukas}',
    access: `\n  rights:\n    user: {name: {en: Booking, da: Booking}, ${right}}\n    auditor: {name: Audit, service: booking}${more}`,
  })
const rightIn = (right: string, id = 'user') => organisationIn(desk(right)).access.rights.get(id)!

describe('The rights of a desk file', () => {
  it('need no more than a name and a service: its owner is asked, and they have no end', () => {
    expect(rightIn('service: booking')).to.deep.equal({
      id: 'user',
      name: { en: 'Booking', da: 'Booking' },
      service: 'booking',
      warn: 14,
      approvals: [{ kind: 'owner' }],
      excludes: [],
      birthright: [],
    })
  })

  it('have an end, a warning, people who may have them, and others who are asked', () => {
    const right = rightIn(
      'service: booking, days: 90, warn: 7, team: reception, approvals: [manager, owner, cab], for: [ana, team:reception, agent], birthright: reception',
    )

    expect(right).to.deep.include({
      days: 90,
      warn: 7,
      team: 'reception',
      approvals: [{ kind: 'manager' }, { kind: 'owner' }, { kind: 'board', id: 'cab' }],
      heldBy: [
        { kind: 'person', id: 'ana' },
        { kind: 'team', id: 'reception' },
        { kind: 'role', role: 'agent' },
      ],
      birthright: ['reception'],
    })
  })

  it('are warned of within their time, also when that is short', () => {
    expect(rightIn('service: booking, days: 90').warn).to.equal(14)
    expect(rightIn('service: booking, days: 7').warn).to.equal(6)
  })

  it('exclude each other, though one of the two alone says so', () => {
    expect(rightIn('service: booking, excludes: auditor').excludes).to.deep.equal(['auditor'])
    expect(rightIn('service: booking, excludes: auditor', 'auditor').excludes).to.deep.equal(['user'])
  })

  it('are looked through every quarter, or as a rule says', () => {
    const quarterly = organisationIn(desk('service: booking', '\n  certify: {}')).access.certify
    expect(quarterly).to.deep.include({ within: 10, silence: 'keep' })
    expect(quarterly?.every.rule).to.equal('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1')
    const own = '\n  certify: {every: FREQ=WEEKLY;BYDAY=MO, within: 3 working days, silence: remove}'
    expect(organisationIn(desk('service: booking', own)).access.certify).to.deep.include({
      within: 3,
      silence: 'remove',
    })
  })

  it('show what has changed of them, in the words of the file', () => {
    const changes = compareDesks(
      organisationIn(desk('service: booking, days: 90')),
      organisationIn(desk('service: booking, days: 30, approvals: []', '\n  certify: {silence: remove}')),
    )

    expect(changes).to.deep.include({
      section: 'access',
      id: 'user',
      kind: 'changed',
      from: 'days: 90; approvals: owner',
      to: 'days: 30; approvals: nobody',
    })
    expect(changes.find(({ section }) => section === 'certify')?.to).to.contain('silence: remove')
  })

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['a service that there is not', 'service: bokking', /bokking.*booking/s],
    ['a service without an owner who could approve', 'service: wifi', /no owner/],
    ['an approver who is none', 'service: booking, approvals: [ownr]', /ownr.*owner/s],
    ['a right that excludes itself', 'service: booking, excludes: user', /cannot exclude itself/],
    ['a right to exclude that there is not', 'service: booking, excludes: auditr', /auditr.*auditor/s],
    ['a warning that comes before its beginning', 'service: booking, days: 10, warn: 10', /after its beginning/],
    ['a warning of an end that there is not', 'service: booking, warn: 5', /no end/],
    ['people whom nobody knows', 'service: booking, for: [anna]', /anna/],
    ['teams whom nobody knows', 'service: booking, birthright: kitchn', /kitchn/],
    ['an end that is none', 'service: booking, days: 0', /at least 1/],
  ]
  for (const [what, right, says] of wrong)
    it(`do not name ${what}`, () => expect(complaintsAbout(desk(right)).join('\n')).to.match(says))

  it('are not looked through by a rule that is none, or within a time that is none', () => {
    const complaints = complaintsAbout(desk('service: booking', '\n  certify: {every: monthly, within: 10d}')).join(
      '\n',
    )
    expect(complaints).to.contain('monthly').and.contain('working days')
  })

  it('of the demo keep those apart who book and who check', () => {
    const { rights } = organisationIn(demoFile('desk.yaml')).access
    expect(rights.get('booking-auditor')?.excludes).to.deep.equal(['booking-user'])
  })
})
