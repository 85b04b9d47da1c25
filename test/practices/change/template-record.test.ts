import { expect } from 'chai'
import fc from 'fast-check'
import type { Template } from '../../../src/organisation/index.js'
import { recordOf, standingOf, type Use } from '../../../src/practices/change/template-record.js'

const name = { en: 'Swap', da: 'Skift' }
const swap: Template = {
  ...{ id: 'swap', name, owner: 'ana', until: '2027-06-30', services: [], reason: name, edition: 'now' },
  ...{ implementation: [name], test: [], back_out: [name], failures: { most: 2, of: 5 } },
}

/** Changes one after the other: `+` went well, `-` went wrong, `.` is under way. */
const uses = (story: string, edition = 'now', template = 'swap'): readonly Use[] =>
  [...story].map((sign, at) => ({
    record: at + 1,
    number: `CHG-${at + 1}`,
    template,
    edition,
    ...(sign === '.' ? {} : { endedAt: new Date(Date.UTC(2027, 0, at + 1)).toISOString() }),
    wrong: sign === '-',
  }))

describe('the record of a template', () => {
  const stories: readonly (readonly [string, string, number | undefined])[] = [
    ['keeps its authorisation as long as no more goes wrong than may', '+--+++', undefined],
    ['loses it with the one that is too many', '+--+-', 5],
    ['forgets what lies further back than it looks', '--+++--+++--', undefined],
    ['has lost it for good, however well the later ones go', '---++++++++', 3],
    ['does not count what is under way', '-.-....', undefined],
    ['loses it before there are as many as it looks at', '---', 3],
  ]
  for (const [what, story, lost] of stories) {
    it(what, () => {
      expect(recordOf(swap, uses(story)).lostBy?.record).to.equal(lost)
    })
  }

  it('counts what went well and wrong since it was last changed, and what came before by itself', () => {
    const record = recordOf(swap, [...uses('---', 'before'), ...uses('+-.'), ...uses('-----', 'now', 'other')])

    expect(record).to.deep.include({ used: 3, well: 1, wrong: 1, earlier: { used: 3, well: 0, wrong: 3 } })
    expect(record.lostBy).to.equal(undefined)
    expect(record.last.map(({ number }) => number)).to.deep.equal(['CHG-2', 'CHG-1'])
  })

  it('goes by when they ended, not by when they were begun', () => {
    const [first, ...later] = uses('---')
    const late = { ...(first as Use), endedAt: '2027-02-01T00:00:00.000Z' }

    expect(recordOf(swap, [late, ...later]).lostBy?.record).to.equal(1)
  })

  it('is never lost by so many as may go wrong, and always by one more in a row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 6 }), (most, more) => {
        const template = { ...swap, failures: { most, of: most + more } }
        expect(recordOf(template, uses('-'.repeat(most))).lostBy).to.equal(undefined)
        expect(recordOf(template, uses(`${'-'.repeat(most)}-`)).lostBy?.record).to.equal(most + 1)
      }),
    )
  })

  it('says of a template first that it is lost, then that it has expired, then that nobody answers for it', () => {
    const [good, bad] = [recordOf(swap, []), recordOf(swap, uses('---'))]
    const at = { zone: 'Europe/Zurich', now: new Date('2027-06-30T12:00Z') }
    const late = { ...at, now: new Date('2027-07-01T12:00Z') }

    expect(standingOf(swap, { record: good, owned: true, ...at })).to.equal('in_force')
    expect(standingOf(swap, { record: good, owned: false, ...at })).to.equal('ownerless')
    expect(standingOf(swap, { record: good, owned: false, ...late })).to.equal('expired')
    expect(standingOf(swap, { record: bad, owned: true, ...late })).to.equal('lost')
  })
})
