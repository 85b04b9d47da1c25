import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { boardIn, compareDesks, describeChanges, organisationWords } from '../../src/organisation/index.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const desk = (board: string, more: Readonly<Record<string, string>> = {}) =>
  smallDesk({ boards: `\n  cab: {name: CAB, ${board}}`, ...more })

describe('the boards of a desk file', () => {
  it('need no more than a name and members: the majority decides, and silence is for the chair', () => {
    expect(organisationIn(desk('members: [ana, security, "team:reception"]')).boards.get('cab')).to.deep.equal({
      id: 'cab',
      name: { en: 'CAB', da: 'CAB' },
      seats: [
        { kind: 'person', id: 'ana', weight: 1 },
        { kind: 'role', role: 'security', weight: 1 },
        { kind: 'team', id: 'reception', weight: 1 },
      ],
      channels: [],
      rule: { kind: 'majority' },
      vetoes: [],
      silence: 'escalate',
      reminders: [50, 90],
    })
  })

  it('say who counts for how much and for what, by which rule, where and until when', () => {
    const board = organisationIn(
      desk(
        'chair: lukas, members: [ana, {who: lukas, weight: 2, covers: [risk, back_out]}], channels: [console:local/desk], rule: 60%, quorum: 2, vetoes: [security], within: 3d, silence: reject, reminders: [90, 25, 90]',
      ),
    ).boards.get('cab')!

    expect(board.seats[1]).to.deep.equal({ kind: 'person', id: 'lukas', weight: 2, covers: ['risk', 'back_out'] })
    expect(board.rule).to.deep.equal({ kind: 'percent', percent: 60, quorum: 2 })
    expect(board).to.deep.include({ chair: 'lukas', silence: 'reject', within: 259_200_000, reminders: [25, 90] })
    expect(board.vetoes).to.deep.equal([{ kind: 'role', role: 'security' }])
    expect(board.channels.map(({ channel }) => channel)).to.deep.equal(['desk'])
  })

  it('has a CAB and an ECAB that nobody wrote down: whoever holds the role', () => {
    const organisation = organisationIn(smallDesk())

    expect(boardIn(organisation, 'ecab')).to.deep.include({
      seats: [{ kind: 'role', role: 'ECAB member', weight: 1 }],
      within: 1_800_000,
    })
    expect(boardIn(organisation, 'cab')?.seats).to.deep.equal([{ kind: 'role', role: 'CAB member', weight: 1 }])
    expect(boardIn(organisation, 'garden')).to.equal(undefined)
  })

  const wrong: readonly (readonly [string, string, string])[] = [
    [
      'a quorum larger than the board',
      'members: [ana, lukas], quorum: 3',
      'This is more than this board has votes: 2.',
    ],
    [
      'more votes than the board has',
      'members: ["team:reception"], rule: 2',
      'This is more than this board has votes: 1.',
    ],
    ['a member whom nobody knows', 'members: [anna]', '“anna” is neither a person of this file nor a role'],
    ['a team without its word', 'members: [reception]', 'write team:reception'],
    ['a member twice', 'members: [ana, {who: ana}]', '“ana” stands here twice'],
    ['a chair whom nobody knows', 'members: [ana], chair: nobody', 'There is no person “nobody”'],
    ['a veto of nobody', 'members: [ana], vetoes: [nobody]', '“nobody” is neither a person'],
    ['a rule that is none', 'members: [ana], rule: most', '“most” is not a rule'],
    ['a share of more than all', 'members: [ana], rule: 120%', '“120%” is not a rule'],
    ['no time at all', 'members: [ana], within: 10s', '“10s” is too short'],
    ['a channel that the console has not', 'members: [ana], channels: [console:local/attic]', 'no channel “attic”'],
    ['a rotation that there is not', 'members: [ana], rotation: night', 'There is no rotation “night”'],
    ['nobody at all', 'members: []', 'boards.cab.members'],
  ]
  for (const [what, board, complaint] of wrong) {
    it(`refuses ${what}, with its line`, () => {
      const [told = '', ...others] = complaintsAbout(desk(board))

      expect(told).to.include(complaint)
      expect(told).to.match(/^desk\.yaml:\d+:\d+ boards\.cab/)
      expect(others).to.be.empty
    })
  }

  it('are compared in the words of the file', () => {
    const before = organisationIn(desk('members: [ana], within: 1h'))
    const after = organisationIn(desk('members: [ana, {who: lukas, weight: 0}], rule: 1, within: 2h'))
    const [line, ...others] = describeChanges(compareDesks(before, after), createVoices([organisationWords]).in('en'))

    expect(others).to.be.empty
    expect(line).to.include('members: ana, lukas ×0; rule: 1; within: 120 min')
  })
})
