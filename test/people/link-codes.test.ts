import { expect } from 'chai'
import { minutes } from '../../src/kernel/duration.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'
import { account, openRooms, type Rooms, refusalOf } from './open-people.js'

const slack = account('slack:T1/U9')
const discord = account('discord:G1/7')

for (const dialect of dialects) {
  describe(`linking an account with a code (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())

    const offered = (person: string): Promise<string> =>
      rooms.store.work({ kind: 'operator' }, (work) =>
        rooms.directory.offerCode(work, person, account(`console:local/${person}`)),
      )
    const redeemed = (code: string, by = slack) =>
      rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.redeem(work, code, by))

    it('makes the account that person’s own, with their rights', async () => {
      await rooms.directory.callerOf(slack, {})
      const { person } = await redeemed(await offered('lukas'))
      const caller = await rooms.directory.callerOf(slack, {})

      expect(person.id).to.equal('lukas')
      expect(caller).to.deep.include({ linked: true, teams: ['housekeeping'] })
      expect(await rooms.directory.accountsOf('lukas')).to.deep.include(slack)
    })

    it('hands over what the account’s own requester had open, and puts that one away', async () => {
      const { person: before } = await rooms.directory.callerOf(slack, { name: 'lukas_w' })
      await redeemed(await offered('lukas'))

      expect(rooms.handedOver).to.deep.equal([`${before.id} → lukas`])
      expect((await rooms.directory.person(before.id))?.active).to.equal(false)
      expect((await rooms.audit()).at(-1)).to.deep.equal({ kind: 'account.linked', subject: 'slack:T1/U9' })
    })

    it('works for an account that has never said a word', async () => {
      await redeemed(await offered('lukas'))

      expect((await rooms.directory.callerOf(slack, {})).person.id).to.equal('lukas')
      expect(rooms.handedOver).to.be.empty
    })

    it('takes capitals, a missing dash and letters that look like digits', async () => {
      const code = await offered('lukas')
      const typed = ` ${code.replace('-', '').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'L')} `

      expect((await redeemed(typed)).person.id).to.equal('lukas')
    })

    it('keeps no code that could be used by who reads the database', async () => {
      const code = await offered('lukas')
      const rows = JSON.stringify(await rooms.store.read.rows('SELECT * FROM "link_code"'))

      expect(rows).not.to.contain(code).and.not.to.contain(code.replace('-', ''))
    })

    it('takes a code once, within ten minutes, and only the newest of a person', async () => {
      const replaced = await offered('lukas')
      const code = await offered('lukas')

      expect(await refusalOf(redeemed(replaced))).to.equal('people.code_wrong')
      await redeemed(code)
      expect(await refusalOf(redeemed(code, discord))).to.equal('people.code_wrong')
      const old = await offered('lukas')
      rooms.clock.forward(minutes(10))
      expect(await refusalOf(redeemed(old, discord))).to.equal('people.code_wrong')
    })

    it('gives one of two who type the same code at once the account, and tells the other', async () => {
      const code = await offered('lukas')
      const outcomes = await Promise.all([refusalOf(redeemed(code, slack)), refusalOf(redeemed(code, discord))])

      expect(outcomes).to.have.members(['not refused', 'people.code_wrong'])
    })

    it('stops listening to an account after five wrong codes, for ten minutes', async () => {
      const code = await offered('lukas')
      for (let tries = 1; tries <= 5; tries++)
        expect(await refusalOf(redeemed('0000-0000'))).to.equal('people.code_wrong')

      expect(await refusalOf(redeemed(code))).to.equal('people.code_too_many')
      expect(await refusalOf(redeemed('0000-0000', discord))).to.equal('people.code_wrong')
      rooms.clock.forward(minutes(10))
      expect((await redeemed(await offered('lukas'))).person.id).to.equal('lukas')
    })

    it('does not move an account that has a holder, nor link one to itself', async () => {
      const { person } = await rooms.directory.callerOf(slack, {})
      const own = await rooms.store.work({ kind: 'operator' }, (work) =>
        rooms.directory.offerCode(work, person.id, slack),
      )
      const code = await offered('lukas')

      expect(await refusalOf(redeemed(own, slack))).to.equal('people.code_own')
      expect(await refusalOf(redeemed(code, account('slack:T1/U1')))).to.equal('people.already_linked')
      expect(await refusalOf(redeemed(code, account('console:local/ana')))).to.equal('people.already_linked')
      expect((await redeemed(code, slack)).person.id).to.equal('lukas')
    })

    it('takes the code of somebody who left for a wrong one', async () => {
      const code = await offered('lukas')
      await rooms.apply(
        smallDesk({ people: '{ana: {name: Ana Keller}}', teams: '{reception: {name: R, members: [ana]}}' }),
      )

      expect(await refusalOf(redeemed(code))).to.equal('people.code_wrong')
    })

    it('makes a stranger of an account again when it is unlinked', async () => {
      await redeemed(await offered('lukas'))
      await rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.unlink(work, slack))
      const caller = await rooms.directory.callerOf(slack, {})

      expect(caller).to.deep.include({ linked: false, grants: [] })
      expect(caller.person.listed).to.equal(false)
    })

    it('does not unlink what the desk file lists, nor what is not linked', async () => {
      await rooms.directory.callerOf(slack, {})
      const unlinked = (word: string) =>
        refusalOf(rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.unlink(work, account(word))))

      expect(await unlinked('slack:T1/U1')).to.equal('people.listed_account')
      expect(await unlinked('slack:T1/U9')).to.equal('people.not_linked')
    })

    it('can let somebody in where they have no account yet, once', async () => {
      const code = await offered('lukas')
      const spent = () =>
        rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.spendCode(work, code, 'console'))

      expect((await spent()).id).to.equal('lukas')
      expect(await refusalOf(spent())).to.equal('people.code_wrong')
    })
  })
}
