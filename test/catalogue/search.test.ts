import { expect } from 'chai'
import { folded, searchCatalogue } from '../../src/catalogue/index.js'
import type { Language } from '../../src/chat/language.js'
import type { Caller } from '../../src/people/index.js'
import { organisationIn, smallDesk } from '../organisation/files.js'

const inn = organisationIn(
  smallDesk({
    catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}, food: {en: Food, da: Mad}, staff: Staff}
  items:
    wake_up: {name: {en: Wake-up call, da: Vækning}, keywords: {en: alarm clock, da: vækkeur}, category: stay}
    parking: {name: {en: Parking place, da: Parkeringsplads}, keywords: {en: car, da: bil}, category: stay}
    laundry: {name: {en: Laundry, da: Tøjvask}, category: stay, deliverable: {en: Clean clothes after parking them in a bag, da: Rent tøj}}
    cafe: {name: {en: Table in the café, da: Bord på caféen}, category: food}
    wifi: {name: {en: Faster Wi-Fi, da: Hurtigere wi-fi}, category: stay, service: wifi}
    badge: {name: {en: Parking badge, da: Parkeringskort}, category: staff, for: team:reception}`,
  }),
)
const guest: Caller = {
  person: { id: 'gast', name: 'Guest', active: true, listed: false },
  account: { platform: 'chat', workspace: 'inn', user: 'gast' },
  linked: true,
  grants: [],
  teams: [],
  leads: [],
}
const found = (words: string, language: Language = 'en', caller: Caller = guest): readonly string[] =>
  searchCatalogue(inn, words, { caller, language }).map(({ id }) => id)

describe('searching the catalogue', () => {
  it('finds by whole words, beginnings and what stands within a long word', () => {
    expect(found('laundry')).to.deep.equal(['laundry'])
    expect(found('laun')).to.deep.equal(['laundry'])
    expect(found('vask', 'da')).to.deep.equal(['laundry'])
    expect(found('plads', 'da')).to.deep.equal(['parking'])
  })

  it('finds in both languages, whichever the reader speaks', () => {
    expect(found('bil', 'en')).to.deep.equal(['parking'])
    expect(found('car', 'da')).to.deep.equal(['parking'])
    expect(found('alarm vækning', 'da')).to.deep.equal(['wake_up'])
  })

  it('does not mind case, marks and how Danish letters are typed', () => {
    for (const typed of ['VÆKNING', 'vaekning', 'Vækkeur', 'vaekkeur'])
      expect(found(typed), typed).to.deep.equal(['wake_up'])
    for (const typed of ['tøjvask', 'tojvask', 'toejvask']) expect(found(typed), typed).to.deep.equal(['laundry'])
    for (const typed of ['cafe', 'café', 'CAFE\u0301']) expect(found(typed), typed).to.deep.equal(['cafe'])
    for (const typed of ['wi-fi', 'wifi', 'wake-up', 'wakeup']) expect(found(typed), typed).to.have.lengthOf(1)
  })

  it('needs every word, and puts what is found in the name first', () => {
    expect(found('parking')).to.deep.equal(['parking', 'laundry'])
    expect(found('parking bag')).to.deep.equal(['laundry'])
    expect(found('parking moon')).to.deep.equal([])
  })

  it('forgives a slip when nothing else fits', () => {
    expect(found('laundrt')).to.deep.equal(['laundry'])
    expect(found('parknig')).to.deep.equal(['parking', 'laundry'])
  })

  it('finds nothing that is not for the reader', () => {
    expect(found('badge')).to.deep.equal([])
    expect(found('badge', 'en', { ...guest, teams: ['reception'] })).to.deep.equal(['badge'])
  })

  it('gives all of it for no words, and nothing for words without letters', () => {
    expect(found(' ')).to.deep.equal(['wake_up', 'parking', 'laundry', 'wifi', 'cafe'])
    expect(found('!?')).to.deep.equal([])
  })

  it('takes whatever is typed', () => {
    for (const typed of ['x'.repeat(10_000), 'a b c d e f g h i j k l m n o p', '"%_*', '🅿️ parking'])
      expect(() => found(typed), typed.slice(0, 20)).not.to.throw()
    expect(folded('Smørrebrød på Ærø')).to.equal('smorrebrod pa aero')
  })
})
