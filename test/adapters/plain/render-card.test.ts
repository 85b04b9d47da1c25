import { expect } from 'chai'
import { literal } from '../../../adapters/plain/literal.js'
import { renderCard } from '../../../adapters/plain/render-card.js'
import type { Block } from '../../../src/chat/card.js'

const reader = {
  language: 'en',
  zone: 'Europe/Copenhagen',
  now: new Date('2031-03-30T00:30:00Z'),
  link: (url: string) => url,
} as const

describe('a card in plain text', () => {
  it('shows times in the reader’s zone, with the zone, and a distance beside a relative one', () => {
    const line = (style: 'moment' | 'relative' | 'date') =>
      [{ kind: 'time', at: '2031-03-30T03:30:00Z', style }] as const

    expect(shown({ kind: 'text', line: line('moment') })).to.equal('T\n30 Mar 2031, 05:30 CEST')
    expect(shown({ kind: 'text', line: line('relative') })).to.equal('T\nin 3 hours (30 Mar 2031, 05:30 CEST)')
    expect(shown({ kind: 'text', line: line('date') })).to.equal('T\n30 Mar 2031')
  })

  it('numbers buttons and options through the whole card', () => {
    const press = { command: 'incident take', args: {} }
    const action = { kind: 'press', label: 'Take', press } as const
    const card = {
      title: ['T'],
      tone: 'good',
      blocks: [
        { kind: 'list', items: [{ line: ['INC-1'], action }] },
        {
          kind: 'choices',
          placeholder: 'Team',
          press,
          argument: 'team',
          options: [{ value: 't1', label: 'Reception' }],
        },
        { kind: 'actions', actions: [action, { kind: 'link', label: 'Open', url: '/r/INC-1' }] },
      ],
    } as const

    const { text, buttons } = renderCard(card, reader)

    expect(text).to.equal('✓ T\n- INC-1  [1] Take\nTeam\n  [2] Reception\n[3] Take  Open: /r/INC-1')
    expect(buttons.map(({ press: { args } }) => args)).to.deep.equal([{}, { team: 't1' }, {}])
  })

  it('sets a quotation apart, line by line', () => {
    expect(shown({ kind: 'quote', text: 'one\n[1] Approve', by: ['Ana'] })).to.equal('T\n| one\n| [1] Approve\n  — Ana')
  })

  it('sets a table in columns', () => {
    const rows = [
      ['INC-1', 'lift'],
      ['INC-12', 'mail'],
    ]
    expect(shown({ kind: 'table', columns: ['No', 'What'], rows })).to.equal(
      'T\nNo     | What\nINC-1  | lift\nINC-12 | mail',
    )
  })

  it('shows an escape sequence instead of obeying it', () => {
    expect(literal('\u001b[31mred\u0007\u009b2J\u007f\r\u202e')).to.equal('␛[31mred␇\\u009b2J␡␍\\u202e')
  })
})

const shown = (block: Block): string => renderCard({ title: ['T'], tone: 'plain', blocks: [block] }, reader).text
