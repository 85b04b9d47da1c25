import { expect } from 'chai'
import fc from 'fast-check'
import { voices } from '../../src/assemble.js'
import { languages } from '../../src/chat/language.js'
import { calendarProblems, isOpen, parseCalendar } from '../../src/kernel/calendar.js'
import { Refusal } from '../../src/kernel/errors.js'

const given = (weekly: unknown, more: object = {}) => ({ zone: 'Europe/Zurich', weekly, ...more })
const week = { mon: [['09:00', '17:00']] }
const found = (what: unknown) => calendarProblems(what).map(({ path, code }) => `${path.join('.')} ${code}`)

describe('A calendar as it is written', () => {
  it('is read with weekdays left out, with nothing behind a key, and with keys of others', () => {
    expect(parseCalendar(given(week)).zone).to.equal('Europe/Zurich')
    expect(
      found(given({ mon: null, tue: [], wed: [['09:00', '17:00']] }, { holidays: null, overrides: null })),
    ).to.deep.equal([])
    expect(found(given(week, { name: 'Office hours', country: 'CH' }))).to.deep.equal([])
    expect(found({ zone: 'UTC', overrides: { '2027-01-01': [['00:00', '24:00']] } })).to.deep.equal([])
  })

  it('takes windows in any order, that touch, to the second, and midnight by either name', () => {
    expect(
      found(
        given({
          mon: [
            ['13:00', '17:00'],
            ['09:00', '13:00'],
          ],
        }),
      ),
    ).to.deep.equal([])
    const late = parseCalendar(
      given({
        mon: [['18:00', '00:00']],
        wed: [
          ['18:00', '24:00'],
          ['09:00:30', '10:00'],
        ],
      }),
    )
    expect(isOpen(late, new Date('2027-03-01T22:59:59Z'))).to.equal(true)
    expect(isOpen(late, new Date('2027-03-01T23:00Z'))).to.equal(false)
    expect(isOpen(late, new Date('2027-03-03T22:59:59Z'))).to.equal(true)
    expect(isOpen(late, new Date('2027-03-03T08:00:29Z'))).to.equal(false)
    expect(isOpen(late, new Date('2027-03-03T08:00:30Z'))).to.equal(true)
  })

  const wrong: Readonly<Record<string, readonly [unknown, readonly string[]]>> = {
    'nothing at all': [undefined, [' no_calendar', 'zone bad_zone']],
    'a zone that does not exist': [{ zone: 'Europe/Atlantis', weekly: week }, ['zone bad_zone']],
    'a difference instead of a zone': [{ zone: '+01:00', weekly: week }, ['zone bad_zone']],
    'no zone': [{ weekly: week }, ['zone bad_zone']],
    'a week that is a list': [given([['09:00', '17:00']]), ['weekly bad_weekly']],
    'a weekday by its whole name': [given({ monday: [['09:00', '17:00']] }), ['weekly.monday bad_day']],
    'hours that are no list': [given({ mon: '09:00-17:00' }), ['weekly.mon bad_windows']],
    'a window that is no pair': [
      given({ mon: ['09:00', '17:00'] }),
      ['weekly.mon.0 bad_window', 'weekly.mon.1 bad_window'],
    ],
    'a window of three times': [given({ mon: [['09:00', '12:00', '17:00']] }), ['weekly.mon.0 bad_window']],
    'times that do not exist': [
      given({
        mon: [
          ['09:60', '17:00'],
          ['24:00', '25:00'],
          ['24:00', '06:00'],
          ['18:00', '24:01'],
        ],
      }),
      ['weekly.mon.0 bad_window', 'weekly.mon.1 bad_window', 'weekly.mon.2 bad_window', 'weekly.mon.3 bad_window'],
    ],
    'a window without length': [given({ mon: [['09:00', '09:00']] }), ['weekly.mon.0 empty_window']],
    'windows that overlap': [
      given({
        mon: [
          ['09:00', '13:00'],
          ['12:59', '17:00'],
        ],
      }),
      ['weekly.mon.1 overlap'],
    ],
    'one window twice': [
      given({
        mon: [
          ['09:00', '13:00'],
          ['09:00', '13:00'],
        ],
      }),
      ['weekly.mon.1 overlap'],
    ],
    'an overlap across midnight': [
      given({ mon: [['22:00', '06:00']], tue: [['05:00', '09:00']] }),
      ['weekly.tue.0 overlap'],
    ],
    'an overlap from Sunday into Monday': [
      given({ mon: [['05:00', '09:00']], sun: [['22:00', '06:00']] }),
      ['weekly.mon.0 overlap'],
    ],
    'a small window within a long one, and what follows': [
      given({
        mon: [
          ['08:00', '18:00'],
          ['09:00', '10:00'],
          ['17:00', '19:00'],
        ],
      }),
      ['weekly.mon.1 overlap', 'weekly.mon.2 overlap'],
    ],
    'holidays that do not exist': [
      given(week, { holidays: ['2027-02-29', '2028-02-29', '24.12.2027', 20271224, '2027-13-01'] }),
      ['holidays.0 bad_date', 'holidays.2 bad_date', 'holidays.3 bad_date', 'holidays.4 bad_date'],
    ],
    'holidays that are no list': [given(week, { holidays: '2027-12-24' }), ['holidays bad_holidays']],
    'overrides that are a list': [given(week, { overrides: ['2027-12-24'] }), ['overrides bad_overrides']],
    'an override of a date that does not exist': [
      given(week, { overrides: { '2027-04-31': [] } }),
      ['overrides.2027-04-31 bad_date'],
    ],
    'an override that overlaps itself': [
      given(week, {
        overrides: {
          '2027-04-30': [
            ['09:00', '13:00'],
            ['12:00', '17:00'],
          ],
        },
      }),
      ['overrides.2027-04-30.1 overlap'],
    ],
    'a week without an hour': [given({ mon: [] }, { overrides: { '2027-04-30': [] } }), ['weekly never_opens']],
  }
  for (const [what, [written, problems]] of Object.entries(wrong)) {
    it(`is refused with ${what}`, () => {
      expect(found(written)).to.deep.equal(problems)
      const [, code] = (problems[0] ?? '').split(' ')
      expect(() => parseCalendar(written))
        .to.throw(Refusal)
        .with.property('code', `calendar.${code}`)
    })
  }

  it('has words for everything that can be wrong with it', () => {
    const problems = Object.values(wrong).flatMap(([written]) => calendarProblems(written))
    expect(new Set(problems.map(({ code }) => code)).size).to.equal(12)
    for (const language of languages) {
      const voice = voices.in(language)
      for (const { code, params } of problems) {
        expect(voice.say(`organisation.problems.calendar.${code}`, params)).not.to.match(/\{\{|\}\}/)
        expect(voice.say(`refusals.calendar.${code}.says`, params)).not.to.match(/\{\{|\}\}/)
        expect(voice.say(`refusals.calendar.${code}.hint`, params)).not.to.equal('')
      }
    }
  })

  it('is refused in words, whatever it is', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
    })
    const nearly = fc.record(
      {
        zone: fc.oneof(fc.constant('Europe/Zurich'), anything),
        weekly: fc.oneof(
          anything,
          fc.dictionary(fc.constantFrom('mon', 'sun', 'Mon'), fc.oneof(anything, fc.array(fc.array(anything)))),
        ),
        holidays: fc.oneof(anything, fc.array(anything)),
        overrides: fc.oneof(anything, fc.dictionary(fc.constantFrom('2027-12-24', '2027-02-30'), anything)),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (what) => {
        try {
          parseCalendar(what)
        } catch (error) {
          expect(error).to.be.instanceOf(Refusal)
          expect((error as Refusal).code).to.match(/^calendar\.[a-z_]+$/)
        }
      }),
      { seed: 4, numRuns: 2_000 },
    )
    for (const what of [
      Symbol('week'),
      () => ({}),
      given({ mon: [[Symbol('nine'), Symbol('five')]] }),
      { zone: Symbol('here') },
    ])
      expect(() => parseCalendar(what)).to.throw(Refusal)
  })
})
