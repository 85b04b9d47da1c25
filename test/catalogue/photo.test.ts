import { expect } from 'chai'
import { cataloguePage } from '../../src/desk/index.js'
import { known } from '../../src/known.js'
import { pictureOf } from '../../src/organisation/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { pngOf } from '../builders/png.js'

const file = inn({
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items:
    parking: {name: {en: Parking place, da: Parkeringsplads}, category: stay, picture: parking.png}
    sauna: {name: Sauna, category: stay}`,
})

describe('the picture of an item', () => {
  let desk: DeskUnderTest
  const png = pngOf(480, 320)
  beforeEach(async () => {
    desk = await openDesk({ dialect: 'sqlite', file, at: '2031-03-04T09:00:00Z' })
    const picture = pictureOf('parking.png', png)
    if (!('bytes' in picture)) throw new Error(picture.words)
    await desk.desks.apply({ kind: 'operator' }, file, { ...known, pictures: [picture] })
  })
  afterEach(() => desk.close())
  const pageFor = async (asked: Readonly<Record<string, string>>) => {
    const { parts } = desk
    const caller = await parts.directory.callerOf({ platform: 'chat', workspace: 'inn', user: 'freja' }, {})
    const at = { parts, caller, now: desk.clock.now(), organisation: parts.desks.current() }
    return cataloguePage({ desk: at, voice: parts.voices.in('da') }, asked)
  }

  it('stands on its card in a chat, with words for whoever cannot see it', async () => {
    const { card } = await desk.as('freja').types('/catalogue show parking')
    const image = card?.blocks.find((block) => block.kind === 'image')

    expect(image).to.have.property('alt', 'Billede: Parkeringsplads')
    expect(image?.picture).to.deep.include({ kind: 'photo', name: 'parking.png', words: { title: 'Parkeringsplads' } })
    if (!image) throw new Error('there is no picture')
    expect(Buffer.from(await desk.house.pictures.png(image.picture))).to.deep.equal(png)
    const { card: other } = await desk.as('freja').types('/catalogue show sauna')
    expect(other?.blocks.map(({ kind }) => kind)).not.to.include('image')
  })

  it('is small beside it in the lists of its page, and on no list in a chat', async () => {
    const page = await pageFor({ category: 'stay' })
    const [list] = page?.card.blocks.filter((block) => block.kind === 'list') ?? []
    expect(list?.items.map(({ picture }) => picture?.kind)).to.deep.equal(['photo', undefined])
    expect(JSON.stringify((await pageFor({ words: 'parkering' }))?.card)).to.include('"kind":"photo"')
    expect((await pageFor({ item: 'parking' }))?.card.blocks[0]?.kind).to.equal('image')

    const { card } = await desk.as('freja').types('/catalogue browse stay')
    expect(JSON.stringify(card)).not.to.include('photo')
  })
})
