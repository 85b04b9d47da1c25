import { expect } from 'chai'
import type { Refusal } from '../../src/kernel/errors.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'
import { account, openRooms, type Rooms, refusalOf } from './open-people.js'

const stranger = account('slack:T1/U9')

for (const dialect of dialects) {
  describe(`the directory (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())

    it('makes a requester without rights of an account that nobody has seen', async () => {
      const caller = await rooms.directory.callerOf(stranger, {
        name: 'Freja Holm',
        language: 'da-DK',
        zone: 'Europe/Copenhagen',
      })

      expect(caller).to.deep.include({ linked: false, grants: [], teams: [], leads: [] })
      expect(caller.person).to.deep.include({
        name: 'Freja Holm',
        language: 'da',
        zone: 'Europe/Copenhagen',
        listed: false,
      })
    })

    it('knows them again, in this process and in another', async () => {
      const first = await rooms.directory.callerOf(stranger, { name: 'Freja Holm' })
      const again = await rooms.directory.callerOf(stranger, {})
      const other = await (await rooms.another()).directory.callerOf(stranger, {})

      expect(again.person.id).to.equal(first.person.id)
      expect(other.person).to.deep.equal(first.person)
    })

    // On SQLite there is one process, and it forgets what it wrote itself.
    if (dialect === 'postgres')
      it('believes for at most a second what another process may have changed', async () => {
        const other = await rooms.another()
        await other.directory.callerOf(stranger, { name: 'Freja' })
        await rooms.store.work({ kind: 'operator' }, (work) =>
          rooms.directory.accountChanged(work, stranger, { deactivated: true }),
        )
        rooms.clock.forward(1_000)

        expect(await refusalOf(other.directory.callerOf(stranger, {}))).to.equal('people.deactivated')
      })

    it('makes one person of a stranger who comes in by several doors at once', async () => {
      const other = await rooms.another()
      const callers = await Promise.all(
        [rooms.directory, other.directory, rooms.directory, other.directory].map((each) =>
          each.callerOf(stranger, { name: 'F' }),
        ),
      )

      expect(new Set(callers.map(({ person }) => person.id)).size).to.equal(1)
      expect(await rooms.store.read.rows('SELECT "id" FROM "person" WHERE "listed" = 0')).to.have.lengthOf(1)
    })

    it('leaves no stranger behind when the unit of work around it fails', async () => {
      const failed = rooms.store.work({ kind: 'operator' }, async () => {
        await rooms.directory.callerOf(stranger, {})
        throw new Error('the rest failed')
      })

      expect(await failed.catch((error: Error) => error.message)).to.equal('the rest failed')
      expect(await rooms.store.read.rows('SELECT "id" FROM "person" WHERE "listed" = 0')).to.be.empty
      expect((await rooms.directory.callerOf(stranger, {})).person.name).to.equal('Guest')
    })

    it('calls someone a guest whose platform tells no name, and by their name once it does', async () => {
      const nameless = await rooms.directory.callerOf(stranger, { language: 'da', name: ' \u202e\n ' })
      const named = await rooms.directory.callerOf(stranger, { name: 'Freja Holm' })

      expect(nameless.person.name).to.equal('Gæst')
      expect(named.person).to.deep.include({ id: nameless.person.id, name: 'Freja Holm', language: 'da' })
    })

    it('takes over a new name, language and zone, and keeps what is not told again', async () => {
      await rooms.directory.callerOf(stranger, { name: 'Freja Holm', language: 'da', zone: 'Europe/Copenhagen' })
      await rooms.directory.callerOf(stranger, { name: 'Freja Lind' })
      const { person } = await (await rooms.another()).directory.callerOf(stranger, { zone: 'Not/A zone' })

      expect(person).to.deep.include({ name: 'Freja Lind', language: 'da', zone: 'Europe/Copenhagen' })
    })

    it('gives a listed account the rights of its person, and calls them what the desk file says', async () => {
      const caller = await rooms.directory.callerOf(account('slack:T1/U1'), { name: 'anna banana' })

      expect(caller.person).to.deep.include({ id: 'ana', name: 'Ana Keller', listed: true })
      expect(caller).to.deep.include({ linked: true, grants: [{ role: 'agent' }], teams: ['reception'] })
    })

    it('takes a console account for the person it names, and for nobody else', async () => {
      const caller = await rooms.directory.callerOf(account('console:local/lukas'), {})

      expect(caller).to.deep.include({ linked: true, teams: ['housekeeping'] })
      expect(await refusalOf(rooms.directory.callerOf(account('console:local/nobody'), {}))).to.equal(
        'people.unknown_person',
      )
      expect(await refusalOf(rooms.directory.callerOf(account('console:else/lukas'), {}))).to.equal(
        'people.unknown_person',
      )
    })

    it('knows a requester of no desk file on the console too, without rights, while they have an account', async () => {
      const { person } = await rooms.directory.callerOf(stranger, {})
      const there = account(`console:local/${person.id}`)

      expect(await rooms.directory.callerOf(there, {})).to.deep.include({ linked: false, grants: [], teams: [] })

      await rooms.store.work({ kind: 'desk', job: 'test' }, (work) =>
        rooms.directory.accountChanged(work, stranger, { deactivated: true }),
      )
      expect(await refusalOf(rooms.directory.callerOf(there, {}))).to.equal('people.unknown_person')
    })

    it('refuses other organisations’ people, apps and deactivated accounts, and remembers nothing of them', async () => {
      const refused = [{ external: true }, { bot: true }, { deactivated: true }].map((profile) =>
        refusalOf(rooms.directory.callerOf(stranger, profile)),
      )

      expect(await Promise.all(refused)).to.deep.equal(['people.external', 'people.bot', 'people.deactivated'])
      expect(await rooms.store.read.rows('SELECT "word" FROM "account" WHERE "person" <> ?', ['ana'])).to.be.empty
    })

    it('refuses an account that its platform deactivated, until it is active again', async () => {
      await rooms.directory.callerOf(stranger, { name: 'Freja' })
      const change = (profile: { deactivated?: boolean; name?: string }) =>
        rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.accountChanged(work, stranger, profile))

      await change({ deactivated: true })
      const meanwhile = await refusalOf(rooms.directory.callerOf(stranger, {}))
      await change({ name: 'Freja Lind' })

      expect(meanwhile).to.equal('people.deactivated')
      expect((await rooms.directory.callerOf(stranger, {})).person.name).to.equal('Freja Lind')
      expect((await rooms.audit()).map(({ kind }) => kind)).to.include.members([
        'account.deactivated',
        'account.reactivated',
      ])
    })

    it('speaks the platform’s language, else the person’s, else the desk’s, without reading anything', async () => {
      await rooms.apply(smallDesk({ people: '{ana: {name: A}, lukas: {name: L, language: da}}' }))
      await rooms.directory.callerOf(stranger, { language: 'da-DK' })

      expect(rooms.directory.languageOf(stranger)).to.equal('da')
      expect(rooms.directory.languageOf(stranger, { language: 'en-GB' })).to.equal('en')
      expect(rooms.directory.languageOf(stranger, { language: 'rm-CH' })).to.equal('da')
      expect(rooms.directory.languageOf(account('console:local/lukas'))).to.equal('da')
      expect(rooms.directory.languageOf(account('slack:T1/U77'))).to.equal('en')
    })

    it('speaks no language that the desk does not offer', async () => {
      await rooms.apply(smallDesk({ languages: '[en]' }))

      expect(rooms.directory.languageOf(stranger, { language: 'da' })).to.equal('en')
    })

    it('reaches a person on all their active accounts, the console last', async () => {
      const { person } = await rooms.directory.callerOf(stranger, {})

      expect(await rooms.directory.accountsOf('ana')).to.deep.equal([
        account('slack:T1/U1'),
        account('console:local/ana'),
      ])
      expect(await rooms.directory.accountsOf(person.id)).to.deep.equal([stranger])
      expect(await rooms.directory.accountsOf('nobody')).to.be.empty
    })

    it('finds many people at once, whoever they are', async () => {
      const { person } = await rooms.directory.callerOf(stranger, { name: 'Freja' })
      const found = await rooms.directory.peopleByIds(['ana', person.id, 'nobody', 'ana'])

      expect([...found.keys()]).to.have.members(['ana', person.id])
    })

    it('knows the members of a team and the holders of a role, for everything or for one service', async () => {
      await rooms.apply(
        smallDesk({
          roles:
            '[{role: agent, to: team:reception}, {role: agent, to: lukas, service: rooms}, {role: admin, to: lukas}]',
        }),
      )
      const names = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id)

      expect(names(await rooms.directory.membersOf('reception'))).to.deep.equal(['ana'])
      expect(names(await rooms.directory.peopleWith('agent'))).to.deep.equal(['ana'])
      expect(names(await rooms.directory.peopleWith('agent', 'rooms'))).to.deep.equal(['ana', 'lukas'])
      expect(names(await rooms.directory.peopleWith('security'))).to.be.empty
      expect(names(rooms.directory.listed())).to.deep.equal(['ana', 'lukas'])
    })
  })
  describe(`finding a person by a word (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())
    const found = async (word: string, from?: string) => {
      const caller = from ? await rooms.directory.callerOf(account(from), {}) : undefined
      return (await rooms.directory.resolve(word, caller))?.id
    }

    it('takes an id, a whole name, an account and “me”', async () => {
      const words = ['@ana', 'ana', '@Ana', 'Ana Keller', '@ana  keller', 'slack:T1/U1', 'console:local/ana']

      expect(await Promise.all(words.map((word) => found(word)))).to.deep.equal(words.map(() => 'ana'))
      expect(await found('me', 'console:local/lukas')).to.equal('lukas')
    })

    it('never guesses: part of a name, a misspelt one or nothing is nobody', async () => {
      for (const word of ['Keller', 'an', 'anna', '@', '', 'me', 'console:local/x'])
        expect(await found(word), word).to.equal(undefined)
    })

    it('never takes the name that somebody gave themselves on a platform', async () => {
      const { person } = await rooms.directory.callerOf(stranger, { name: 'Ursina Caduff' })

      expect(await found('Ursina Caduff')).to.equal(undefined)
      expect(await found(person.id)).to.equal(person.id)
    })

    it('refuses when two people have the name, and tells their ids', async () => {
      await rooms.apply(smallDesk({ people: '{ana: {name: Ana Keller}, ana2: {name: Ana Keller}, lukas: {name: L}}' }))
      const refusal = await rooms.directory.resolve('Ana Keller').catch((error: Refusal) => error)

      expect(refusal).to.deep.include({ code: 'people.ambiguous', params: { word: 'Ana Keller', ids: '@ana, @ana2' } })
    })

    it('makes a requester of an unknown account only in the caller’s own workspace', async () => {
      expect(await found('slack:T1/U55')).to.equal(undefined)
      expect(await found('slack:T2/U55', 'slack:T1/U1')).to.equal(undefined)
      const made = await found('slack:T1/U55', 'slack:T1/U1')

      expect(made).to.be.a('string')
      expect(await found('slack:T1/U55')).to.equal(made)
    })

    it('finds nobody who has left', async () => {
      await rooms.apply(
        smallDesk({ people: '{ana: {name: Ana Keller}}', teams: '{reception: {name: R, members: [ana]}}' }),
      )

      expect(await found('lukas')).to.equal(undefined)
    })
  })
}
