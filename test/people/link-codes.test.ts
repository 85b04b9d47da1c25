import { expect } from 'chai'
import { minutes } from '../../src/kernel/duration.js'
import type { LinkAnswer } from '../../src/people/index.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'
import { account, openRooms, type Rooms, refusalOf } from './open-people.js'

const slack = account('slack:T1/U9')
const discord = account('discord:G1/7')
const lukas = account('console:local/lukas')

for (const dialect of dialects) {
  describe(`linking an account with a code (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())

    const work = <T>(fn: Parameters<typeof rooms.store.work<T>>[1]) => rooms.store.work<T>({ kind: 'operator' }, fn)
    const offered = async (by = lukas): Promise<string> => {
      const { person } = await rooms.directory.callerOf(by, {})
      return work((unit) => rooms.directory.offerCode(unit, person.id, by))
    }
    const entered = async (code: string, by = slack) => {
      const { person } = await rooms.directory.callerOf(by, {})
      return work((unit) => rooms.directory.links.enter(unit, code, { person: person.id, account: by }))
    }
    const answered = (id: string, by: typeof slack, yes = true): Promise<LinkAnswer> =>
      work((unit) => rooms.directory.links.answer(unit, id, by, yes))
    /** The whole way: a code here, typed there, and two times yes. */
    const linked = async (giver = lukas, taker = slack) => {
      const { id } = await entered(await offered(giver), taker)
      await answered(id, taker)
      return answered(id, giver)
    }

    it('makes the account that person’s own, with their rights, once both sides have said yes', async () => {
      const { id, plan } = await entered(await offered())
      expect([plan.stays.id, plan.accounts.map(({ word }) => word)]).to.deep.equal(['lukas', ['slack:T1/U9']])
      expect((await answered(id, slack)).kind).to.equal('asked')
      expect((await rooms.directory.callerOf(slack, {})).linked).to.equal(false)

      expect((await answered(id, lukas)).kind).to.equal('linked')

      const caller = await rooms.directory.callerOf(slack, {})
      expect(caller).to.deep.include({ linked: true, teams: ['housekeeping'] })
      expect(caller.person.id).to.equal('lukas')
      expect(await rooms.directory.accountsOf('lukas')).to.deep.include(slack)
    })

    it('hands over what the account’s own requester had open, and puts that one away', async () => {
      const { person: before } = await rooms.directory.callerOf(slack, { name: 'lukas_w' })
      await linked()

      expect(rooms.handedOver).to.deep.equal([`${before.id} → lukas`])
      expect((await rooms.directory.person(before.id))?.active).to.equal(false)
      expect((await rooms.audit()).at(-1)).to.deep.equal({ kind: 'account.linked', subject: 'slack:T1/U9' })
    })

    it('keeps the known person whichever side gave the code', async () => {
      const known = account('slack:T1/U1')
      await linked(discord, known)

      const caller = await rooms.directory.callerOf(discord, {})
      expect(caller).to.deep.include({ linked: true })
      expect(caller.person.id).to.equal('ana')
    })

    it('makes two strangers one, with all their accounts, who can become somebody of the desk file later', async () => {
      const third = account('slack:T2/U7')
      await linked(slack, discord)
      await linked(third, slack)
      const { person } = await rooms.directory.callerOf(slack, {})
      for (const one of [discord, third]) {
        expect((await rooms.directory.callerOf(one, {})).person.id).to.equal(person.id)
      }

      await linked(lukas, third)

      for (const one of [slack, discord, third]) {
        expect((await rooms.directory.callerOf(one, {})).person.id).to.equal('lukas')
      }
    })

    it('refuses to make one of two people of the desk file, or of one with themselves', async () => {
      const code = await offered()

      expect(await refusalOf(entered(code, account('slack:T1/U1')))).to.equal('people.two_persons')
      expect(await refusalOf(entered(code, lukas))).to.equal('people.code_own')
      expect((await entered(code)).plan.stays.id).to.equal('lukas')
    })

    it('takes capitals, a missing dash and letters that look like digits', async () => {
      const code = await offered()
      const typed = ` ${code.replace('-', '').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'L')} `

      expect((await entered(typed)).plan.stays.id).to.equal('lukas')
    })

    it('keeps no code that could be used by who reads the database', async () => {
      const code = await offered()
      const rows = JSON.stringify(await rooms.store.read.rows('SELECT * FROM "link_code"'))

      expect(rows).not.to.contain(code).and.not.to.contain(code.replace('-', ''))
    })

    it('takes a code once, within ten minutes, and only the newest of a person', async () => {
      const replaced = await offered()
      const code = await offered()

      expect(await refusalOf(entered(replaced))).to.equal('people.code_wrong')
      await entered(code)
      expect(await refusalOf(entered(code, discord))).to.equal('people.code_wrong')
      const old = await offered()
      rooms.clock.forward(minutes(10))
      expect(await refusalOf(entered(old, discord))).to.equal('people.code_wrong')
    })

    it('gives one of two who type the same code at once the question, and tells the other', async () => {
      const code = await offered()
      await rooms.directory.callerOf(slack, {})
      await rooms.directory.callerOf(discord, {})
      const outcomes = await Promise.all([refusalOf(entered(code, slack)), refusalOf(entered(code, discord))])

      expect(outcomes).to.have.members(['not refused', 'people.code_wrong'])
    })

    it('stops listening to an account after five wrong codes, for ten minutes', async () => {
      const code = await offered()
      for (let tries = 1; tries <= 5; tries++)
        expect(await refusalOf(entered('0000-0000'))).to.equal('people.code_wrong')

      expect(await refusalOf(entered(code))).to.equal('people.code_too_many')
      expect(await refusalOf(entered('0000-0000', discord))).to.equal('people.code_wrong')
      rooms.clock.forward(minutes(10))
      expect((await entered(await offered())).plan.stays.id).to.equal('lukas')
    })

    it('takes the code of somebody who left, or of an account that is theirs no more, for a wrong one', async () => {
      await linked()
      const ofAccount = await offered(slack)
      await work((unit) => rooms.directory.unlink(unit, slack))
      expect(await refusalOf(entered(ofAccount, discord))).to.equal('people.code_wrong')

      const code = await offered()
      await rooms.apply(
        smallDesk({ people: '{ana: {name: Ana Keller}}', teams: '{reception: {name: R, members: [ana]}}' }),
      )
      expect(await refusalOf(entered(code, discord))).to.equal('people.code_wrong')
    })

    it('needs no second yes for a code that the operator gave', async () => {
      const code = await work((unit) => rooms.directory.offerCode(unit, 'lukas'))
      const { id } = await entered(code)

      expect((await answered(id, slack)).kind).to.equal('linked')
    })

    it('lets nobody answer but the two accounts', async () => {
      const { id } = await entered(await offered())

      expect(await refusalOf(answered(id, discord))).to.equal('people.link_not_yours')
      expect(await refusalOf(answered('no-such-question', slack))).to.equal('people.link_not_yours')
    })

    it('changes nothing when one of the two has become somebody else meanwhile', async () => {
      const { id } = await entered(await offered())
      await answered(id, slack)
      await linked(account('slack:T1/U1'), slack)

      expect((await answered(id, lukas)).kind).to.equal('over')
      expect((await rooms.directory.callerOf(slack, {})).person.id).to.equal('ana')
    })

    it('changes nothing when one of the two accounts was deactivated meanwhile', async () => {
      const { id } = await entered(await offered(discord))
      await answered(id, slack)
      await work((unit) => rooms.directory.accountChanged(unit, discord, { deactivated: true }))

      expect((await answered(id, discord)).kind).to.equal('over')
    })

    it('gives a question up when its account types another code', async () => {
      const first = await entered(await offered())
      const second = await entered(await offered(discord))

      expect((await answered(first.id, slack)).kind).to.equal('over')
      expect((await answered(second.id, slack)).kind).to.equal('asked')
    })

    it('makes a stranger of an account again when it is unlinked', async () => {
      await linked()
      await work((unit) => rooms.directory.unlink(unit, slack))
      const caller = await rooms.directory.callerOf(slack, {})

      expect(caller).to.deep.include({ linked: false, grants: [] })
      expect(caller.person.listed).to.equal(false)
    })

    it('does not unlink what the desk file lists, what is not linked, nor the last account of somebody', async () => {
      await linked(slack, discord)
      const unlinked = (one: typeof slack) => refusalOf(work((unit) => rooms.directory.unlink(unit, one)))
      await rooms.directory.callerOf(account('slack:T1/U8'), {})

      expect(await unlinked(account('slack:T1/U1'))).to.equal('people.listed_account')
      expect(await unlinked(account('slack:T1/U8'))).to.equal('people.not_linked')
      expect(await unlinked(discord)).to.equal('not refused')
      expect(await unlinked(slack)).to.equal('people.last_account')
    })

    it('can let somebody in where they have no account yet, once', async () => {
      const code = await offered()
      const spent = () => work((unit) => rooms.directory.spendCode(unit, code, 'console'))

      expect((await spent()).id).to.equal('lukas')
      expect(await refusalOf(spent())).to.equal('people.code_wrong')
    })
  })
}
