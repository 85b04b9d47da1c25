import { expect } from 'chai'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { clean } from '../../../adapters/slack/mrkdwn.js'
import { plainCard } from '../../../adapters/slack/plain-card.js'
import { renderCard } from '../../../adapters/slack/render-card.js'
import type { Action, Block, Card, Inline, Line } from '../../../src/chat/card.js'
import { length } from '../../../src/kernel/text.js'
import { dayBlock } from '../../builders/day.js'
import { pingsOf, problemsInBlocks } from '../../fakes/slack/index.js'
import { voices } from './house.js'
import { readBlocks } from './reading.js'

const ink = { workspace: 'T1', publicUrl: 'https://desk.example' }
const draw = (card: Card, surface: 'message' | 'modal' = 'message') =>
  renderCard(card, { voice: voices.in('en'), ink, surface })
const of = (...blocks: Block[]): Card => ({ title: ['INC-42'], tone: 'plain', blocks })
const { picture } = dayBlock()
const nobody = { user: () => undefined } as never

describe('whatever people type on a card', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '<!channel>',
      '<@U1>',
      '<@U1|x>',
      '&lt;!here&gt;',
      '*b* _i_ ~s~ `c`',
      '\ud800',
      '\n\n',
      ' ',
      '<https://x.y|z>',
      ':smile:',
      '@here',
    ),
    fc.nat(400).map((more) => `${'🧑‍🔧 <b>& '.repeat(290)}${'x'.repeat(more)}`),
  )
  const inline: fc.Arbitrary<Inline> = fc.oneof(
    typed,
    fc.record({ kind: fc.constantFrom('strong' as const, 'code' as const), text: typed }),
    fc.record({ kind: fc.constant('person' as const), name: typed, accounts: fc.constant([]), ping: fc.boolean() }),
    fc.record({ kind: fc.constant('link' as const), text: typed, url: fc.oneof(typed, fc.webUrl()) }),
    fc.record({ kind: fc.constant('record' as const), number: typed }),
    fc.constant({ kind: 'time' as const, at: '2031-03-03T09:00:00.000Z', style: 'relative' as const }),
  )
  const line = fc.array(inline, { maxLength: 3 })
  const press = fc.record({
    command: fc.constant('incident take'),
    args: fc.dictionary(fc.constantFrom('a', 'b'), fc.string({ unit: 'binary', maxLength: 30 })),
  })
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.record({ kind: fc.constant('press' as const), label: typed, press }),
    fc.record({ kind: fc.constant('link' as const), label: typed, url: fc.oneof(typed, fc.webUrl()) }),
  )
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), line }),
    fc.record({ kind: fc.constant('quote' as const), text: typed, by: line }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: fc.array(fc.record({ label: typed, value: line }), { maxLength: 12 }),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      items: fc.array(fc.oneof(fc.record({ line, detail: line }), fc.record({ line, action })), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(typed, { maxLength: 4 }),
      rows: fc.array(fc.array(typed, { maxLength: 4 }), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('image' as const), picture: fc.constant(picture), alt: typed }),
    fc.record({ kind: fc.constant('note' as const), line }),
    fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 8 }) }),
    fc.record({
      kind: fc.constant('choices' as const),
      placeholder: typed,
      press,
      argument: fc.constant('to'),
      options: fc.array(
        fc.record({ value: fc.string({ unit: 'binary', maxLength: 100 }), label: typed, detail: typed }),
        { maxLength: 4 },
      ),
    }),
    fc.constant({ kind: 'divider' as const }),
  )
  const card: fc.Arbitrary<Card> = fc.record({
    title: line,
    tone: fc.constantFrom('plain' as const, 'good' as const),
    blocks: fc.array(block, { maxLength: 4 }),
  })

  it('makes a payload that Slack takes, and calls nobody', () => {
    fc.assert(
      fc.property(card, fc.constantFrom('message' as const, 'modal' as const), (one, surface) => {
        const { blocks, text } = draw(one, surface)
        const sent = JSON.parse(JSON.stringify(blocks))
        expect(problemsInBlocks(sent, { surface })).to.deep.equal([])
        expect(pingsOf({ text, blocks: sent })).to.deep.equal({ users: [], groups: [], channels: [], everyone: [] })
        expect(JSON.stringify(sent)).to.not.match(/\\ud[89a-f]/i)
        expect(JSON.stringify(sent)).to.not.include('"mrkdwn"')
        expect(length(text)).to.be.within(1, 3_500)
      }),
      { numRuns: 150 },
    )
  })

  it('is all there to be read', () => {
    fc.assert(
      fc.property(card, (one) => {
        const { blocks, leftOut } = draw(one)
        const shown = squashed(readBlocks(nobody, blocks))
        expect(leftOut).to.deep.equal([])
        for (const text of textsOf(one)) expect(shown).to.include(squashed(clean(text)))
      }),
      { numRuns: 150 },
    )
  })

  it('is all in the fallback when it is short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const drawn = draw(of({ kind: 'quote', text }))
        const back = drawn.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
        expect(back).to.equal(clean(plainCard(of({ kind: 'quote', text }))))
      }),
    )
  })

  const squashed = (text: string): string => text.replace(/\s+/gu, '')
  const textsOf = (one: Card): string[] =>
    one.blocks.flatMap((part): string[] => {
      switch (part.kind) {
        case 'quote':
          return [part.text]
        case 'facts':
          return part.facts.map(({ label }) => label)
        case 'list':
          return part.items.flatMap((item) => literals(item.line))
        case 'text':
        case 'note':
          return literals(part.line)
        case 'image':
          return [part.alt.trim()]
        case 'table':
          return part.columns.length > 0 ? part.rows.flat() : []
        case 'actions':
          return part.actions.filter(({ kind }) => kind === 'press').map(({ label }) => label)
        case 'choices':
          return [...new Map(part.options.map((option) => [option.value, option])).values()].flatMap(
            ({ label, detail = '' }) => [label, detail],
          )
        default:
          return []
      }
    })
  const literals = (parts: Line): string[] => parts.filter((part) => typeof part === 'string')
})
