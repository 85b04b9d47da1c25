import { expect } from 'chai'
import { recurring } from '../../../src/organisation/index.js'
import { ruleFor } from '../../../src/practices/request/every.js'

const wednesday = '2031-03-05'
const rule = (typed: string): string | undefined => ruleFor(typed, wednesday)

describe('how often something is wanted', () => {
  it('is said in words of either language', () => {
    for (const typed of ['monday', 'Mondays', 'every monday', 'mon', 'mandag', 'hver mandag', 'man'])
      expect(rule(typed), typed).to.equal('FREQ=WEEKLY;BYDAY=MO')
    for (const typed of ['workday', 'weekdays', 'hverdag', 'Hver arbejdsdag'])
      expect(rule(typed), typed).to.equal('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')
    for (const typed of ['monday, thursday', 'thu + mon', 'mandag og torsdag', 'monday and thursday'])
      expect(rule(typed), typed).to.equal('FREQ=WEEKLY;BYDAY=MO,TH')
    for (const typed of ['søndag', 'SONDAG', 'sun']) expect(rule(typed), typed).to.equal('FREQ=WEEKLY;BYDAY=SU')
    expect(rule('day')).to.equal('FREQ=DAILY')
  })

  it('takes the day of a week, a month or a year from the first one', () => {
    expect(rule('week')).to.equal('FREQ=WEEKLY;BYDAY=WE')
    expect(rule('anden uge')).to.equal('FREQ=WEEKLY;INTERVAL=2;BYDAY=WE')
    expect(rule('måned')).to.equal('FREQ=MONTHLY;BYMONTHDAY=5')
    expect(rule('year')).to.equal('FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5')
  })

  it('is the last day of a month that is too short', () => {
    const last = ruleFor('month', '2031-01-31')
    const from = '2031-01-31T08:00'
    const found = recurring({ rule: last ?? '', from, zone: 'UTC', length: 1 })

    const days = found.between(new Date('2031-01-01'), new Date('2031-05-02')).map((one) => one.from.toISOString())

    expect(days.map((day) => day.slice(5, 10))).to.deep.equal(['01-31', '02-28', '03-31', '04-30'])
  })

  it('is an RRULE for whoever knows one', () => {
    expect(rule('FREQ=MONTHLY;BYDAY=1MO')).to.equal('FREQ=MONTHLY;BYDAY=1MO')
    expect(rule('rrule:freq=daily;interval=3')).to.equal('FREQ=DAILY;INTERVAL=3')
  })

  it('is nothing else', () => {
    for (const typed of [
      '',
      'mo',
      'often',
      'monday or so',
      'FREQ=HOURLY',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'uge uge',
    ])
      expect(rule(typed), typed).to.equal(undefined)
  })
})
