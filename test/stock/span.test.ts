import { expect } from 'chai'
import { Refusal } from '../../src/kernel/errors.js'
import type { Booked } from '../../src/organisation/index.js'
import { forEver, spanOf } from '../../src/stock/index.js'

const zone = 'Europe/Zurich'
const now = new Date('2031-03-03T09:00:00Z')
const nights: Booked = { kind: 'lasting', from: 'from', for: 'many', unit: 'night' }
const spanned = (booked: Booked | undefined, answers: Readonly<Record<string, string>>): readonly [string, string] => {
  const { from, to } = spanOf(booked ? { booked } : {}, answers, { zone, now })
  return [from.toISOString(), to.toISOString()]
}
const refusal = (booked: Booked, answers: Readonly<Record<string, string>>): readonly [string, string | undefined] => {
  try {
    spanned(booked, answers)
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.field]
    throw error
  }
  return expect.fail('was understood')
}

describe('the time for which something is taken', () => {
  it('is from now on and for ever where the item says nothing', () => {
    expect(spanned(undefined, {})).to.deep.equal([now.toISOString(), forEver.toISOString()])
  })

  it('is from one moment until another one', () => {
    const booked: Booked = { kind: 'until', from: 'from', to: 'to' }

    expect(spanned(booked, { from: '2031-03-05T13:00:00.000Z', to: '2031-03-05T16:30:00.000Z' })).to.deep.equal([
      '2031-03-05T13:00:00.000Z',
      '2031-03-05T16:30:00.000Z',
    ])
  })

  it('is a number of nights, each of which ends at noon of the next day', () => {
    expect(spanned(nights, { from: '2031-03-05T17:00:00.000Z', many: '2' })[1]).to.equal('2031-03-07T11:00:00.000Z')
    expect(spanned(nights, { from: '2031-03-06T01:00:00.000Z', many: '2' })[1]).to.equal('2031-03-07T11:00:00.000Z')
  })

  it('keeps to the wall clock over the night in which it is put forward', () => {
    const days: Booked = { ...nights, unit: 'day' }

    expect(spanned(nights, { from: '2031-03-29T17:00:00.000Z', many: '1' })[1]).to.equal('2031-03-30T10:00:00.000Z')
    expect(spanned(days, { from: '2031-03-29T17:00:00.000Z', many: '1' })[1]).to.equal('2031-03-30T16:00:00.000Z')
  })

  it('is a number of hours or minutes that pass', () => {
    const hours: Booked = { ...nights, unit: 'hour' }

    expect(spanned(hours, { from: '2031-03-29T23:00:00.000Z', many: '8' })[1]).to.equal('2031-03-30T07:00:00.000Z')
    expect(spanned({ ...hours, unit: 'minute' }, { from: '2031-03-05T13:00:00.000Z', many: '45' })[1]).to.equal(
      '2031-03-05T13:45:00.000Z',
    )
  })

  it('is not told by what is no time, what ends before it begins, what is over, and what is years ahead', () => {
    const booked: Booked = { kind: 'until', from: 'from', to: 'to' }

    expect(refusal(booked, { from: 'soon', to: '2031-03-05T16:30:00.000Z' })).to.deep.equal(['stock.no_span', 'from'])
    expect(refusal(nights, { from: '2031-03-05T17:00:00.000Z', many: '0' })).to.deep.equal(['stock.no_span', 'many'])
    expect(refusal(booked, { from: '2031-03-05T17:00:00.000Z', to: '2031-03-05T16:30:00.000Z' })).to.deep.equal([
      'stock.backwards',
      'to',
    ])
    expect(refusal(nights, { from: '2031-02-20T17:00:00.000Z', many: '2' })).to.deep.equal(['stock.past', 'from'])
    expect(refusal(nights, { from: '2036-03-05T17:00:00.000Z', many: '2' })).to.deep.equal(['stock.too_long', 'from'])
  })
})
