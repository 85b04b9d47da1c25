import { expect } from 'chai'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { type CalendarEvent, calendarFile, eventId } from '../../src/forward/ical.js'
import { oneLine, tidy } from '../../src/kernel/text.js'
import { at } from '../builders/calendar.js'
import { readStrictly } from '../builders/icalendar.js'

const event = (of: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: eventId('change', '1'),
  sequence: 3,
  changedAt: at('2026-11-30T20:00'),
  from: at('2026-12-01T21:00'),
  to: at('2026-12-01T22:30'),
  summary: 'CHG-1 New router',
  status: 'CONFIRMED',
  busy: true,
  categories: [],
  ...of,
})
const now = at('2026-11-30T21:00')
const file = (...events: readonly CalendarEvent[]) => calendarFile('Changes', now, events)

describe('An iCalendar file of changes', () => {
  it('tells all of an event as the standard has it', async () => {
    const [only] = readStrictly(
      await file(event({ url: 'https://desk.example/r/CHG-1', categories: ['Wi-Fi', 'Lifts, doors'] })),
    )

    expect(Object.fromEntries(only!)).to.deep.equal({
      UID: eventId('change', '1'),
      DTSTAMP: '20261130T210000Z',
      DTSTART: '20261201T210000Z',
      DTEND: '20261201T223000Z',
      SEQUENCE: '3',
      'LAST-MODIFIED': '20261130T200000Z',
      STATUS: 'CONFIRMED',
      TRANSP: 'OPAQUE',
      SUMMARY: 'CHG-1 New router',
      URL: 'https://desk.example/r/CHG-1',
      CATEGORIES: 'Wi-Fi,Lifts\\, doors',
    })
  })

  it('is whole whatever people typed, by the letter of the standard and by a library', async () => {
    const typed = fc.string({ unit: 'binary', maxLength: 120 })
    const nasty = fc.constantFrom(
      'a;b,c\\n\\d',
      '\r\nEND:VEVENT',
      '🎿'.repeat(40),
      'Æ'.repeat(80),
      ' \t ',
      ':;="',
      'x\u0000y\u007F',
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(typed, nasty), fc.oneof(typed, nasty), async (title, more) => {
        // What stands in a record was tidied before.
        const [summary, description] = [`CHG-1 ${tidy(title)}`, tidy(more)]
        const written = await calendarFile(tidy(title), now, [event({ summary, description }), event({ uid: 'other' })])
        const read = readStrictly(written)
        const [first, second] = new ICAL.Component(ICAL.parse(written)).getAllSubcomponents('vevent')

        expect(read).to.have.lengthOf(2)
        expect([read[0]?.get('SUMMARY'), first && new ICAL.Event(first).summary]).to.deep.equal(
          Array(2).fill(oneLine(summary)),
        )
        expect([read[0]?.get('DESCRIPTION'), first && new ICAL.Event(first).description]).to.deep.equal(
          Array(2).fill(description),
        )
        expect(second && new ICAL.Event(second).startDate.toJSDate()).to.deep.equal(at('2026-12-01T21:00'))
      }),
    )
  })

  it('has an id for each thing that says nothing of it, and is the same each time', () => {
    expect(eventId('change', '1'))
      .to.equal(eventId('change', '1'))
      .and.match(/^[0-9a-f]{40}@frontdesk$/)
    expect(eventId('change', '1')).to.not.equal(eventId('change', '11'))
    expect(eventId('a', 'bc')).to.not.equal(eventId('ab', 'c'))
  })

  it('is one without events, too', async () => {
    expect(readStrictly(await file())).to.deep.equal([])
    expect(await file())
      .to.include('REFRESH-INTERVAL')
      .and.include('METHOD:PUBLISH')
  })
})
