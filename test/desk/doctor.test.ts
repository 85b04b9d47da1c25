import { expect } from 'chai'
import type { Place } from '../../src/chat/address.js'
import { type Finding, finding } from '../../src/chat/finding.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`/desk doctor, on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: inn() })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('tells an administrator what each platform finds about itself, the worst first', async () => {
      let asked: readonly Place[] = []
      desk.chat.examine = async (places): Promise<readonly Finding[]> => {
        asked = places
        return [finding('ok', 'slack.doctor.clock'), finding('mend', 'slack.doctor.bot_token', { why: 'revoked' })]
      }
      const { text } = await desk.as('ursina').types('/desk doctor')

      expect(text).to.match(/to mend[\s\S]*does not take SLACK_BOT_TOKEN: revoked[\s\S]*Copy the Bot User/)
      expect(text.indexOf('revoked')).to.be.lessThan(text.indexOf('clock agrees'))
      expect(asked.every(({ platform }) => platform === 'chat')).to.equal(true)
    })

    it('is refused to everybody else', async () => {
      let looked = false
      desk.chat.examine = async () => {
        looked = true
        return []
      }

      for (const person of ['ana', 'emily', 'stranger'])
        expect((await desk.as(person).types('/desk doctor')).text).to.include('Only administrators may do this')
      expect(looked).to.equal(false)
    })

    it('tells of the other platforms when one cannot be looked at', async () => {
      desk.chat.examine = () => Promise.reject(new Error('a bug'))
      desk.talk.examine = async () => [finding('ok', 'slack.doctor.clock')]

      const { text } = await desk.as('ursina').types('/desk doctor')

      expect(text).to.include('chat could not be looked at: a bug').and.include('clock agrees')
    })
  })
}
