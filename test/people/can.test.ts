import { expect } from 'chai'
import type { Grant } from '../../src/organisation/index.js'
import { type Caller, can, mightEver, type Person } from '../../src/people/index.js'
import { account } from './open-people.js'

const person: Person = { id: 'ana', name: 'Ana Keller', active: true, listed: true }

const caller = (with_: {
  grants?: readonly Grant[]
  teams?: readonly string[]
  leads?: readonly string[]
  linked?: boolean
}): Caller => ({
  person,
  account: account('slack:T1/U1'),
  linked: true,
  grants: [],
  teams: [],
  leads: [],
  ...with_,
})

const record = { requester: 'freja', assignee: 'lukas', team: 'reception', service: 'wifi' }

describe('who may', () => {
  it('is anyone where anyone may', () => {
    expect(can(caller({ linked: false }), ['anyone'])).to.equal(true)
  })

  it('is what a person is to the record', () => {
    const ana = caller({ teams: ['reception'] })

    expect(can(ana, ['requester'], { ...record, requester: 'ana' })).to.equal(true)
    expect(can(ana, ['assignee'], { ...record, assignee: 'ana' })).to.equal(true)
    expect(can(ana, ['team'], record)).to.equal(true)
    expect(can(ana, ['member'], { ...record, members: ['ana'] })).to.equal(true)
    expect(can(ana, ['requester', 'assignee', 'member'], record)).to.equal(false)
    expect(can(ana, ['team'], { ...record, team: 'kitchen' })).to.equal(false)
  })

  it('is nobody by what they are to the record while no record is known', () => {
    expect(can(caller({ teams: ['reception'] }), ['requester', 'assignee', 'team', 'member'])).to.equal(false)
  })

  it('counts a role for one service for that service alone', () => {
    const ana = caller({ grants: [{ role: 'agent', service: 'wifi' }] })

    expect(can(ana, ['agent'], record)).to.equal(true)
    expect(can(ana, ['agent'], { ...record, service: 'rooms' })).to.equal(false)
    expect(can(ana, ['agent'], { requester: 'freja' })).to.equal(false)
    expect(can(ana, ['agent'])).to.equal(false)
  })

  it('makes the lead of a team a team lead for its records', () => {
    const ana = caller({ teams: ['reception'], leads: ['reception'] })

    expect(can(ana, ['team lead'], record)).to.equal(true)
    expect(can(ana, ['team lead'], { ...record, team: 'kitchen' })).to.equal(false)
  })

  it('lets an administrator do everything but vote', () => {
    const admin = caller({ grants: [{ role: 'admin' }] })

    expect(can(admin, ['agent'], record)).to.equal(true)
    expect(can(admin, ['security'])).to.equal(true)
    expect(can(admin, ['CAB member', 'ECAB member'], record)).to.equal(false)
    expect(can(admin, ['requester', 'assignee', 'team', 'member'], record)).to.equal(false)
  })

  it('gives an account that is not linked no right at all', () => {
    const stranger = caller({
      linked: false,
      grants: [{ role: 'admin' }],
      teams: ['reception'],
      leads: ['reception'],
    })

    expect(can(stranger, ['agent', 'team lead', 'team', 'user', 'admin'], record)).to.equal(false)
    expect(can(stranger, ['assignee'], { ...record, assignee: 'ana' })).to.equal(false)
    expect(can(stranger, ['requester'], { ...record, requester: 'ana' })).to.equal(true)
    expect(can(stranger, ['member'], { ...record, members: ['ana'] })).to.equal(true)
  })

  it('might ever be someone who can for one service, so that help shows it', () => {
    expect(mightEver(caller({ grants: [{ role: 'agent', service: 'wifi' }] }), ['agent'])).to.equal(true)
    expect(mightEver(caller({}), ['agent'])).to.equal(false)
    expect(mightEver(caller({ linked: false, grants: [{ role: 'agent' }] }), ['agent', 'team', 'assignee'])).to.equal(
      false,
    )
    expect(mightEver(caller({ linked: false }), ['agent', 'requester'])).to.equal(true)
  })
})
