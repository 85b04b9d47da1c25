import { expect } from 'chai'
import { countedDay, type DaysClock } from '../../src/pictures/index.js'
import { day } from '../builders/day.js'

const at = (time: string): Date => new Date(`2031-03-03T${time}:00.000Z`)

describe('A day’s clocks, counted', () => {
  const points = (...clocks: DaysClock[]) =>
    countedDay(clocks, day).points.map((point) =>
      [point.at.toISOString().slice(11, 16), point.open, point.planned, point.breached].join(' '),
    )

  it('are open until they are stopped, and planned until they are due', () => {
    expect(points({ from: at('05:00'), until: at('09:00'), due: at('10:00') })).to.deep.equal([
      '06:00 1 1 0',
      '09:00 0 1 0',
      '10:00 0 0 0',
    ])
  })

  it('are late from when they broke their promise, also when they are stopped later', () => {
    const due = at('10:00')

    expect(points({ from: at('07:00'), until: at('11:00'), due, brokenAt: due })).to.deep.equal([
      '06:00 0 0 0',
      '07:00 1 1 0',
      '10:00 1 0 1',
      '11:00 0 0 1',
    ])
  })

  it('are planned to stay open while nobody knows when they are due', () => {
    expect(points({ from: at('07:00') })).to.deep.equal(['06:00 0 0 0', '07:00 1 1 0'])
  })

  it('count from the day’s beginning to its end, whatever was before and comes after', () => {
    expect(points({ from: at('01:00'), due: at('05:00'), brokenAt: at('05:00'), until: at('23:00') })).to.deep.equal([
      '06:00 1 0 1',
    ])
  })
})
