import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { compareDesks, describeChanges, organisationWords, peopleOfRotation } from '../../src/organisation/index.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const english = createVoices([organisationWords]).in('en')
const teams = '{reception: {name: Reception, members: [ana], lead: lukas}, housekeeping: {name: H, members: [lukas]}}'
const desk = (rotation: string, more = '') =>
  smallDesk({ teams, rotations: `\n  night: {name: Night, team: reception, ${rotation}}${more}` })
const weekly = 'kind: weekly, people: [ana, lukas]'

describe('the rotations of a desk file', () => {
  it('need no more than a name, a team, a kind and people', () => {
    const night = organisationIn(desk(weekly)).rotations.get('night')

    expect(night).to.deep.include({
      id: 'night',
      team: 'reception',
      zone: 'Europe/Zurich',
      after: 600_000,
      escalation: [],
    })
    expect(night?.segments).to.deep.equal([
      {
        zone: 'Europe/Zurich',
        people: ['ana', 'lukas'],
        anchor: '2024-01-01',
        step: 7,
        turn: 7,
        from: { hour: 8, minute: 0 },
      },
    ])
  })

  it('follow the sun by segments, each with its people, its zone and its time', () => {
    const sun = organisationIn(
      desk(
        'kind: follow-the-sun, starts: 2031-01-06, segments: [{from: "08:00", to: "20:00", people: [ana]}, {zone: Pacific/Auckland, from: "08:00", people: [lukas, ana], turn: daily}]',
      ),
    ).rotations.get('night')!

    expect(sun.segments.map(({ zone, turn, anchor }) => [zone, turn, anchor])).to.deep.equal([
      ['Europe/Zurich', 7, '2031-01-06'],
      ['Pacific/Auckland', 1, '2031-01-06'],
    ])
    expect(peopleOfRotation(sun)).to.deep.equal(['ana', 'lukas'])
  })

  it('escalate to people, other rotations, the next of their own people and the team’s lead', () => {
    const more = '\n  day: {name: Day, team: reception, kind: daily, people: [ana]}'
    const { rotations } = organisationIn(
      desk(`${weekly}, after: 5m, escalation: [next person, day, lukas, team lead]`, more),
    )

    expect(rotations.get('night')).to.deep.include({
      after: 300_000,
      escalation: [
        { kind: 'next person' },
        { kind: 'rotation', id: 'day' },
        { kind: 'person', id: 'lukas' },
        { kind: 'team lead' },
      ],
    })
  })

  it('are compared by what they say', () => {
    const changes = describeChanges(
      compareDesks(
        organisationIn(desk(weekly)),
        organisationIn(desk('kind: weekly, people: [lukas, ana], after: 5m, handover: fri 17:00')),
      ),
      english,
    )

    expect(changes).to.deep.equal([
      '~ rotations night: handover: mon 08:00 every 7 d from 2024-01-01; people: ana, lukas; after: 10 min → ' +
        'handover: fri 17:00 every 7 d from 2024-01-05; people: lukas, ana; after: 5 min',
    ])
  })

  const wrong: readonly (readonly [what: string, rotation: string, says: RegExp])[] = [
    ['nobody in it', 'kind: weekly, people: []', /rotations\.night\.people: Nobody is in it/],
    ['no people at all', 'kind: daily', /rotations\.night: “people” is missing; a list is expected/],
    [
      'nobody in a segment',
      'kind: follow-the-sun, segments: [{from: "08:00", people: []}]',
      /segments\[0\]\.people: Nobody is in it/,
    ],
    ['no segment', 'kind: follow-the-sun, segments: []', /night\.segments: Nobody is in it/],
    ['an unknown person', 'kind: weekly, people: [anna]', /people\[0\]: There is no person “anna”.*Did you mean “ana”/],
    ['a person twice', 'kind: weekly, people: [ana, ana]', /people\[1\]: “ana” stands here twice/],
    ['an unknown kind', 'kind: weekley, people: [ana]', /“weekley” is not one of: daily, weekly, follow-the-sun/],
    ['an unknown zone', `${weekly}, zone: Europe/Zurick`, /night\.zone: “Europe\/Zurick” is not a time zone/],
    ['a handover without a day', `${weekly}, handover: "08:00"`, /night\.handover: .*mon 08:00 is expected/],
    ['a time that there is not', 'kind: daily, people: [ana], handover: "25:00"', /“25:00” is not a time of day/],
    ['a day that there is not', `${weekly}, starts: 2031-02-30`, /night\.starts: “2031-02-30”/],
    [
      'people beside segments',
      'kind: weekly, people: [ana], segments: []',
      /“segments” does not belong .* kind weekly/,
    ],
    [
      'two segments at once',
      'kind: follow-the-sun, segments: [{from: "08:00", people: [ana]}, {from: "08:00", people: [lukas]}]',
      /segments\[1\]\.from: Another segment begins at the same time/,
    ],
    ['a page that waits for nothing', `${weekly}, after: 10s`, /night\.after: “10s” is too short/],
    ['an escalation to nobody', `${weekly}, escalation: [lucas]`, /escalation\[0\]: .*Did you mean “lukas”/],
    [
      'an escalation to itself',
      `${weekly}, escalation: [night]`,
      /escalation\[0\]: A rotation cannot escalate to itself/,
    ],
  ]
  for (const [what, rotation, says] of wrong) {
    it(`are refused with line and place for ${what}`, () => {
      const [first = '', ...more] = complaintsAbout(desk(rotation))

      expect(first).to.match(/^desk\.yaml:\d+:\d+ rotations\.night/)
      expect(first).to.match(says)
      expect(more).to.deep.equal([])
    })
  }

  it('are refused with an unknown team, and a lead that the team has not', () => {
    const complaints = complaintsAbout(
      smallDesk({
        rotations: `
  one: {name: One, team: recepton, ${weekly}}
  two: {name: Two, team: housekeeping, ${weekly}, escalation: [team lead]}
  ana: {name: Three, team: reception, ${weekly}}`,
      }),
    )

    expect(complaints).to.have.lengthOf(3)
    expect(complaints[0]).to.match(/rotations\.one\.team: There is no team “recepton”.*“reception”/)
    expect(complaints[1]).to.match(/rotations\.two\.escalation\[0\]: The rotation’s team has no lead/)
    expect(complaints[2]).to.match(/rotations\.ana: “ana” is a person’s id/)
  })
})
