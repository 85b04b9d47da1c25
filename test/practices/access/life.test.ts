import { expect } from 'chai'
import type { Card } from '../../../src/chat/card.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

const day = 86_400_000

for (const dialect of dialects)
  describe(`A right, with ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: house(), at: '2027-03-01T08:00:00Z' })
    })
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })

    const state = async (number = 'ACC-1'): Promise<string> => (await desk.record(number)).state
    const kinds = async (number = 'ACC-1'): Promise<readonly string[]> =>
      (await desk.history(number)).map(({ kind }) => kind)
    const cardFor = async (person: string, number = 'ACC-1'): Promise<Card> =>
      (await desk.as(person).types(`/access show ${number}`)).card
    /** What stands in the conversation of the desk with somebody, the newest last. */
    const told = async (person: string): Promise<string> => {
      await desk.relayed()
      return desk
        .directTo(person)
        .map(({ card }) => cardText(card))
        .join('\n')
    }
    const forAna = () =>
      desk.as('seraina').types('/access request right:booking-user whom:@ana need:"she begins on Monday"')
    const granted = async (): Promise<void> => {
      await forAna()
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
    }

    it('is asked for by the manager, approved by whoever answers for the service, and granted by its team', async () => {
      const asked = await forAna()
      expect(asked.text).to.contain('ACC-1').and.contain('Book rooms').and.contain('Ana Keller')
      expect(await state()).to.equal('awaiting approval')
      expect(await kinds()).to.include.members(['opened', 'verify', 'ask', 'approval_asked'])

      await desk.relayed()
      const question = desk.directTo('reto').find(({ card }) => buttonsOf(card).includes('Approve'))
      await desk.as('reto').presses(question!, 'Approve')
      expect(await state()).to.equal('being granted')
      await desk.relayed()
      expect(cardText(desk.directTo('marco').at(0)!.card)).to.contain('Give Ana Keller the right: Book rooms')

      await desk.as('marco').types('/task done TSK-1')
      expect(await state()).to.equal('granted')
      const card = cardText(await cardFor('ana'))
      expect(card).to.contain('Since: 2027-03-01').and.contain('Until: 2027-05-30')
      expect(card).to.contain('On the word of: Reto Imhof')
      expect(await told('ana')).to.contain('It is granted.')
    })

    it('that somebody asks for themselves is needed in the eyes of their manager first', async () => {
      const asked = await desk.as('mads').types('/adgang anmod rettighed:booking-user behov:"jeg booker om natten"')
      expect(asked.text).to.contain('Booke værelser').and.contain('Lederen bliver spurgt')
      expect(await state()).to.equal('checking need')

      expect((await desk.as('mads').types('/access approve ACC-1')).text).to.contain('til dig selv')
      await desk.as('seraina').types('/access approve ACC-1')
      expect(await state()).to.equal('awaiting approval')
      expect(await kinds()).to.include('vouch')
      await desk.as('reto').types('/access reject ACC-1 he does not book')
      expect(await state()).to.equal('rejected')
      expect(await told('mads'))
        .to.contain('Den er afvist.')
        .and.contain('he does not book')
      expect(await desk.rows('right_held')).to.equal(1)
      await desk.as('mads').types('/access request right:booking-user need:again')
      expect(await state('ACC-2')).to.equal('checking need')
    })

    it('is sent back when too little is said, and decided once more is', async () => {
      await forAna()
      await desk.as('reto').types('/access changes ACC-1 which rooms?')
      expect(await state()).to.equal('sent back')

      expect((await desk.as('marco').types('/access describe ACC-1 all')).text).to.contain('There is no record')
      await desk.as('seraina').types('/access describe ACC-1 those of the annexe')
      expect(await state()).to.equal('awaiting approval')
      expect(cardText(await cardFor('reto'))).to.contain('those of the annexe')
    })

    it('is asked for by nobody else, and by no guest', async () => {
      const refusals: readonly (readonly [string, string, string])[] = [
        ['marco', '/access request right:booking-user whom:@ana need:x', 'You cannot ask for rights for Ana Keller.'],
        ['emily', '/access request right:booking-user need:x', '“Book rooms” is not for Emily Carter.'],
        ['stranger', '/access request right:booking-user need:x', 'this account is not linked to anybody'],
        ['ana', '/access request right:boiler-room need:x', '“Boiler room” is not for Ana Keller.'],
        ['ana', '/access request right:booking-user days:91 need:x', 'for 90 days at the most'],
        ['ana', '/access request right:booking-user days:soon need:x', 'not a number of days'],
      ]
      for (const [person, words, says] of refusals) expect((await desk.as(person).types(words)).text).to.contain(says)
      expect(await desk.rows('record')).to.equal(0)
      expect(await desk.rows('right_held')).to.equal(0)
    })

    it('is had once, and asked for once', async () => {
      await forAna()
      expect((await forAna()).text)
        .to.contain('asked for')
        .and.contain('ACC-1')
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
      expect((await desk.as('ana').types('/access request right:booking-user need:x')).text).to.contain('in force')
    })

    it('is approved by nobody whom it is for, or who asked for it', async () => {
      await desk.as('ursina').types('/access request right:boiler-room need:"to look"')
      // Nobody is above her: the process owner is herself, security is asked.
      expect(await state()).to.equal('checking need')
      expect((await desk.as('ursina').types('/access approve ACC-1')).text).to.contain('no vote')
      await desk.as('seraina').types('/access approve ACC-1')
      expect(await state()).to.equal('being granted')
    })

    it('is not approved by whom it is for in the place of somebody who is away', async () => {
      await forAna()
      await desk.as('reto').types('/desk away @ana until:2027-03-08')
      expect((await desk.as('ana').types('/access approve ACC-1')).text).to.contain('This is for yourself')
      expect(await state()).to.equal('awaiting approval')
    })

    it('needs nobody besides where the manager’s word is enough', async () => {
      await desk.as('reto').types('/access request right:boiler-room whom:@marco need:"the valves"')
      expect(await state()).to.equal('being granted')
      expect(await kinds()).to.include.members(['verify', 'waive'])
      await desk.as('marco').types('/task done TSK-1')
      expect(cardText(await cardFor('marco')))
        .to.contain('On the word of: Reto Imhof')
        .and.not.contain('Until:')
    })

    it('is warned of, and ends by itself', async () => {
      await granted()
      await desk.run('access-rights')
      expect(await kinds()).to.not.include('warn')

      desk.clock.forward(77 * day)
      await desk.run('access-rights')
      desk.clock.forward(600_000)
      await desk.run('access-rights')
      expect((await kinds()).filter((kind) => kind === 'warn')).to.have.lengthOf(1)
      expect(await told('ana')).to.contain('It ends soon.')
      expect(await told('seraina')).to.contain('It ends soon.')

      desk.clock.forward(13 * day)
      await desk.run('access-rights')
      expect(await state()).to.equal('being removed')
      expect(cardText(await cardFor('ana'))).to.contain('its time was up')
      await desk.as('marco').types('/task done TSK-2')
      expect(await state()).to.equal('removed')
      expect((await desk.as('ana').types('/access mine')).text).to.contain('Nothing')
      expect((await desk.as('ana').types('/access mine show:ended')).text).to.contain('its time was up')
    })

    it('is extended by one press under the warning, once everybody has agreed again', async () => {
      await granted()
      desk.clock.forward(77 * day)
      await desk.run('access-rights')
      await desk.relayed()
      const warning = desk.directTo('ana').find(({ card }) => cardText(card).startsWith('It ends soon.'))
      await desk.as('ana').presses(warning!, 'Extend')
      expect(await state()).to.equal('awaiting extension')
      await desk.as('reto').types('/access approve ACC-1')

      const { details, state: now } = await desk.record('ACC-1')
      expect(now).to.equal('granted')
      expect(details).to.include({ since: '2027-03-01T08:00:00.000Z', until: '2027-08-15T08:00:00.000Z' })
      expect(details).to.not.have.any.keys('extension', 'warned')
      const [row] = await desk.store.read.rows<{ until: string }>('SELECT "until" FROM "right_held"')
      expect(row?.until).to.equal('2027-08-15T08:00:00.000Z')
      desk.clock.forward(14 * day)
      await desk.run('access-rights')
      expect(await state()).to.equal('granted')
    })

    it('that has no end is given none by whoever asks for so many days', async () => {
      await desk.as('reto').types('/access request right:boiler-room whom:@marco need:"he sees to it"')
      await desk.as('marco').types('/task done TSK-1')
      expect(await state()).to.equal('granted')

      const { text } = await desk.as('reto').types('/access extend ACC-1 days:3')
      expect(text).to.contain('no end')
      expect((await desk.record('ACC-1')).details).to.not.have.any.keys('until')
    })

    it('ends when it would have where more time is not agreed to', async () => {
      await granted()
      await desk.as('ana').types('/access extend ACC-1 I like it')
      await desk.as('reto').types('/access reject ACC-1 the season is over')
      expect(await state()).to.equal('granted')
      expect((await desk.record('ACC-1')).details).to.include({ until: '2027-05-30T08:00:00.000Z' })
    })

    it('ends also while it is asked whether it may be had for longer', async () => {
      await granted()
      desk.clock.forward(89 * day)
      await desk.as('ana').types('/access extend ACC-1')
      desk.clock.forward(day + 1)
      await desk.run('access-rights')
      expect(await state()).to.equal('being removed')
      expect((await desk.as('reto').types('/access approve ACC-1')).text).to.contain('no decision any more')
    })

    it('is restricted for a while, and given back its use', async () => {
      await granted()
      expect((await desk.as('ana').types('/access restrict ACC-1 why not')).text).to.contain('You may not do that')
      await desk.as('reto').types('/access restrict ACC-1 she is on leave')
      expect(await state()).to.equal('restricted')
      expect((await desk.as('ana').types('/access mine')).text).to.contain('restricted')
      await desk.as('reto').types('/access lift ACC-1')
      expect(await state()).to.equal('granted')
    })

    it('is given back by whom it is for', async () => {
      await granted()
      await desk.as('ana').types('/access remove ACC-1 I moved to the kitchen')
      expect(await state()).to.equal('being removed')
      await desk.as('reto').types('/access removed ACC-1')
      expect(await state()).to.equal('removed')
      expect((await desk.record('TSK-2')).state).to.equal('cancelled')
    })

    it('is not granted when the team cannot, and whoever asked hears of it', async () => {
      await forAna()
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task cancel TSK-1 there are no more licences')
      expect(await state()).to.equal('rejected')
      expect(await told('seraina')).to.contain('It cannot be granted.')
    })

    it('stays on its way when the team fails, and is granted once somebody has mended that', async () => {
      await forAna()
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('marco').types('/task fail TSK-1 the system is down')
      expect(await state()).to.equal('being granted')
      await desk.as('marco').types('/task done TSK-1')
      expect(await state()).to.equal('granted')
    })

    it('that is cancelled is no work for anybody any more', async () => {
      await forAna()
      await desk.as('reto').types('/access approve ACC-1')
      await desk.as('ana').types('/access cancel ACC-1 not needed')
      expect(await state()).to.equal('cancelled')
      expect((await desk.record('TSK-1')).state).to.equal('cancelled')
    })
  })
