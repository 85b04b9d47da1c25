import { expect } from 'chai'
import { groupFrom } from '../../src/chat/address.js'
import { minutes } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { together } from '../../src/people/index.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'
import { account, openRooms, type Rooms } from './open-people.js'

const stranger = account('slack:T1/U9')
const lukas = account('slack:T1/U2')
const desk = groupFrom('slack:T1/S1')!
const file = (roles: string) =>
  smallDesk({
    people: '{ana: {name: Ana Keller, accounts: [slack:T1/U1]}, lukas: {name: Lukas W, accounts: [slack:T1/U2]}}',
    teams: '{kitchen: {name: Kitchen, members: ["group:slack:T1/S2"]}, reception: {name: R, members: [ana]}}',
    roles,
  })

for (const dialect of dialects) {
  describe(`rights that follow a group (${dialect})`, () => {
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(
        dialect,
        file('[{role: agent, to: "group:slack:T1/S1"}, {role: reporter, to: team:kitchen}]'),
      )
      rooms.groups.set('slack:T1/S1', []).set('slack:T1/S2', [])
    })
    afterEach(() => rooms.close())

    const caller = (who = stranger, groups?: string[]) =>
      rooms.directory.callerOf(who, groups ? { groups } : {}, rooms.clock.now())
    const roles = async (who = stranger) => (await caller(who)).grants.map(({ role }) => role)
    const moves = (joined: string[], left: string[] = []) =>
      rooms.directory.groupChanged(
        { group: desk, joined: joined.map(account), left: left.map(account) },
        rooms.clock.now(),
      )

    it('are there with the first word of somebody who is in it, and only those', async () => {
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])

      expect(await caller()).to.deep.include({ linked: false, vouched: true, grants: [{ role: 'agent' }], teams: [] })
      expect(await caller(account('slack:T1/U8'))).to.deep.include({ linked: false, grants: [], teams: [] })
    })

    it('come and go with the events of the platform, at once', async () => {
      await caller()
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])
      await moves(['slack:T1/U9'])
      expect(await roles()).to.deep.equal(['agent'])

      rooms.clock.forward(1)
      rooms.groups.set('slack:T1/S1', [])
      await moves([], ['slack:T1/U9'])
      expect(await roles()).to.deep.equal([])
      expect((await rooms.audit()).slice(-2)).to.deep.equal([
        { kind: 'group.joined', subject: 'slack:T1/U9' },
        { kind: 'group.left', subject: 'slack:T1/U9' },
      ])
    })

    it('come and go even while the platform answers no questions', async () => {
      await caller()
      rooms.groups.clear()
      await moves(['slack:T1/U9'])
      expect(await roles()).to.deep.equal(['agent'])

      rooms.clock.forward(1)
      await moves([], ['slack:T1/U9'])
      expect(await roles()).to.deep.equal([])
    })

    it('are not given back by an event that comes again, later', async () => {
      await caller()
      rooms.clock.forward(minutes(1))

      await moves(['slack:T1/U9'])

      expect(await roles()).to.deep.equal([])
    })

    it('come and go with what the platform tells along with what somebody does', async () => {
      expect((await caller(stranger, ['S1', 'S7'])).grants).to.deep.equal([{ role: 'agent' }])
      rooms.clock.forward(1)
      expect((await caller(stranger, ['S2'])).teams).to.deep.equal(['kitchen'])
      expect(await roles()).to.deep.equal(['reporter'])
      rooms.clock.forward(1)
      expect((await caller(stranger, [])).grants).to.deep.equal([])
    })

    it('do not come back with something that was done before they were taken', async () => {
      const then = rooms.clock.now()
      await caller(stranger, ['S1'])
      rooms.clock.forward(minutes(1))
      await caller(stranger, [])

      expect((await rooms.directory.callerOf(stranger, { groups: ['S1'] }, then)).grants).to.deep.equal([])
    })

    it('are put right by the job when no event came', async () => {
      await caller()
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])
      await rooms.directory.followGroups()
      expect(await roles()).to.deep.equal(['agent'])

      rooms.clock.forward(minutes(10))
      rooms.groups.set('slack:T1/S1', [])
      await rooms.directory.followGroups()
      expect(await roles()).to.deep.equal([])
    })

    it('are not put wrong by an answer that was overtaken by an event', async () => {
      await caller()
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])
      rooms.meanwhile(async () => {
        rooms.clock.forward(1)
        rooms.groups.set('slack:T1/S1', [])
        await moves([], ['slack:T1/U9'])
      })

      await rooms.directory.followGroups()

      expect(await roles()).to.deep.equal([])
    })

    it('stay as they were while the platform is away, and those of other groups are looked at all the same', async () => {
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])
      await caller()
      await caller(account('slack:T1/U8'))
      rooms.groups.delete('slack:T1/S1')
      rooms.groups.set('slack:T1/S2', ['slack:T1/U8'])

      const error = await rooms.directory.followGroups().catch((caught: unknown) => caught)

      expect(error).to.be.instanceOf(Outage)
      expect(await roles()).to.deep.equal(['agent'])
      expect((await caller(account('slack:T1/U8'))).teams).to.deep.equal(['kitchen'])
    })

    it('belong to a linked person on all their accounts', async () => {
      rooms.groups.set('slack:T1/S1', ['slack:T1/U2'])
      await rooms.directory.followGroups()

      expect((await caller(account('console:local/lukas'))).grants).to.deep.equal([{ role: 'agent' }])
      expect(together(await rooms.directory.rightsOf('lukas')).grants).to.deep.equal([{ role: 'agent' }])
    })

    it('never make an administrator, or give a vote, to an account that nobody has linked', async () => {
      await rooms.apply(
        file(
          '[{role: admin, to: "group:slack:T1/S1"}, {role: CAB member, to: "group:slack:T1/S1"}, {role: agent, to: "group:slack:T1/S1"}]',
        ),
      )
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9', 'slack:T1/U2'])
      await caller()
      await rooms.directory.followGroups()

      expect(await roles()).to.deep.equal(['agent'])
      expect(await roles(lukas)).to.have.members(['admin', 'CAB member', 'agent'])
    })

    it('make those of the group holders of the role where holders are told something', async () => {
      await rooms.apply(file('[{role: admin, to: "group:slack:T1/S1"}, {role: agent, to: ["group:slack:T1/S1", ana]}]'))
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9', 'slack:T1/U2', 'slack:T1/U1'])
      const { person } = await caller()
      await rooms.directory.followGroups()
      const names = async (role: 'admin' | 'agent') => (await rooms.directory.peopleWith(role)).map(({ id }) => id)

      expect(await names('admin')).to.have.members(['ana', 'lukas'])
      expect(await names('agent')).to.have.members(['ana', 'lukas', person.id])
    })

    it('end with the desk file that named the group', async () => {
      rooms.groups.set('slack:T1/S1', ['slack:T1/U9'])
      await caller()
      await rooms.apply(file('[]'))

      expect(await roles()).to.deep.equal([])
    })

    it('are not lent by an account that is deactivated, nor by a guest of the workspace', async () => {
      rooms.groups.set('slack:T1/S1', ['slack:T1/U2', 'slack:T1/U9'])
      await caller()
      await rooms.directory.followGroups()
      const changed = (who: typeof lukas, profile: object) =>
        rooms.store.work({ kind: 'operator' }, (work) => rooms.directory.accountChanged(work, who, profile))

      await changed(lukas, { deactivated: true })
      await changed(stranger, { guest: true })

      expect(together(await rooms.directory.rightsOf('lukas')).grants).to.deep.equal([])
      expect(await caller()).to.deep.include({ linked: false, grants: [] })
      await changed(stranger, { guest: false })
      expect(await roles()).to.deep.equal(['agent'])
    })
  })
}

describe('the desk file and groups', () => {
  it('follows them in roles and teams, and shows that when it is applied', async () => {
    const rooms = await openRooms('sqlite', smallDesk())
    const changes = await rooms.apply(file('[{role: agent, to: [ana, "group:slack:T1/S1"]}]'))
    await rooms.close()

    expect(changes).to.deep.include({
      section: 'roles',
      id: 'group:slack:T1/S1',
      kind: 'added',
      from: '',
      to: 'holds: agent',
    })
    expect(changes.find(({ id }) => id === 'kitchen')?.to).to.include('members: group:slack:T1/S2')
  })
})
