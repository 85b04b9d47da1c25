import { expect } from 'chai'
import type { Card } from '../../../src/chat/card.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf } from '../../builders/person-at-desk.js'

/** The buttons of a card, and what its menu holds. */
const offeredOn = (card: Card): readonly string[] => [
  ...buttonsOf(card),
  ...card.blocks.flatMap((block) => (block.kind === 'choices' ? block.options.map(({ label }) => label) : [])),
]

describe('What an incident’s card offers', () => {
  let desk: DeskUnderTest
  beforeEach(async () => {
    desk = await openDesk({ dialect: 'sqlite' })
    await desk.as('emily').types('/incident report The bulb is dead work:goes_on affects:me')
    await desk.relayed()
  })
  afterEach(() => desk.close())

  const inEmilysCopy = () => offeredOn(desk.directTo('emily')[0]!.card)

  it('is, in a channel, whatever anybody could do as it stands', () => {
    const offered = offeredOn(desk.card('INC-1').card)

    expect(offered).to.include.members(['Take it', 'Resolve …', 'Change the priority …', 'Cancel it …'])
  })

  it('is, in the requester’s own conversation, what they may do themselves', async () => {
    expect(inEmilysCopy()).to.include.members(['Write a note …', 'Add details …', 'Cancel it …'])
    expect(inEmilysCopy()).not.to.include.members(['Take it']).and.not.to.include('Resolve …')

    await desk.as('marco').types('/incident resolve INC-1 replaced a new bulb')
    await desk.relayed()

    expect(inEmilysCopy()).to.include.members(['It works', 'Not fixed']).and.not.to.include('Cancel it …')
  })

  it('is, on the page and where somebody asks for the card, what the reader may do', async () => {
    const shown = [
      await desk.as('freja').types('/incident show INC-1'),
      await desk.as('ana').types('/incident show INC-1'),
    ]
    const pages = [await desk.as('freja').page('INC-1', 'da'), await desk.as('ana').page('INC-1')]

    for (const [guest, agent] of [shown.map(({ card }) => card), pages.map((page) => page!.card)]) {
      expect(offeredOn(guest!)).to.include('Følg den').and.not.to.include('Tag den')
      expect(offeredOn(agent!)).to.include('Take it')
    }
  })
})
