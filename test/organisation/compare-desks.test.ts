import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { compareDesks, describeChanges, organisationWords } from '../../src/organisation/index.js'
import { organisationIn, smallDesk } from './files.js'

const english = createVoices([organisationWords]).in('en')
const changes = (before: string, after: string): readonly string[] =>
  describeChanges(compareDesks(organisationIn(before), organisationIn(after)), english)

describe('the difference between two desk files', () => {
  it('is nothing when only order and comments differ', () => {
    const reordered = `# ours\n${smallDesk({ people: '\n  lukas: {name: Lukas Wyss} # head\n  ana: {accounts: [slack:T1/U1], name: Ana Keller}' })}`

    expect(changes(smallDesk(), reordered)).to.be.empty
  })

  it('shows only what changed of a thing, with what it was and what it becomes', () => {
    const after = smallDesk({ people: '{ana: {name: Ana Wyss, accounts: [slack:T1/U1]}, lukas: {name: Lukas Wyss}}' })

    expect(changes(smallDesk(), after)).to.deep.equal(['~ people ana: name: Ana Keller → name: Ana Wyss'])
  })

  it('shows what comes and what goes', () => {
    const after = smallDesk({
      people: '{ana: {name: Ana Keller, accounts: [slack:T1/U1]}, nora: {name: Nora Schuler}}',
      teams: '{reception: {name: Reception, members: [ana]}}',
    })

    expect(changes(smallDesk(), after)).to.deep.equal([
      '+ people nora: name: Nora Schuler',
      '− people lukas: name: Lukas Wyss',
      '− teams housekeeping: name: Housekeeping; members: lukas',
    ])
  })

  it('tells whose rights change when a team does', () => {
    const after = smallDesk({
      teams:
        '{reception: {name: Reception, members: [ana, lukas]}, housekeeping: {name: Housekeeping, members: [lukas]}}',
    })

    expect(changes(smallDesk(), after)).to.deep.equal([
      '~ teams reception: members: ana → members: ana, lukas',
      '+ roles lukas: holds: agent',
    ])
  })

  it('is all new without a file before', () => {
    expect(compareDesks(undefined, organisationIn(smallDesk())).every(({ kind }) => kind === 'added')).to.equal(true)
  })
})
