import { expect } from 'chai'
import fc from 'fast-check'
import { createVoices } from '../../src/chat/language.js'
import { organisationWords, problemText, readDesk, symptomsOf, teamFor } from '../../src/organisation/index.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

describe('the desk file', () => {
  it('needs no more than a name, a language and a zone', () => {
    const organisation = organisationIn('organisation: {name: Inn, language: da, zone: Europe/Copenhagen}')

    expect(organisation.languages).to.deep.equal(['en', 'da'])
    expect(organisation.console.channels).to.deep.equal([{ id: 'desk', name: 'desk' }])
    expect(organisation.intake).to.deep.equal({ ticketEmoji: 'ticket', undoWithin: 600_000 })
  })

  it('takes a section without content as none', () => {
    expect(complaintsAbout(smallDesk({ routes: '', symptoms: '', intake: '', defaults: '', console: '' }))).to.be.empty
  })

  it('gives a role to every member of a team, the lead included', () => {
    const { grants, teamsOf } = organisationIn(
      smallDesk({ teams: '{reception: {name: R, members: [ana], lead: lukas}}', services: '{}' }),
    )

    expect(grants.get('lukas')).to.deep.equal([{ role: 'agent' }])
    expect(teamsOf.get('lukas')).to.deep.equal(['reception'])
  })

  it('makes the owner of a service its service owner', () => {
    const { grants } = organisationIn(smallDesk({ services: '{wifi: {name: Wi-Fi, owner: lukas}}' }))

    expect(grants.get('lukas')).to.deep.equal([{ role: 'service owner', service: 'wifi' }])
  })

  it('offers the symptoms of a service before those of all services', () => {
    const organisation = organisationIn(
      smallDesk({
        services: '{wifi: {name: Wi-Fi, symptoms: {slow: {en: Slow, da: Langsomt}}}}',
        symptoms: '{other: {en: Something else, da: Noget andet}}',
      }),
    )

    expect([...symptomsOf(organisation, 'wifi').keys()]).to.deep.equal(['slow', 'other'])
    expect([...symptomsOf(organisation).keys()]).to.deep.equal(['other'])
  })

  it('sends a record to the team of its service, and else to the default one', () => {
    const organisation = organisationIn(smallDesk({ defaults: '{team: housekeeping}' }))

    expect(teamFor(organisation, 'wifi')).to.equal('reception')
    expect(teamFor(organisation, 'rooms')).to.equal('housekeeping')
    expect(teamFor(organisation)).to.equal('housekeeping')
  })
})

describe('a desk file with mistakes', () => {
  it('has every one of them named with its line, in one go', () => {
    const complaints = complaintsAbout(`organisation: {name: Inn, language: en, zone: Europe/Zurick}
people:
  ana: {name: Ana, acounts: []}
teams:
  desk: {name: Desk, members: [anna]}
roles:
  - {role: agnt, to: ana}
`)

    expect(complaints).to.have.lengthOf(4)
    expect(complaints[0]).to.match(/^desk\.yaml:1:47 organisation\.zone: “Europe\/Zurick” is not a time zone/)
    expect(complaints[1]).to.match(/^desk\.yaml:3:20 people\.ana\.acounts: .* Did you mean “accounts”\?$/)
    expect(complaints[2]).to.equal(
      'desk.yaml:5:32 teams.desk.members[0]: There is no person “anna” in this file. Did you mean “ana”?',
    )
    expect(complaints[3]).to.match(
      /^desk\.yaml:7:12 roles\[0\]\.role: “agnt” is not one of: .* Did you mean “agent”\?$/,
    )
  })

  const wrong: readonly (readonly [what: string, sections: Readonly<Record<string, string>>, says: RegExp])[] = [
    ['an unknown section', { sevices: '{}' }, /sevices: “sevices” is not known here.*Did you mean “services”/],
    ['a missing name', { people: '{ana: {}, lukas: {name: L}}' }, /people\.ana: “name” is missing; text is expected/],
    [
      'a missing language',
      { organisation: '{name: I, zone: UTC}' },
      /“language” is missing; one of these is expected: en, da/,
    ],
    [
      'a number where text is expected',
      { people: '{ana: {name: 5}, lukas: {name: L}}' },
      /people\.ana\.name: Text is expected/,
    ],
    [
      'a list where a block is expected',
      { people: '[ana]', teams: '', roles: '' },
      /people: A block of keys is expected/,
    ],
    [
      'a name that is too long',
      { services: `{wifi: {name: ${'x'.repeat(76)}}}` },
      /services\.wifi\.name: .*at most 75 characters/,
    ],
    ['a name in one language only', { services: '{wifi: {name: {en: W}}}' }, /services\.wifi\.name: “da” is missing/],
    ['a text with a bare comma', { services: '{wifi: {name: {en: a, b, da: c}}}' }, /must stand in quotes/],
    ['an id with capitals', { services: '{WiFi: {name: W}}' }, /services\.WiFi: “WiFi” is not an id/],
    [
      'an id that the audit trail uses',
      { people: '{operator: {name: O}, ana: {name: A}, lukas: {name: L}}' },
      /reserved/,
    ],
    [
      'an e-mail address as an account',
      { people: '{ana: {name: A, accounts: [slack:T1/ana@inn.ch]}, lukas: {name: L}}' },
      /is not an account/,
    ],
    [
      'a group that is called by its name',
      { roles: '[{role: agent, to: "group:the agents"}]' },
      /roles\[0\]\.to: “group:the agents” is not a group; group:platform:workspace\/group/,
    ],
    [
      'a group of the console',
      { teams: '{reception: {name: R, members: ["group:console:local/x"]}, housekeeping: {name: H, members: [ana]}}' },
      /teams\.reception\.members\[0\]: “group:console:local\/x” is not a group/,
    ],
    [
      'a console account',
      { people: '{ana: {name: A, accounts: [console:local/x]}, lukas: {name: L}}' },
      /console account already/,
    ],
    [
      'one account of two people',
      { people: '{ana: {name: A, accounts: [slack:T1/U1]}, lukas: {name: L, accounts: [slack:T1/U1]}}' },
      /lukas\.accounts\[0\]: slack:T1\/U1 belongs to ana already/,
    ],
    [
      'a member twice',
      { teams: '{reception: {name: R, members: [ana, ana]}}', services: '' },
      /members\[1\]: “ana” stands here twice/,
    ],
    [
      'a role to a team of nobody',
      { teams: '{reception: {name: R, members: []}}', services: '' },
      /the role would be given to nobody/,
    ],
    ['a role to an empty list', { roles: '[{role: agent, to: []}]' }, /roles\[0\]\.to: This is empty/],
    [
      'a role to an unknown team',
      { roles: '[{role: agent, to: team:reseption}]' },
      /no team “reseption”.*Did you mean “reception”/,
    ],
    ['a team that is named like a person', { roles: '[{role: agent, to: reception}]' }, /write team:reception/],
    ['a role for an unknown service', { roles: '[{role: agent, to: ana, service: wfi}]' }, /no service “wfi”.*“wifi”/],
    [
      'an unknown owner',
      { services: '{wifi: {name: W, owner: lucas}}' },
      /services\.wifi\.owner: There is no person “lucas”/,
    ],
    [
      'an unknown team of a service',
      { services: '{wifi: {name: W, team: it}}' },
      /services\.wifi\.team: There is no team “it”/,
    ],
    ['a route without a place', { routes: '[{records: all}]' }, /routes\[0\]: “to” is missing; a list is expected/],
    ['a route to something else', { routes: '[{records: all, to: reception}]' }, /“reception” is not a channel/],
    ['a route to a thread', { routes: '[{records: all, to: slack:T1/C1/12.3}]' }, /is not a channel/],
    [
      'a route to an unknown channel of the console',
      { routes: '[{records: all, to: console:local/des}]' },
      /no channel “des”.*“desk”/,
    ],
    [
      'a route for an unknown kind of record',
      { routes: '[{records: incidnt, to: slack:T1/C1}]' },
      /of the kind “incidnt”.*“incident”/,
    ],
    [
      'a route by an unknown service',
      { routes: '[{records: all, when: {service: tv}, to: slack:T1/C1}]' },
      /when\.service: There is no service “tv”/,
    ],
    [
      'a priority that there is none',
      { routes: '[{records: all, when: {priority: [1, 6]}, to: slack:T1/C1}]' },
      /priority\[1\]: .*at most 5/,
    ],
    [
      'an unknown condition',
      { routes: '[{records: all, when: {privat: true}, to: slack:T1/C1}]' },
      /“privat” is not known here.*“private”/,
    ],
    [
      'two fallbacks of one workspace',
      { defaults: '{channels: [slack:T1/C1, slack:T1/C2]}' },
      /channels\[1\]: “slack:T1” stands here twice/,
    ],
    ['an unknown default team', { defaults: '{team: front}' }, /defaults\.team: There is no team “front”/],
    [
      'two channels with one id',
      { console: '{channels: [{id: a, name: a}, {id: a, name: b}]}' },
      /channels\[1\]\.id: “a” stands here twice/,
    ],
    ['a length of time without a unit', { intake: '{undoWithin: "10"}' }, /“10” is not a length of time/],
    ['a language that is not spoken', { languages: '[da]' }, /organisation\.language: .*language en is not among/],
    [
      'an unknown time zone of a person',
      { people: '{ana: {name: A, zone: Mars/Base}, lukas: {name: L}}' },
      /ana\.zone: “Mars\/Base”/,
    ],
  ]
  for (const [what, sections, says] of wrong) {
    it(`is told of ${what}`, () => {
      expect(complaintsAbout(smallDesk(sections), ['incident']).join('\n')).to.match(says)
    })
  }

  const unreadable: readonly (readonly [what: string, source: string, says: RegExp])[] = [
    ['nothing at all', '', /The file is empty/],
    ['only a comment', '# soon', /The file is empty/],
    ['a letter to a friend', 'Dear Ana, the lift is stuck.', /This is not a desk file/],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR', /desk\.yaml:/],
    ['tabs', 'organisation:\n\tname: Inn', /desk\.yaml:2:1 A tab is used/],
    ['a bracket that is never closed', 'people: {ana: {name: Ana}', /desk\.yaml:1:/],
    ['two documents', 'organisation: {name: a}\n---\npeople: {}', /second document/],
    ['a key twice', smallDesk().concat('people: {}\n'), /desk\.yaml:\d+:1 This key stands in the same place twice/],
    ['nothing but brackets', '['.repeat(20_000), /desk\.yaml:1:/],
    ['an alias that holds itself', 'organisation: &o {name: *o}', /desk\.yaml:1:/],
    [
      'a key that means something to the program',
      smallDesk({ people: '{ana: {name: A}, lukas: {name: L}, __proto__: {name: P}}' }),
      /“__proto__” cannot be used as a key/,
    ],
  ]
  for (const [what, source, says] of unreadable) {
    it(`is a problem and no exception when it holds ${what}`, () => {
      expect(complaintsAbout(source).join('\n')).to.match(says)
    })
  }

  it('never throws and always has words for it in both languages, whatever was typed', () => {
    const voices = createVoices([organisationWords])
    const piece = fc.constantFrom(
      ...'abc:-[]{}"\'#&*!|>%@,\n\t 0'.split(''),
      'people',
      'organisation',
      'name',
      ': ',
      '\n  ',
      'null',
      'ana',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (source) => {
          const read = readDesk(source)
          if (read.kind === 'ok') return
          for (const problem of read.problems) {
            expect(problem.line).to.be.at.least(1)
            for (const language of ['en', 'da'] as const)
              expect(problemText(problem, voices.in(language))).not.to.be.empty
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
