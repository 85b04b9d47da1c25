import { expect } from 'chai'
import { placeWord } from '../../src/chat/address.js'
import { fallbackPlace, type Routed, routesFor } from '../../src/organisation/index.js'
import { organisationIn, smallDesk } from './files.js'

const routed = (routes: string, record: Partial<Routed>): readonly string[] =>
  routesFor(organisationIn(smallDesk({ routes })), { practice: 'incident', private: false, ...record }).map(
    ({ place, facts }) => `${placeWord(place)} ${facts}`,
  )

describe('routes', () => {
  it('give no place to a record that no route fits, so that it lives where it was reported', () => {
    expect(routed('[{records: change, to: slack:T1/C1}]', {})).to.be.empty
  })

  it('are all followed', () => {
    const routes =
      '[{records: all, to: [slack:T1/C1, slack:T1/C2]}, {records: incident, to: console:local/desk, facts: card}]'

    expect(routed(routes, {})).to.deep.equal([
      'slack:T1/C1 milestones',
      'slack:T1/C2 milestones',
      'console:local/desk card',
    ])
  })

  it('name a place once, with the most that any of them tells', () => {
    const routes =
      '[{records: all, to: slack:T1/C1, facts: card}, {records: all, to: slack:T1/C1, facts: all}, {records: all, to: slack:T1/C1}]'

    expect(routed(routes, {})).to.deep.equal(['slack:T1/C1 all'])
  })

  it('can be narrowed by service, team and priority, all at once', () => {
    const routes =
      '[{records: all, when: {service: wifi, team: [reception, housekeeping], priority: [1, 2]}, to: slack:T1/C1}]'

    expect(routed(routes, { service: 'wifi', team: 'reception', priority: 2 })).to.have.lengthOf(1)
    expect(routed(routes, { service: 'rooms', team: 'reception', priority: 2 })).to.be.empty
    expect(routed(routes, { service: 'wifi', team: 'reception', priority: 3 })).to.be.empty
    expect(routed(routes, { service: 'wifi', priority: 2 })).to.be.empty
  })

  it('never take a private record along unless they say so', () => {
    const routes = '[{records: all, to: slack:T1/C1}, {records: all, when: {private: true}, to: slack:T1/C2}]'

    expect(routed(routes, { private: true })).to.deep.equal(['slack:T1/C2 milestones'])
    expect(routed(routes, { private: false })).to.deep.equal(['slack:T1/C1 milestones'])
  })

  it('have a fallback for each workspace', () => {
    const organisation = organisationIn(smallDesk({ defaults: '{channels: [slack:T1/C1, console:local/desk]}' }))

    expect(fallbackPlace(organisation, { platform: 'slack', workspace: 'T1' })?.channel).to.equal('C1')
    expect(fallbackPlace(organisation, { platform: 'slack', workspace: 'T2' })).to.equal(undefined)
  })
})
