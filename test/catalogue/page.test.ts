import { expect } from 'chai'
import { itemCard } from '../../src/catalogue/index.js'
import { cataloguePage } from '../../src/desk/index.js'
import { book, forEver, release } from '../../src/stock/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'

const file = inn({
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}, staff: Staff}
  items:
    parking: {name: {en: Parking place, da: Parkeringsplads}, category: stay, stock: 2}
    badge: {name: Badge, category: staff, for: team:reception}`,
})

describe('the page of the catalogue', () => {
  let desk: DeskUnderTest
  beforeEach(async () => {
    desk = await openDesk({ dialect: 'sqlite', file, at: '2031-03-04T09:00:00Z' })
  })
  afterEach(() => desk.close())
  const pageFor = async (person: string, asked: Readonly<Record<string, string>>) => {
    const { parts } = desk
    const caller = await parts.directory.callerOf({ platform: 'chat', workspace: 'inn', user: person }, {})
    const at = { parts, caller, now: desk.clock.now(), organisation: parts.desks.current() }
    return cataloguePage({ desk: at, voice: parts.voices.in('en') }, asked)
  }

  it('leads on by links, and keeps what was looked for in the field', async () => {
    const page = await pageFor('emily', { words: ' parking ' })

    expect(page?.search).to.include({ argument: 'words', typed: 'parking' })
    expect(JSON.stringify(page?.card)).to.include('/catalogue?item=parking').and.not.include('"kind":"press"')
    expect(page?.card).not.to.have.property('page')
  })

  it('has nothing for what is not for the reader, as for what there is not', async () => {
    expect(await pageFor('emily', { item: 'badge' })).to.equal(undefined)
    expect(await pageFor('emily', { item: 'nothing' })).to.equal(undefined)
    expect(await pageFor('emily', { category: 'staff' })).to.equal(undefined)
    expect((await pageFor('ana', { item: 'badge' }))?.card.title).to.deep.equal(['Badge'])
    expect(JSON.stringify(await pageFor('emily', {}))).not.to.match(/badge|staff/i)
  })

  it('tells how many are free now, and in a command the same', async () => {
    const parking = desk.parts.desks.current().catalogue.get('parking')
    if (!parking) throw new Error('the item is gone')
    const lent = { item: parking, from: desk.clock.now(), to: forEver, line: 1 }
    const facts = async () => JSON.stringify((await pageFor('emily', { item: 'parking' }))?.card)
    expect(await facts()).to.include('2 at the same time, 2 free now')

    await desk.store.work({ kind: 'operator' }, (work) => book(work, [{ ...lent, record: 1, count: 1 }], 'en'))
    expect(await facts()).to.include('2 at the same time, 1 free now')
    expect((await desk.as('freja').types('/catalogue show parking')).text).to.include('2 ad gangen, 1 ledig nu')

    await desk.store.work({ kind: 'operator' }, (work) => book(work, [{ ...lent, record: 2, count: 1 }], 'en'))
    expect(await facts()).to.include('none free now')

    const back = new Date('2031-03-05T10:00:00Z')
    desk.clock.to(back.toISOString())
    await desk.store.work({ kind: 'operator' }, (work) => release(work, 1))
    const day = { ...lent, from: back, to: new Date('2031-03-06T10:00:00Z') }
    await desk.store.work({ kind: 'operator' }, (work) => book(work, [{ ...day, record: 3, count: 1 }], 'en'))
    expect(await facts())
      .to.include('none free now, the next from ')
      .and.include('2031-03-06T10:00:00.000Z')
  })

  it('takes whatever stands in its address', async () => {
    for (const asked of [{ page: '-1' }, { page: 'x', category: 'stay' }, { words: 'x'.repeat(9_999) }, { item: '' }])
      expect(await pageFor('emily', asked), JSON.stringify(asked)).not.to.equal(undefined)
  })

  it('has a button to order once there is a command for it', () => {
    const { parts } = desk
    const organisation = parts.desks.current()
    const item = organisation.catalogue.get('parking')
    if (!item) throw new Error('the item is gone')
    const showing = { organisation, voice: parts.voices.in('en'), now: desk.clock.now(), linked: true }

    expect(JSON.stringify(itemCard(item, { ...showing, order: 'request order' }))).to.include(
      '"press":{"command":"request order","args":{"item":"parking"}}',
    )
    expect(JSON.stringify(itemCard(item, showing))).not.to.include('request order')
  })
})
