import { expect } from 'chai'
import { hours } from '../../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { cardText, pageText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const secret = 'missing banknotes'

for (const dialect of dialects) {
  describe(`A private incident on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
      await desk.as('emily').types(`/incident report ${secret} service:bathrooms work:goes_on affects:me`)
      await desk.as('oliver', 'talk').types('/incident watch INC-1')
      await desk.as('ana').types('/incident take INC-1')
      await desk.relayed()
      await desk.as('freja').says(`I saw ${secret} too`, 'INC-1')
      await desk.relayed()
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const hide = async () => {
      await desk.as('emily').types('/incident private INC-1')
      await desk.relayed()
    }
    const isUnknownTo = async (person: string): Promise<void> => {
      for (const words of [
        'show INC-1',
        'note INC-1 hello',
        'watch INC-1',
        'affected INC-1',
        'link INC-2 related_to INC-1',
      ]) {
        expect((await desk.as(person).types(`/incident ${words}`)).text, words).to.include('There is no record INC-1')
      }
    }

    it('does not exist for anybody else: in lists, search, cards, pages, links and look-alikes', async () => {
      await desk.as('marco').types('/incident report the lift is stuck work:stopped affects:many')
      await hide()

      await isUnknownTo('marco')
      expect((await desk.as('marco').types('/incident list')).text)
        .to.include('INC-2')
        .and.not.include(secret)
      expect((await desk.as('marco').types('/desk search banknotes')).text).not.to.include('INC-1')
      expect(await desk.as('marco').page('INC-1')).to.equal(undefined)
      const again = await desk.as('marco').types(`/incident report ${secret} work:goes_on affects:me`)
      expect(again.text).to.include('INC-3').and.not.include('INC-1')
    })

    it('is seen by its requester, its holder, its members and the named role, and by no administrator', async () => {
      await hide()
      await desk.as('emily').types('/incident private INC-1 admit:@reto')

      for (const person of ['emily', 'ana', 'reto', 'seraina']) {
        expect((await desk.as(person).types('/incident show INC-1')).text, person).to.include(secret)
        expect(pageText((await desk.as(person).page('INC-1'))!), person).to.include(secret)
      }
      expect((await desk.as('ursina').types('/incident show INC-1')).text).to.include('There is no record INC-1')
    })

    it('is opened to more people by those it belongs to, not by whoever was let in', async () => {
      await hide()
      await desk.as('emily').types('/incident private INC-1 admit:@mads')

      const refused = await desk.as('mads').types('/incident private INC-1 admit:@marco')

      expect(refused.text).to.include('må ikke')
      expect((await desk.as('marco').types('/incident show INC-1')).text).to.include('There is no record INC-1')
    })

    it('is blanked in every channel and thread where it stood, and goes on in direct messages', async () => {
      await hide()
      await desk.as('ana').types('/incident note INC-1 the safe was open')
      await desk.relayed()

      const open = desk.chat.messages.filter(({ address }) => !address.channel.startsWith('D-'))
      expect(open).not.to.have.lengthOf(0)
      for (const { card } of open) {
        expect(cardText(card)).not.to.include(secret).and.not.include('safe').and.not.include('Ana')
      }
      const direct = desk
        .directTo('emily')
        .map(({ card }) => cardText(card))
        .join('\n')
      expect(direct).to.include(secret).and.include('the safe was open')
    })

    it('is blanked where it stood for hours, in cards that were posted anew too, and nowhere posted again', async () => {
      desk.clock.forward(hours(2))
      await desk.as('ana').types('/incident note INC-1 the safe was open')
      await desk.relayed()
      desk.clock.forward(hours(2))
      await hide()

      const open = desk.chat.messages.filter(({ address }) => !address.channel.startsWith('D-'))
      expect(
        open.filter(({ address }) => !address.thread),
        'the card and the one in its stead',
      ).to.have.lengthOf(2)
      for (const { card } of open) expect(cardText(card)).not.to.include(secret).and.not.include('safe')
      expect(
        desk
          .directTo('oliver', 'talk')
          .map(({ card }) => cardText(card))
          .join(),
      ).not.to.include(secret)
    })

    it('is blanked in messages that were on their way when it became private', async () => {
      await desk.as('ana').types('/incident note INC-1 the safe was open')
      await hide()

      const open = desk.chat.messages.filter(({ address }) => !address.channel.startsWith('D-'))
      for (const { card } of open) expect(cardText(card)).not.to.include(secret).and.not.include('safe')
    })

    it('tells its news to nobody else: no watcher, no lead who is no member', async () => {
      await desk.as('marco').types('/incident watch INC-1')
      await hide()
      const before = [
        desk.directTo('marco').length,
        desk.directTo('oliver', 'talk').length,
        desk.directTo('reto').length,
      ]
      await desk.as('ana').types('/incident workaround INC-1 use the safe at the reception')
      await desk.as('ana').types('/incident escalate INC-1 team:maintenance the lock is theirs')
      await desk.relayed()

      const after = [
        desk.directTo('marco').length,
        desk.directTo('oliver', 'talk').length,
        desk.directTo('reto').length,
      ]
      expect(after).to.deep.equal(before)
    })

    it('is told to the named role while nobody holds it, and to them no longer once somebody does', async () => {
      await desk.as('emily').types('/incident report my purse is gone from the room work:goes_on affects:me')
      await desk.as('emily').types('/incident private INC-2')
      await desk.relayed()
      const told = () => desk.directTo('seraina').map(({ card }) => cardText(card))
      expect(told().join()).to.include('my purse is gone')
      expect(desk.directTo('ursina'), 'an administrator is not told').to.deep.equal([])

      await desk.as('seraina').types('/incident assign INC-2 @marco')
      await desk.as('marco').types('/incident note INC-2 the purse is in the lobby')
      await desk.relayed()

      expect(told().join()).not.to.include('lobby')
      expect(
        desk
          .directTo('marco')
          .map(({ card }) => cardText(card))
          .join(),
      ).to.include('my purse is gone')
    })

    it('is taken away from a former holder: their copy is blanked', async () => {
      await hide()
      expect(
        desk
          .directTo('ana')
          .map(({ card }) => cardText(card))
          .join(),
      ).to.include(secret)
      await desk.as('ana').types('/incident assign INC-1 @seraina')
      await desk.relayed()

      const card = desk.directTo('ana').find(({ key }) => key.includes('/card/'))!
      expect(cardText(card.card)).not.to.include(secret)
      expect((await desk.as('ana').types('/incident show INC-1')).text).to.include('There is no record INC-1')
    })

    it('takes no words from others in its old thread, and tells them', async () => {
      await hide()
      const said = await desk.as('marco').says('what happened?', 'INC-1')

      expect(said.text).to.include('There is no record INC-1')
      expect(await desk.rows('remark')).to.equal(1)
    })

    it('is nameless at the other end of a link', async () => {
      await desk.as('marco').types('/incident report the lift is stuck work:stopped affects:many')
      await hide()
      await desk.as('ana').types('/incident link INC-2 related_to INC-1')
      await desk.relayed()

      expect(cardText(desk.card('INC-2').card)).not.to.include('INC-1')
      expect(
        desk
          .thread('INC-2')
          .map(({ card }) => cardText(card))
          .join(),
      )
        .to.include('a private record')
        .and.not.include('INC-1')
      expect(pageText((await desk.as('marco').page('INC-2'))!)).not.to.include('INC-1')
      expect(pageText((await desk.as('ana').page('INC-2'))!))
        .to.include('INC-1')
        .and.include(secret)
    })

    it('can be made private by those it belongs to, and public by the named role alone', async () => {
      expect((await desk.as('marco').types('/incident private INC-1')).text).to.include('may not')
      await hide()
      expect((await desk.as('emily').types('/incident private INC-1')).text).to.include('private already')
      expect((await desk.as('emily').types('/incident private INC-1 privacy:off')).text).to.include('may not')
      await desk.as('seraina').types('/incident private INC-1 privacy:off')
      await desk.relayed()

      expect((await desk.as('marco').types('/incident show INC-1')).text).to.include(secret)
      expect(cardText(desk.card('INC-1', 'reception').card)).to.include(secret)
    })
  })
}
