import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { compareDesks, describeChanges, organisationWords, recurring } from '../../src/organisation/index.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const frozen = (freeze: string): string => smallDesk({ freezes: `\n  rest: {name: Rest, ${freeze}}` })
const maintained = (window: string): string =>
  smallDesk({ services: `\n  wifi: {name: Wi-Fi, maintenance: [${window}]}` })
const weekly = `rule: 'FREQ=WEEKLY;BYDAY=TU,TH', at: '02:00'`

describe('what a desk file says of changes', () => {
  it('is nothing to begin with: no freeze, no windows, two of high risk a night, a day after a failure', () => {
    const { freezes, services, changes } = organisationIn(smallDesk())

    expect(freezes.size).to.equal(0)
    expect(services.get('wifi')?.maintenance).to.deep.equal([])
    expect(changes).to.deep.equal({
      authority: { low: ['owners'], medium: ['cab'], high: ['owners', 'cab'], emergency: ['ecab'] },
      vetoes: ['security'],
      nightly: 2,
      night: { from: { hour: 20, minute: 0 }, until: { hour: 6, minute: 0 } },
      apart: 86_400_000,
      review: { kind: 'working days', days: 5, until: 'time of day' },
      events: [],
    })
  })

  it('is the workspaces in whose events scheduled changes stand, one or several', () => {
    const events = (written: string) => organisationIn(smallDesk({ changes: `{events: ${written}}` })).changes.events

    expect(events('discord:12')).to.deep.equal([{ platform: 'discord', workspace: '12' }])
    expect(events('[discord:12, discord:34]')).to.have.lengthOf(2)
    for (const wrong of ['discord', 'discord:12/34', '12'])
      expect(complaintsAbout(smallDesk({ changes: `{events: '${wrong}'}` })).join(' ')).to.include('is not a workspace')
  })

  it('is a freeze once, by the wall clock, also over a change of the clocks', () => {
    const { freezes } = organisationIn(
      frozen(
        'from: 2027-03-27T18:00, until: 2027-03-29T06:00, zone: Europe/Copenhagen, services: wifi, exception: cab',
      ),
    )
    const rest = freezes.get('rest')!
    const [span, ...others] = recurring(rest.recurrence).between(new Date('2027-01-01'), new Date('2028-01-01'))

    expect(rest).to.deep.include({ services: ['wifi'], allowed: ['emergency'], exception: 'cab' })
    expect(others).to.deep.equal([])
    expect([span?.from, span?.to].map((at) => at?.toISOString())).to.deep.equal([
      '2027-03-27T17:00:00.000Z',
      '2027-03-29T04:00:00.000Z',
    ])
  })

  it('is a freeze every year, but for those that are left out', () => {
    const { freezes } = organisationIn(
      frozen(`rule: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20, at: '12:00', length: 14d, except: [2027-12-20], allowed: []`),
    )
    const rest = freezes.get('rest')!
    const starts = recurring(rest.recurrence).between(new Date('2026-02-01'), new Date('2029-01-01'))

    expect(rest.allowed).to.deep.equal([])
    expect(starts.map(({ from }) => from.toISOString())).to.deep.equal([
      '2026-12-20T11:00:00.000Z',
      '2028-12-20T11:00:00.000Z',
    ])
  })

  it('is the windows of a service', () => {
    const [window] = organisationIn(maintained(`{${weekly}, length: 3h}`)).services.get('wifi')?.maintenance ?? []
    const [first] = recurring(window!).between(new Date('2027-01-01'), new Date('2027-01-08'))

    expect(first).to.deep.equal({ from: new Date('2027-01-05T01:00Z'), to: new Date('2027-01-05T04:00Z') })
  })

  const wrong: readonly (readonly [string, string, string])[] = [
    [
      'a freeze that ends before it begins',
      frozen('from: 2027-02-14T08:00, until: 2027-02-01T08:00'),
      'It ends on 2027-02-01T08:00, before it begins on 2027-02-14T08:00.',
    ],
    ['one that takes no time', frozen('from: 2027-02-14T08:00, until: 2027-02-14T08:00'), 'before it begins'],
    [
      'one on a day that there is not',
      frozen('from: 2027-02-30T08:00, until: 2027-03-14T08:00'),
      '“2027-02-30T08:00” is not a date with a time of day',
    ],
    ['one with a date alone', frozen('from: 2027-02-14, until: 2027-03-14T08:00'), '2027-01-29T18:00 is expected'],
    ['one without an end', frozen('from: 2027-02-14T08:00'), '“until” is missing'],
    ['one that repeats without a length', frozen(weekly), '“length” is missing'],
    [
      'one that both repeats and does not',
      frozen(`${weekly}, length: 1h, until: 2027-02-14T08:00`),
      '“until” does not fit here',
    ],
    [
      'exceptions to what happens once',
      frozen('from: 2027-02-14T08:00, until: 2027-02-15T08:00, except: [2027-02-14]'),
      '“except” does not fit here',
    ],
    [
      'one of a service that there is not',
      frozen('from: 2027-02-14T08:00, until: 2027-02-15T08:00, services: [wify]'),
      'There is no service “wify” in this file. Did you mean “wifi”?',
    ],
    [
      'one whose exceptions nobody could make',
      frozen('from: 2027-02-14T08:00, until: 2027-02-15T08:00, exception: cub'),
      'There is no board “cub” in this file. Did you mean “cab”?',
    ],
    [
      'a kind of changes that there is not',
      frozen('from: 2027-02-14T08:00, until: 2027-02-15T08:00, allowed: [urgent]'),
      '“urgent” is not one of: standard, normal, emergency.',
    ],
    [
      'a rule that never comes true',
      frozen(`rule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, at: '02:00', length: 1h`),
      'never comes true',
    ],
    [
      'a window of no length',
      maintained(`{${weekly}, length: 0m}`),
      '“0m” is too short: a minute at least is expected.',
    ],
    ['a window at no time', maintained(`{rule: FREQ=DAILY, at: '25:00', length: 1h}`), '“25:00” is not a time of day'],
    ['a window twice', maintained(`{${weekly}, length: 1h}, {${weekly}, length: 1h}`), 'This window stands here twice'],
    [
      'a night that ends when it begins',
      smallDesk({ changes: `{night: {from: '22:00', until: '22:00'}}` }),
      'It would end when it begins.',
    ],
    ['fewer than no changes', smallDesk({ changes: '{nightly: -1}' }), 'at least 0 is expected'],
  ]
  for (const [what, source, complaint] of wrong) {
    it(`refuses ${what}, with its line`, () => {
      const [told = '', ...others] = complaintsAbout(source)

      expect(told).to.include(complaint)
      expect(told).to.match(/^desk\.yaml:\d+:\d+ (freezes\.rest|services\.wifi\.maintenance|changes)/)
      expect(others).to.be.empty
    })
  }

  it('is compared in the words of the file', () => {
    const voice = createVoices([organisationWords]).in('en')
    const lines = (after: string): readonly string[] =>
      describeChanges(compareDesks(organisationIn(smallDesk()), organisationIn(after)), voice)

    expect(lines(frozen('from: 2027-02-14T08:00, until: 2027-02-15T08:00, services: wifi'))).to.deep.equal([
      '+ freezes rest: name: Rest; when: from 2027-02-14T08:00 Europe/Zurich, 1440 min; services: wifi; allowed: emergency',
    ])
    expect(lines(smallDesk({ changes: `{apart: 12h, night: {from: '22:00'}}` }))).to.deep.equal([
      '~ changes: night: 20:00–06:00; apart: 1440 min → night: 22:00–06:00; apart: 720 min',
    ])
    expect(lines(maintained(`{${weekly}, length: 3h}`)).join()).to.include(
      'maintenance: FREQ=WEEKLY;BYDAY=TU,TH from 2024-01-01T02:00 Europe/Zurich, 180 min',
    )
  })
})
