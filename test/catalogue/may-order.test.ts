import { expect } from 'chai'
import { mayOrder } from '../../src/catalogue/index.js'
import type { Seated } from '../../src/organisation/index.js'
import type { Caller } from '../../src/people/index.js'

const caller = (rights: Partial<Caller> = {}): Caller => ({
  person: { id: 'ana', name: 'Ana', active: true, listed: true },
  account: { platform: 'console', workspace: 'local', user: 'ana' },
  linked: true,
  grants: [],
  teams: [],
  leads: [],
  ...rights,
})
const forWhom = (...seenBy: readonly Seated[]) => ({ seenBy, service: 'wifi' })

describe('an item of the catalogue', () => {
  it('is there for everybody, guests and strangers too, where nothing is said', () => {
    expect(mayOrder({}, caller({ linked: false }))).to.equal(true)
  })

  it('is there for people, teams and roles alone where it says so', () => {
    expect(mayOrder(forWhom({ kind: 'person', id: 'ana' }), caller())).to.equal(true)
    expect(mayOrder(forWhom({ kind: 'person', id: 'lukas' }), caller())).to.equal(false)
    expect(mayOrder(forWhom({ kind: 'team', id: 'it' }), caller({ teams: ['it'] }))).to.equal(true)
    expect(mayOrder(forWhom({ kind: 'team', id: 'it' }), caller())).to.equal(false)
    expect(mayOrder(forWhom({ kind: 'role', role: 'agent' }), caller({ grants: [{ role: 'agent' }] }))).to.equal(true)
    expect(mayOrder(forWhom({ kind: 'role', role: 'agent' }), caller())).to.equal(false)
  })

  it('is there for whoever has the role for its service, and for leads of teams', () => {
    const ofService = (service: string) => caller({ grants: [{ role: 'service owner', service }] })
    const owners = forWhom({ kind: 'role', role: 'service owner' })

    expect(mayOrder(owners, ofService('wifi'))).to.equal(true)
    expect(mayOrder(owners, ofService('rooms'))).to.equal(false)
    expect(mayOrder(forWhom({ kind: 'role', role: 'team lead' }), caller({ leads: ['it'] }))).to.equal(true)
  })

  it('is not there for an account that nobody has vouched for, whoever it says it is', () => {
    const seats = forWhom({ kind: 'person', id: 'ana' }, { kind: 'team', id: 'it' }, { kind: 'role', role: 'user' })

    expect(mayOrder(seats, caller({ linked: false, teams: ['it'] }))).to.equal(false)
    expect(mayOrder(seats, caller({ linked: false, vouched: true, teams: ['it'] }))).to.equal(true)
  })
})
