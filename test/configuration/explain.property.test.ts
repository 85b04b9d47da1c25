import { expect } from 'chai'
import fc from 'fast-check'
import { compare } from '../../src/configuration/baselines/compare.js'
import { explain, type Span } from '../../src/configuration/baselines/explain.js'
import type { Pictured } from '../../src/configuration/baselines/picture.js'
import { type HistoryRow, relationKinds } from '../../src/configuration/index.js'

const words = fc.constantFrom('a', 'b', 'c')
const pictured: fc.Arbitrary<Pictured> = fc.record({
  fields: fc.record({
    name: words,
    type: fc.constantFrom('device', 'network'),
    state: fc.constantFrom('in use', 'retired'),
    attributes: fc.dictionary(words, words),
  }),
  relations: fc.uniqueArray(fc.record({ kind: fc.constantFrom(...relationKinds.slice(0, 2)), other: words }), {
    selector: ({ kind, other }) => `${kind} ${other}`,
  }),
})

const at = (minute: number): Date => new Date(Date.UTC(2031, 0, 1, 0, minute))
const minutes = fc.integer({ min: 1, max: 9 })
const spans: fc.Arbitrary<readonly Span[]> = fc.array(
  fc.record({ from: minutes, lasts: minutes, unauthorised: fc.boolean() }).map(
    ({ from, lasts, unauthorised }): Span => ({
      item: 1,
      number: `CHG-${from}${lasts}`,
      ...(unauthorised ? {} : { from: at(from) }),
      to: at(from + lasts),
      unauthorised,
    }),
  ),
  { maxLength: 4 },
)
const subject = { key: 'boiler', item: 1, known: false, since: at(0) }
const state = { kind: 'field', field: 'state', from: 'in use', to: 'retired' } as const
const stepAt = (minute: number): HistoryRow => ({
  id: minute,
  item: 1,
  at: at(minute),
  actor: 'reto',
  kind: 'changed',
  data: { state: ['in use', 'retired'] },
})

describe('What differs between two pictures of an item', () => {
  it('is nothing when they are the same, and turned round when they are', () => {
    fc.assert(
      fc.property(pictured, pictured, (one, other) => {
        expect(compare(one, structuredClone(one))).to.deep.equal([])
        const back = compare(other, one).map((difference) =>
          difference.kind === 'field' ? `${difference.field} ${difference.to} ${difference.from}` : difference.kind,
        )
        const forth = compare(one, other).map((difference) =>
          difference.kind === 'field'
            ? `${difference.field} ${difference.from} ${difference.to}`
            : difference.kind === 'related'
              ? 'unrelated'
              : 'related',
        )
        expect(back.toSorted()).to.deep.equal(forth.toSorted())
      }),
    )
  })

  it('is accounted for when each of its steps is, and by those alone that cover one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(minutes, { minLength: 1, maxLength: 4 }), spans, (when, all) => {
        const history = when.toSorted().map(stepAt)
        const { account, changes } = explain(subject, state, { history, spans: all })

        const covering = (minute: number) =>
          all.filter(({ from, to }) => (from ?? at(0)) <= at(minute) && at(minute) <= (to ?? at(99)))
        const bare = when.some((minute) => covering(minute).length === 0)
        expect(account === 'nothing').to.equal(bare)
        if (account === 'change')
          for (const minute of when) expect(covering(minute).some(({ unauthorised }) => !unauthorised)).to.equal(true)
        for (const number of changes)
          expect(when.some((minute) => covering(minute).some((span) => span.number === number))).to.equal(true)
      }),
    )
  })
})
