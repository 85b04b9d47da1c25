import { expect } from 'chai'
import { Refusal } from '../../src/kernel/errors.js'
import { dialects } from '../builders/store.js'
import { account, openRooms, type Rooms } from '../people/open-people.js'
import { smallDesk } from './files.js'

const onlyAna = smallDesk({ people: '{ana: {name: Ana Keller}}', teams: '{reception: {name: R, members: [ana]}}' })

for (const dialect of dialects) {
  describe(`applying a desk file (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())

    const versions = () =>
      rooms.store.read.rows<{ id: number; by: string; source: string }>('SELECT * FROM "desk_version" ORDER BY "id"')

    it('keeps every version as it was written, and who brought it', async () => {
      await rooms.apply(onlyAna, { by: 'ursina' })

      expect((await versions()).map(({ by, source }) => [by, source])).to.deep.equal([
        ['operator', smallDesk()],
        ['ursina', onlyAna],
      ])
      expect(rooms.desks.current().version).to.equal(2)
    })

    it('does nothing when the file is the one in force', async () => {
      const before = await rooms.audit()

      expect(await rooms.apply(smallDesk())).to.be.empty
      expect(await versions()).to.have.lengthOf(1)
      expect(await rooms.audit()).to.deep.equal(before)
    })

    it('puts a file in force once when two processes bring it at the same time', async () => {
      const other = await rooms.another()
      const outcomes = await Promise.all([rooms.apply(onlyAna), other.desks.apply({ kind: 'operator' }, onlyAna)])

      expect(outcomes.filter((changes) => changes.length > 0)).to.have.lengthOf(1)
      expect(await versions()).to.have.lengthOf(2)
      expect(other.desks.current().version).to.equal(rooms.desks.current().version)
    })

    it('puts each change into the audit trail', async () => {
      await rooms.apply(
        smallDesk({ people: '{ana: {name: Ana Wyss, accounts: [slack:T1/U1]}, lukas: {name: Lukas Wyss}}' }),
      )

      expect((await rooms.audit()).at(-1)).to.deep.equal({ kind: 'desk.changed', subject: 'ana' })
    })

    it('refuses a broken file whole, and the desk goes on with the one before', async () => {
      const refusal = await rooms
        .apply(smallDesk({ roles: '[{role: agnt, to: anna}]' }))
        .catch((error: Refusal) => error)

      expect(refusal)
        .to.be.instanceOf(Refusal)
        .and.to.deep.include({ code: 'organisation.broken', params: { problems: 2 } })
      expect(await versions()).to.have.lengthOf(1)
      expect(rooms.desks.current().people.get('ana')?.name).to.equal('Ana Keller')
    })

    it('leaves nothing when the unit of work fails afterwards', async () => {
      const failed = rooms.store.work({ kind: 'operator' }, async () => {
        await rooms.apply(onlyAna)
        throw new Error('the disk is full')
      })

      expect(await failed.catch((error: Error) => error.message)).to.equal('the disk is full')
      expect(await versions()).to.have.lengthOf(1)
      expect(rooms.desks.current().people.has('lukas')).to.equal(true)
      expect((await rooms.directory.person('lukas'))?.active).to.equal(true)
    })

    it('deactivates who left the file, with all their accounts', async () => {
      await rooms.apply(smallDesk({ people: '{ana: {name: A}, lukas: {name: L, accounts: [slack:T1/U2]}}' }))
      await rooms.apply(onlyAna)

      const refused = await rooms.directory.callerOf(account('slack:T1/U2'), {}).catch((error: Refusal) => error)
      expect(refused).to.deep.include({ code: 'people.deactivated' })
      expect(await rooms.directory.person('lukas')).to.deep.include({ name: 'L', active: false, listed: false })
      expect(await rooms.directory.accountsOf('lukas')).to.be.empty
    })

    it('takes them back when they return', async () => {
      await rooms.apply(onlyAna)
      await rooms.apply(smallDesk())

      expect((await rooms.directory.callerOf(account('console:local/lukas'), {})).teams).to.deep.equal(['housekeeping'])
    })

    it('makes a stranger of an account that is listed no more', async () => {
      await rooms.apply(smallDesk({ people: '{ana: {name: Ana Keller}, lukas: {name: L}}' }))
      const caller = await rooms.directory.callerOf(account('slack:T1/U1'), {})

      expect(caller.linked).to.equal(false)
      expect(caller.person.id).not.to.equal('ana')
    })

    it('moves an account from one person to another', async () => {
      await rooms.apply(smallDesk({ people: '{ana: {name: A}, lukas: {name: L, accounts: [slack:T1/U1]}}' }))

      expect((await rooms.directory.callerOf(account('slack:T1/U1'), {})).person.id).to.equal('lukas')
      expect(rooms.handedOver).to.be.empty
    })

    it('hands a met requester’s open records over when their account is listed', async () => {
      const { person } = await rooms.directory.callerOf(account('slack:T1/U2'), { name: 'luk' })
      await rooms.apply(smallDesk({ people: '{ana: {name: A}, lukas: {name: L, accounts: [slack:T1/U2]}}' }))

      expect(rooms.handedOver).to.deep.equal([`${person.id} → lukas`])
      expect((await rooms.directory.callerOf(account('slack:T1/U2'), {})).linked).to.equal(true)
    })

    it('leaves accounts alone that people linked by a code', async () => {
      const code = await rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.offerCode(work, 'lukas'))
      const taker = account('slack:T1/U7')
      const { person } = await rooms.directory.callerOf(taker, {})
      await rooms.store.work({ kind: 'operator' }, async (work) => {
        const { id } = await rooms.directory.links.enter(work, code, { person: person.id, account: taker })
        await rooms.directory.links.answer(work, id, taker, true)
      })
      await rooms.apply(smallDesk({ services: '{}' }))

      expect((await rooms.directory.callerOf(account('slack:T1/U7'), {})).person.id).to.equal('lukas')
    })

    it('reaches a process that did not apply it when that one looks', async () => {
      const other = await rooms.another()
      await rooms.apply(onlyAna)

      expect(other.desks.current().people.has('lukas')).to.equal(true)
      expect(await other.desks.refresh()).to.equal(true)
      expect(other.desks.current().people.has('lukas')).to.equal(false)
      expect(await other.desks.refresh()).to.equal(false)
    })

    it('does not stop a running desk when the newest version cannot be read', async () => {
      await rooms.store.work({ kind: 'operator' }, (work) =>
        work.run('INSERT INTO "desk_version" ("at", "by", "digest", "source") VALUES (?, ?, ?, ?)', [
          '2031',
          'x',
          'y',
          'future: {}',
        ]),
      )

      expect(await rooms.desks.refresh()).to.equal(false)
      expect(rooms.desks.current().name).to.equal('Small Inn')
      expect(await rooms.desks.load().catch((error: Refusal) => error.code)).to.equal('organisation.broken')
    })
  })
}
