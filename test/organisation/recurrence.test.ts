import { expect } from 'chai'
import fc from 'fast-check'
import { hours } from '../../src/kernel/duration.js'
import { isWallTime, type Recurrence, recurring, ruleProblem } from '../../src/organisation/index.js'

const mondays: Recurrence = {
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  from: '2026-03-02T10:00',
  zone: 'Europe/Zurich',
  length: hours(1),
}
const starts = (given: Recurrence, from: string, to: string): readonly string[] =>
  recurring(given)
    .between(new Date(from), new Date(to))
    .map((span) => span.from.toISOString().slice(0, 16))

describe('what repeats', () => {
  it('stays at its hour of the wall clock when the clocks go forward', () => {
    expect(starts(mondays, '2026-03-20T00:00Z', '2026-04-10T00:00Z')).to.deep.equal([
      '2026-03-23T09:00',
      '2026-03-30T08:00',
      '2026-04-06T08:00',
    ])
  })

  it('happens after the change where the clocks skip its hour, and once where they show it twice', () => {
    const night = { ...mondays, rule: 'FREQ=DAILY', from: '2026-01-01T02:30' }

    expect(starts(night, '2026-03-29T00:00Z', '2026-03-30T00:00Z')).to.deep.equal(['2026-03-29T01:30'])
    expect(starts(night, '2026-10-24T12:00Z', '2026-10-25T12:00Z')).to.deep.equal(['2026-10-25T00:30'])
  })

  it('touches a time that begins in the middle of it, and not one that begins at its end', () => {
    expect(starts(mondays, '2026-03-02T09:59Z', '2026-03-02T10:30Z')).to.deep.equal(['2026-03-02T09:00'])
    expect(starts(mondays, '2026-03-02T10:00Z', '2026-03-02T10:30Z')).to.deep.equal([])
    expect(starts(mondays, '2026-03-02T08:00Z', '2026-03-02T09:00Z')).to.deep.equal([])
  })

  it('leaves out the days that are excepted', () => {
    const given = { ...mondays, except: ['2026-03-09'] }

    expect(starts(given, '2026-03-01T00:00Z', '2026-03-17T00:00Z')).to.deep.equal([
      '2026-03-02T09:00',
      '2026-03-16T09:00',
    ])
  })

  it('ends with its last day, whether that is given as a day, a local time or an instant', () => {
    const until = (text: string): readonly string[] =>
      starts({ ...mondays, rule: `FREQ=DAILY;UNTIL=${text}` }, '2026-03-01T00:00Z', '2026-04-01T00:00Z')

    expect(until('20260304')).to.have.lengthOf(3)
    expect(until('20260304T100000')).to.have.lengthOf(3)
    expect(until('20260304T090000Z')).to.have.lengthOf(3)
    expect(until('20260304T085959Z')).to.have.lengthOf(2)
  })

  it('is found alike however it is asked for, in zones as far from UTC as there are', () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Zurich', 'Australia/Lord_Howe']
    const rules = ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,TH,SU', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;BYMONTHDAY=31']
    const [first, last] = [Date.parse('2026-01-01T00:00Z'), Date.parse('2027-12-31T00:00Z')]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...rules),
        fc.record({ hour: fc.nat(23), length: fc.integer({ min: 1, max: 120 }) }),
        fc.array(fc.tuple(fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 90 * 24 })), {
          maxLength: 6,
        }),
        (zone, rule, { hour, length }, asked) => {
          const from = `2026-01-01T${String(hour).padStart(2, '0')}:30`
          const given: Recurrence = { rule, from, zone, length: hours(length) }
          const all = recurring(given).between(new Date('2025-12-01'), new Date('2028-12-31'))
          const same = recurring(given)
          for (const [at, wide] of asked) {
            const [begins, ends] = [new Date(at), new Date(at + hours(wide))]
            const touching = all.filter((span) => span.to > begins && span.from < ends)
            expect(same.between(begins, ends)).to.deep.equal(touching)
            expect(same.after(begins)).to.deep.equal(all.find((span) => span.from > begins))
          }
        },
      ),
      { seed: 3, numRuns: 150 },
    )
  })

  it('happens once without a rule', () => {
    const { rule: _, ...once } = mondays
    expect(starts(once, '2020-01-01T00:00Z', '2030-01-01T00:00Z')).to.deep.equal(['2026-03-02T09:00'])
  })

  it('tells the next one, however far ahead it was asked before', () => {
    const leap = recurring({ ...mondays, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' })

    expect(leap.after(new Date('2026-01-01'))?.from.toISOString()).to.equal('2028-02-29T09:00:00.000Z')
    expect(leap.after(new Date('2028-02-29T09:00Z'))?.from.toISOString()).to.equal('2032-02-29T09:00:00.000Z')
    expect(leap.between(new Date('2028-01-01'), new Date('2028-12-31'))).to.have.lengthOf(1)
  })

  it('is right about the last working day of every month', () => {
    const given = { ...mondays, rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' }

    expect(starts(given, '2026-03-01T00:00Z', '2026-06-01T00:00Z')).to.deep.equal([
      '2026-03-31T08:00',
      '2026-04-30T08:00',
      '2026-05-29T08:00',
    ])
  })

  it('refuses rules that are none', () => {
    const none = ['', 'every monday', 'BYDAY=MO', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=WEEKLY;INTERVAL=0']
    for (const rule of [...none, 'RRULE:FREQ=DAILY', 'FREQ=DAILY;FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=2MO'])
      expect(ruleProblem(rule), rule).to.equal('form')
    for (const rule of ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'])
      expect(ruleProblem(rule), rule).to.equal(undefined)
  })

  it('says so of a rule that never comes true', () => {
    expect(ruleProblem('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')).to.equal('never')
    expect(ruleProblem('FREQ=DAILY;UNTIL=20200101')).to.equal('never')
  })

  it('knows times that no calendar has', () => {
    expect(isWallTime('2026-02-28T23:59')).to.equal(true)
    for (const text of ['2026-02-30T10:00', '2026-02-28', '2026-02-28T24:00', 'monday'])
      expect(isWallTime(text)).to.equal(false)
  })
})
