import { expect } from 'chai'
import { days, seconds } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { openReceiver, type Receiver } from '../builders/receiver.js'
import { dialects } from '../builders/store.js'
import { house } from '../practices/access/house.js'

for (const dialect of dialects) {
  describe(`A right that a webhook gives and takes away, with ${dialect}`, () => {
    let booking: Receiver
    let desk: DeskUnderTest
    beforeEach(async () => {
      booking = await openReceiver()
      const run = '{webhook: booking, with: {role: user}}'
      const file = house(
        { automation: `{webhooks: {booking: {url: '${booking.url}', secret: BOOKING_SECRET}}}` },
        `
    desk-app: {name: {en: Desk app, da: App til desken}, service: booking, days: 90, run: ${run}}`,
      )
      desk = await openDesk({ dialect, file, at: '2027-03-01T08:00:00Z', config: { secretOf: () => 'between us' } })
    })
    afterEach(async () => {
      await desk.close()
      await booking.close()
      expect(desk.faults).to.deep.equal([])
    })
    const look = async (): Promise<void> => {
      await desk.parts.automation.look()
      await desk.parts.automation.settled()
    }

    it('is granted by the second call when the first one fails, and taken away at its end', async () => {
      booking.answers({ status: 500 })
      const asked = await desk
        .as('seraina')
        .types('/access request right:desk-app whom:@ana need:"she begins on Monday"')
      expect(asked.text).to.include('ACC-1')
      await desk.as('reto').types('/access approve ACC-1')
      await look()
      expect((await desk.record('ACC-1')).state).to.equal('being granted')
      desk.clock.forward(seconds(2))
      await look()

      expect((await desk.record('ACC-1')).state).to.equal('granted')
      expect(booking.received.map(({ body }) => body)).to.have.lengthOf(2)
      expect(booking.received[1]?.body).to.deep.include({
        number: 'ACC-1',
        step: 'grant',
        item: 'desk-app',
        for: { id: 'ana', name: 'Ana Keller' },
        with: { role: 'user' },
      })

      desk.clock.forward(days(91))
      await desk.run('access-rights')
      await look()
      expect(booking.received[2]?.body).to.deep.include({ step: 'remove', item: 'desk-app' })
      expect((await desk.record('ACC-1')).open).to.equal(false)
    })
  })
}
