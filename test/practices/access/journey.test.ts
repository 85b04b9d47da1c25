import { expect } from 'chai'
import { minutes } from '../../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { openReceiver, type Receiver } from '../../builders/receiver.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

const day = 86_400_000

for (const dialect of dialects)
  for (const language of ['en', 'da'] as const)
    describe(`A new employee’s access to the booking system, in ${language}, with ${dialect}`, () => {
      let machine: Receiver
      let desk: DeskUnderTest
      beforeEach(async () => {
        machine = await openReceiver()
        const file = house(
          {
            automation: `{webhooks: {booking: {url: '${machine.url}', secret: BOOKING_SECRET, tries: 3, timeout: 1s}}}`,
          },
          '\n  certify: {every: quarter, within: 10 working days, silence: keep}',
        )
          .replace('warn: 14,', 'warn: 14, run: {webhook: booking, with: {do: "{step}", right: "{item}"}},')
          .replace('ana: {name: Ana Keller,', `ana: {name: Ana Keller, language: ${language},`)
          .replace('seraina: {name: Seraina Flury,', `seraina: {name: Seraina Flury, language: ${language},`)
          // The owner is on the other platform alone.
          .replace(
            'reto: {name: Reto Imhof, accounts: [chat:inn/reto]}',
            `reto: {name: Reto Imhof, language: ${language}, accounts: [talk:inn/reto]}`,
          )
        desk = await openDesk({
          ...{ dialect, file, at: '2027-01-04T08:00:00Z' },
          config: { secretOf: (name) => (name === 'BOOKING_SECRET' ? 'a key' : undefined) },
        })
      })
      afterEach(async () => {
        await desk.close()
        await machine.close()
        expect(desk.faults).to.deep.equal([])
      })

      const say = (en: string, da: string): string => (language === 'en' ? en : da)
      const state = async (number = 'ACC-1'): Promise<string> => (await desk.record(number)).state
      const byItself = async (): Promise<void> => {
        await desk.parts.automation.look()
        await desk.parts.automation.settled()
      }
      /** The newest message to somebody that offers this. */
      const offered = async (person: string, label: string, on: 'chat' | 'talk' = 'chat') => {
        await desk.relayed()
        const found = desk.directTo(person, on).findLast(({ card }) => buttonsOf(card).includes(label))
        if (!found) throw new Error(`${person} is offered no “${label}”`)
        return found
      }

      it('is asked for, approved, granted by a machine that fails once, warned of, extended once and removed by the campaign', async () => {
        const asked = await desk
          .as('seraina')
          .types(
            say(
              '/access request right:booking-user whom:@ana she begins on Monday',
              '/adgang anmod rettighed:booking-user whom:@ana hun begynder mandag',
            ),
          )
        expect(asked.text).to.contain(say('Book rooms', 'Booke værelser'))

        const approve = say('Approve', 'Godkend')
        await desk.as('reto', 'talk').presses(await offered('reto', approve, 'talk'), approve)
        expect(await state()).to.equal('being granted')

        machine.answers({ status: 503 })
        await byItself()
        expect(await state()).to.equal('being granted')
        desk.clock.forward(minutes(5))
        await byItself()
        expect(await state()).to.equal('granted')
        expect(machine.received.map(({ body }) => body.with)).to.deep.equal([
          { do: 'grant', right: 'booking-user' },
          { do: 'grant', right: 'booking-user' },
        ])
        expect(machine.received[0]?.body).to.deep.include({ number: 'ACC-1', for: { id: 'ana', name: 'Ana Keller' } })

        desk.clock.to('2027-03-22T08:00:00Z')
        await desk.run('access-rights')
        const extend = say('Extend', 'Forlæng')
        const warning = await offered('ana', extend)
        expect(cardText(warning.card)).to.contain(say('It ends soon.', 'Den ophører snart.'))
        await desk.as('ana').presses(warning, extend)
        expect(await state()).to.equal('awaiting extension')
        await desk.as('reto', 'talk').presses(await offered('reto', approve, 'talk'), approve)
        expect(await state()).to.equal('granted')
        expect((await desk.record('ACC-1')).details.until).to.equal('2027-06-20T08:00:00.000Z')

        desk.clock.to('2027-04-01T08:00:00Z')
        await desk.run('access-campaigns')
        const remove = say('Remove – Ana Keller', 'Fjern – Ana Keller')
        await desk.as('reto', 'talk').presses(await offered('reto', remove, 'talk'), remove)
        expect(await state()).to.equal('being removed')
        await byItself()
        expect(await state()).to.equal('removed')
        expect(machine.received.at(-1)?.body.with).to.deep.equal({ do: 'remove', right: 'booking-user' })

        desk.clock.forward(day)
        await desk.run('access-campaigns')
        await desk.run('access-rights')
        const over = await desk.as('ana').types(say('/access mine show:ended', '/adgang mine ophørte'))
        expect(over.text).to.contain(say('it is not needed any more', 'der er ikke længere brug for den'))
      })

      it('is a person’s to grant when the machine cannot', async () => {
        await desk.as('seraina').types('/access request right:booking-user whom:@ana she begins')
        await desk.as('reto', 'talk').types('/access approve ACC-1')
        machine.answers({ status: 400, body: 'no such user' })
        await byItself()
        expect((await desk.record('TSK-1')).state).to.equal('failed')
        expect(await state()).to.equal('being granted')
        const failed = await desk.as('marco').types('/task show TSK-1')
        expect(failed.text).to.contain('no such user')
        await desk.as('marco').types('/task done TSK-1')
        expect(await state()).to.equal('granted')
      })
    })
