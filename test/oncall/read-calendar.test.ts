import { expect } from 'chai'
import fc from 'fast-check'
import type { Refusal } from '../../src/kernel/errors.js'
import { calendarText, readCalendar, rotationNamed, shiftsIn } from '../../src/oncall/index.js'
import { organisationIn, smallDesk } from '../organisation/files.js'

const at = (text: string): Date => new Date(`${text}Z`)
const within = { zone: 'Europe/Zurich', from: at('2031-03-01T00:00'), to: at('2031-06-01T00:00') }
const calendar = (...events: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', 'UID:1', ...lines, 'END:VEVENT'].join('\r\n')
const read = (source: string) =>
  readCalendar(source, within)?.map(
    ({ title, from, to }) => `${title} ${from.toISOString().slice(0, 16)} – ${to.toISOString().slice(0, 16)}`,
  )

describe('a calendar file', () => {
  it('tells times in UTC, in a zone that is named, and in the rotation’s own', () => {
    const source = calendar(
      event('SUMMARY:utc', 'DTSTART:20310303T080000Z', 'DTEND:20310303T170000Z'),
      event('SUMMARY:named', 'DTSTART;TZID=America/New_York:20310304T080000', 'DURATION:PT9H'),
      event('SUMMARY:floating', 'DTSTART:20310305T080000', 'DTEND:20310305T170000'),
      event('SUMMARY:day', 'DTSTART;VALUE=DATE:20310330', 'DTEND;VALUE=DATE:20310331'),
    )

    expect(read(source)).to.deep.equal([
      'utc 2031-03-03T08:00 – 2031-03-03T17:00',
      'named 2031-03-04T13:00 – 2031-03-04T22:00',
      'floating 2031-03-05T07:00 – 2031-03-05T16:00',
      'day 2031-03-29T23:00 – 2031-03-30T22:00',
    ])
  })

  it('may describe a zone that nobody knows by its name', () => {
    const source = calendar(
      [
        'BEGIN:VTIMEZONE',
        'TZID:House time',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        'TZOFFSETFROM:+0300',
        'TZOFFSETTO:+0300',
        'END:STANDARD',
        'END:VTIMEZONE',
      ].join('\r\n'),
      event('SUMMARY:own', 'DTSTART;TZID=House time:20310303T080000', 'DTEND;TZID=House time:20310303T090000'),
    )

    expect(read(source)).to.deep.equal(['own 2031-03-03T05:00 – 2031-03-03T06:00'])
  })

  it('repeats entries at the same time of the wall clock, but for those that are excepted, moved or cancelled', () => {
    const source = calendar(
      event(
        'SUMMARY:weekly',
        'DTSTART;TZID=Europe/Zurich:20310317T080000',
        'DTEND;TZID=Europe/Zurich:20310317T200000',
        'RRULE:FREQ=WEEKLY;COUNT=5',
        'EXDATE;TZID=Europe/Zurich:20310324T080000',
      ),
      event(
        'SUMMARY:moved',
        'RECURRENCE-ID;TZID=Europe/Zurich:20310331T080000',
        'DTSTART;TZID=Europe/Zurich:20310401T090000',
        'DTEND;TZID=Europe/Zurich:20310401T100000',
      ),
      event(
        'SUMMARY:cancelled',
        'STATUS:CANCELLED',
        'RECURRENCE-ID;TZID=Europe/Zurich:20310407T080000',
        'DTSTART;TZID=Europe/Zurich:20310407T080000',
        'DTEND;TZID=Europe/Zurich:20310407T200000',
      ),
    )

    expect(read(source)).to.deep.equal([
      'weekly 2031-03-17T07:00 – 2031-03-17T19:00',
      'moved 2031-04-01T07:00 – 2031-04-01T08:00',
      'weekly 2031-04-14T06:00 – 2031-04-14T18:00',
    ])
  })

  it('is read no further than one looks, however long an entry goes on', () => {
    const endless = calendar(
      event('SUMMARY:e', 'DTSTART:20310501T080000Z', 'DTEND:20310501T090000Z', 'RRULE:FREQ=DAILY'),
    )

    expect(read(endless)).to.have.lengthOf(31)
  })

  it('that we wrote ourselves says the same when it is read', () => {
    const span = { from: at('2031-03-03T07:00'), to: at('2031-03-10T07:00') }
    const shifts = [{ rotation: 'night', person: 'ana', ...span, summary: 'On call: a, b; “c”\n\\d' }]
    const [found] = readCalendar(calendarText({ name: 'x', at: span.from, shifts }), within) ?? []

    expect(found).to.deep.include({ title: 'On call: a, b; “c”\n\\d', ...span })
  })

  for (const [what, source] of [
    ['nothing', ''],
    ['a letter', 'Dear Ana,\nsee you on Monday.'],
    ['a visiting card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nEND:VCARD\r\n'],
    ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'],
  ] as const) {
    it(`is none when it holds ${what}`, () => {
      expect(readCalendar(source, within)).to.equal(undefined)
    })
  }

  it('never ends the program, whatever it holds', () => {
    const line = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART:20310303T080000Z',
      'DTSTART;VALUE=DATE:2031',
      'DTEND;TZID=Nowhere:20310303T090000',
      'RRULE:FREQ=DAILY',
      'RRULE:FREQ=NEVER',
      'EXDATE:x',
      'SUMMARY:Ana',
      'DURATION:-PT1H',
      'RECURRENCE-ID:20310303T080000Z',
    )
    const any = fc.oneof(
      fc.string(),
      fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\r\n')),
    )
    fc.assert(fc.property(any, (source) => void readCalendar(source, within)))
  })
})

describe('the shifts of a calendar file', () => {
  const organisation = organisationIn(
    smallDesk({
      people: '\n  ana: {name: Ana Keller}\n  lukas: {name: Lukas Wyss}\n  anna: {name: Anna Keller}',
      rotations: '\n  night: {name: Night, team: reception, kind: weekly, people: [ana]}',
    }),
  )
  const night = rotationNamed(organisation, 'night')
  const now = at('2031-03-04T09:00')
  const span = ['DTSTART:20310303T080000Z', 'DTEND:20310305T170000Z']
  const refusal = (source: string): Refusal => {
    try {
      shiftsIn(organisation, night, source, now)
    } catch (error) {
      return error as Refusal
    }
    throw new Error('it was not refused')
  }
  const personIn = (...lines: readonly string[]) =>
    shiftsIn(organisation, night, calendar(event(...lines, ...span)), now)[0]?.person

  it('are of whoever is named as guest, as the title, or within it', () => {
    expect(personIn('SUMMARY:Night', 'ATTENDEE;CN=Lukas Wyss:mailto:l@inn.example')).to.equal('lukas')
    expect(personIn('SUMMARY:ana')).to.equal('ana')
    expect(personIn('SUMMARY:On Call - Ana Keller - Night')).to.equal('ana')
    expect(personIn('SUMMARY:on-call: anna keller (primary)')).to.equal('anna')
  })

  it('begin now where they are under way', () => {
    const [shift] = shiftsIn(organisation, night, calendar(event('SUMMARY:ana', ...span)), now)

    expect(shift?.from).to.deep.equal(now)
    const over = calendar(event('SUMMARY:nobody', 'DTSTART:20310301T080000Z', 'DTEND:20310302T080000Z'))
    expect(shiftsIn(organisation, night, over, now)).to.deep.equal([])
  })

  it('are refused whole when somebody in them is nobody, or two people, of the desk file', () => {
    expect(refusal(calendar(event('SUMMARY:Banana Kellerman', ...span)))).to.deep.include({
      code: 'oncall.unknown_in_calendar',
      params: { title: 'Banana Kellerman', at: '2031-03-03 08:00 UTC' },
    })
    expect(refusal(calendar(event('SUMMARY:Ana Keller and Lukas Wyss', ...span))).code).to.equal(
      'oncall.unknown_in_calendar',
    )
  })

  it('are refused when two are on call at once', () => {
    const other = event('SUMMARY:lukas', 'DTSTART:20310305T160000Z', 'DTEND:20310305T180000Z')

    expect(refusal(calendar(event('SUMMARY:ana', ...span), other)).code).to.equal('oncall.two_at_once')
  })

  it('are those of a rotation that there is', () => {
    expect(() => rotationNamed(organisation, 'nihgt')).to.throw('oncall.unknown_rotation_near')
    expect(() => rotationNamed(organisation, 'kitchen')).to.throw('oncall.unknown_rotation')
  })
})
