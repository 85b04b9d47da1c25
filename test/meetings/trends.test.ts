import { expect } from 'chai'
import { type Counted, trendsOf } from '../../src/meetings/trends.js'
import { pictures } from '../builders/day.js'

const months = ['2026-09', '2026-10', '2026-11']
const at = (day: string): Date => new Date(`2026-${day}T12:00:00Z`)
const counting = { months, monthOf: (instant: Date) => instant.toISOString().slice(0, 7), unknown: 'unknown' }
const change = (of: Partial<Counted> = {}): Counted => ({
  kind: 'normal',
  unauthorised: false,
  openedAt: at('09-01'),
  ended: { how: 'implemented', at: at('09-11') },
  ...of,
})

describe('the trends of changes', () => {
  it('tell how many succeeded, month by month, also in months without any', () => {
    const failed = { how: 'failed', at: at('11-20') } as const
    const { done, success, months: each } = trendsOf([change(), change(), change({ ended: failed })], counting)

    expect(done).to.equal(3)
    expect(success).to.be.closeTo(2 / 3, 0.001)
    expect(each).to.deep.equal([
      { month: '2026-09', done: 2, succeeded: 2 },
      { month: '2026-10', done: 0, succeeded: 0 },
      { month: '2026-11', done: 1, succeeded: 0 },
    ])
  })

  it('tell the share of emergencies, and how many were not authorised', () => {
    const unasked = { unauthorised: true, openedAt: at('10-01') }
    const trends = trendsOf([change({ kind: 'emergency' }), change(), change(unasked)], counting)

    expect(trends.emergency).to.be.closeTo(1 / 3, 0.001)
    expect(trends.unauthorised).to.equal(1)
  })

  it('tell why changes went wrong, the most frequent cause first', () => {
    const broke = (cause?: string): Counted => {
      return change({ ended: { how: 'backed out', at: at('10-10') }, ...(cause ? { cause } : {}) })
    }

    expect(trendsOf([broke('power'), broke(), broke('test'), broke('test')], counting).causes).to.deep.equal([
      { cause: 'test', count: 2 },
      { cause: 'power', count: 1 },
      { cause: 'unknown', count: 1 },
    ])
  })

  it('tell how long it takes, by the one in the middle', () => {
    const took = (days: number): Counted => {
      return change({ ended: { how: 'implemented', at: new Date(at('09-01').getTime() + days * 86_400_000) } })
    }

    expect(trendsOf([took(1), took(40), took(3)], counting).leadTime).to.equal(3 * 86_400_000)
  })

  it('leave out what ended before, and what is under way', () => {
    const { ended: _, ...open } = change()
    const before = change({ ended: { how: 'implemented', at: at('08-31') } })
    const trends = trendsOf([open, before], counting)

    expect(trends.done).to.equal(0)
    expect(trends).to.not.have.any.keys('success', 'emergency', 'leadTime')
  })

  it('are drawn with their words, and nothing else in them', async () => {
    const svg = await pictures.svg(
      {
        kind: 'columns',
        columns: [{ label: '<sep>', good: 3, bad: 1 }],
        words: { title: 'Changes', good: 'Succeeded', bad: 'Went wrong' },
      },
      'light',
    )

    for (const words of ['Changes', 'Succeeded', 'Went wrong', '&lt;sep&gt;']) expect(svg).to.include(words)
    expect(svg).to.not.match(/<(script|a|image|use|foreignObject)\b/)
  })
})
