import { expect } from 'chai'
import { deliveryOf } from '../../src/catalogue/index.js'
import type { CatalogueItem } from '../../src/organisation/index.js'
import { organisationIn, smallDesk } from '../organisation/files.js'

/** Zurich is an hour ahead of UTC in winter. Monday the 7th of December 2026. */
const monday = (clock: string): Date => new Date(`2026-12-07T${clock}:00+01:00`)

const inn = organisationIn(
  smallDesk({
    calendars:
      '\n  shop: {weekly: {mon: ["08:00-18:00"], tue: ["08:00-18:00"], fri: ["08:00-18:00"]}, holidays: [2026-12-11]}',
    catalogue:
      '\n  categories: {stay: Stay}\n  items:\n' +
      '    quick: {name: Quick, category: stay, lead: 2h, calendar: shop}\n' +
      '    wash: {name: Wash, category: stay, lead: 9h, calendar: shop, deadline: "09:00"}\n' +
      '    party: {name: Party, category: stay, lead: 1 working day, calendar: shop, deadline: "15:00"}\n' +
      '    call: {name: Call, category: stay, deadline: "22:00"}\n' +
      '    talk: {name: Talk, category: stay}',
  }),
)
const told = (item: string, now: Date) => {
  const { by, orderBefore } = deliveryOf(inn.catalogue.get(item) as CatalogueItem, inn, now) ?? {}
  return [orderBefore?.toISOString(), by?.toISOString()]
}

describe('the delivery of an item ordered now', () => {
  it('takes its time in opening hours', () => {
    expect(told('quick', monday('10:00'))).to.deep.equal([undefined, '2026-12-07T11:00:00.000Z'])
    expect(told('quick', monday('17:00'))).to.deep.equal([undefined, '2026-12-08T08:00:00.000Z'])
  })

  it('counts from the deadline for everybody who orders before it', () => {
    const today = ['2026-12-07T08:00:00.000Z', '2026-12-07T17:00:00.000Z']

    expect(told('wash', monday('00:10'))).to.deep.equal(today)
    expect(told('wash', monday('08:59'))).to.deep.equal(today)
  })

  it('is a day later from the deadline on', () => {
    expect(told('wash', monday('09:00'))).to.deep.equal(['2026-12-08T08:00:00.000Z', '2026-12-08T17:00:00.000Z'])
  })

  it('passes over the days on which nobody is there, and holidays', () => {
    // Wednesday and Thursday are closed, Friday is a holiday: Monday.
    const tuesday = new Date('2026-12-08T14:30:00Z')

    expect(told('party', tuesday)).to.deep.equal(['2026-12-14T14:00:00.000Z', '2026-12-15T14:00:00.000Z'])
  })

  it('is not told where no lead time stands, and the deadline is by the usual calendar', () => {
    expect(told('call', monday('21:00'))).to.deep.equal(['2026-12-07T21:00:00.000Z', undefined])
    expect(told('talk', monday('21:00'))).to.deep.equal([undefined, undefined])
  })
})
