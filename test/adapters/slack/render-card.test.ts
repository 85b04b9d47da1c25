import { expect } from 'chai'
import { renderCard } from '../../../adapters/slack/render-card.js'
import type { Action, Block, Card, Line } from '../../../src/chat/card.js'
import { length } from '../../../src/kernel/text.js'
import { pingsOf, problemsInBlocks } from '../../fakes/slack/index.js'
import { voices } from './house.js'
import { readBlocks } from './reading.js'

const ink = { workspace: 'T1', publicUrl: 'https://desk.example' }
const draw = (card: Card, surface: 'message' | 'modal' = 'message', publicUrl?: string) =>
  renderCard(card, { voice: voices.in('en'), ink: publicUrl === '' ? { workspace: 'T1' } : ink, surface })
const of = (...blocks: Block[]): Card => ({ title: ['INC-42'], tone: 'plain', blocks })
const section = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] })
const nobody = { user: () => undefined } as never
const read = (card: Card) => readBlocks(nobody, draw(card).blocks)

describe('a card in Slack', () => {
  it('has its title in bold, with a mark for what its tone means', () => {
    const { blocks } = draw({ title: [{ kind: 'record', number: 'INC-42' }, ' shower'], tone: 'bad', blocks: [] })

    expect(blocks).to.deep.equal([
      section(
        { type: 'emoji', name: 'red_circle' },
        { type: 'text', text: ' ' },
        { type: 'link', url: 'https://desk.example/r/INC-42', text: 'INC-42', style: { bold: true } },
        { type: 'text', text: ' shower', style: { bold: true } },
      ),
    ])
  })

  it('shows record numbers as code where nobody can open pages', () => {
    const { blocks } = draw(of({ kind: 'text', line: [{ kind: 'record', number: 'CHG-7' }] }), 'message', '')

    expect(blocks[1]).to.deep.equal(section({ type: 'text', text: 'CHG-7', style: { code: true } }))
  })

  it('shows times in the reader’s zone, and names the zone where it cannot', () => {
    const { blocks } = draw(of({ kind: 'text', line: [{ kind: 'time', at: '2031-03-03T09:00:00Z', style: 'moment' }] }))

    expect(blocks[1]).to.deep.equal(
      section({
        type: 'date',
        timestamp: 1930294800,
        format: '{date_short_pretty} {time}',
        fallback: '2031-03-03 09:00 UTC',
      }),
    )
  })

  it('calls a person only when it is asked to, and only on this workspace', () => {
    const here = { platform: 'slack', workspace: 'T1', user: 'U7' }
    const elsewhere = { ...here, workspace: 'T2' }
    const line: Line = [
      { kind: 'person', name: 'Ana', accounts: [here], ping: true },
      { kind: 'person', name: 'Bo', accounts: [here] },
      { kind: 'person', name: 'Cy', accounts: [elsewhere], ping: true },
    ]

    const { blocks, text } = draw(of({ kind: 'text', line }))

    expect(blocks[1]).to.deep.equal(
      section({ type: 'user', user_id: 'U7' }, { type: 'text', text: 'Bo' }, { type: 'text', text: 'Cy' }),
    )
    expect(pingsOf({ text, blocks: blocks as never }).users).to.deep.equal(['U7'])
  })

  it('says in a button which command it is, what it takes along and what was seen', () => {
    const press = { command: 'incident take', args: { record: 'INC-42' }, seen: 3 }
    const confirm = { title: 'Sure?', text: 'It is yours then.', yes: 'Take it', no: 'Leave it' }

    const { blocks } = draw(of({ kind: 'actions', actions: [{ kind: 'press', label: 'Take', press, confirm }] }))

    expect(blocks[1]).to.deep.equal({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'press:incident take:1',
          text: { type: 'plain_text', text: 'Take', emoji: false },
          value: '{"a":{"record":"INC-42"},"v":3}',
          confirm: {
            title: { type: 'plain_text', text: 'Sure?', emoji: false },
            text: { type: 'plain_text', text: 'It is yours then.', emoji: false },
            confirm: { type: 'plain_text', text: 'Take it', emoji: false },
            deny: { type: 'plain_text', text: 'Leave it', emoji: false },
          },
        },
      ],
    })
  })

  it('has one primary button at most', () => {
    const press = { command: 'incident take', args: {} }
    const action: Action = { kind: 'press', label: 'Take', press, style: 'primary' }

    const { blocks } = draw(of({ kind: 'actions', actions: [action, action] }, { kind: 'actions', actions: [action] }))

    expect(JSON.stringify(blocks).match(/"style":"primary"/g)).to.have.lengthOf(1)
  })

  it('puts the rest of many buttons into a menu, and loses none', () => {
    const actions = Array.from({ length: 12 }, (_, n): Action => {
      return { kind: 'press', label: `Do ${n}`, press: { command: 'x y', args: { n: `${n}` } } }
    })

    const card = of({ kind: 'actions', actions })

    const row = draw(card).blocks[1] as { elements: { type: string }[] }
    expect(row.elements.map(({ type }) => type)).to.deep.equal([...Array(4).fill('button'), 'overflow', 'overflow'])
    for (const { label } of actions) expect(read(card)).to.include(label)
  })

  it('groups a menu of more than a hundred choices', () => {
    const options = Array.from({ length: 250 }, (_, n) => ({ value: `${n}`, label: `Room ${n}` }))
    const press = { command: 'incident assign', args: {} }

    const { blocks, leftOut } = draw(of({ kind: 'choices', placeholder: 'Room', press, argument: 'room', options }))

    const select = (blocks[1] as { elements: { option_groups: { options: object[] }[] }[] }).elements[0]
    expect(select?.option_groups.map((group) => group.options.length)).to.deep.equal([100, 100, 50])
    expect(leftOut).to.deep.equal([])
    expect(problemsInBlocks(blocks, { surface: 'message' })).to.deep.equal([])
  })

  it('writes long labels of options out in full above the menu', () => {
    const label = `The lift ${'very '.repeat(20)}far back`
    const press = { command: 'incident assign', args: {} }

    const shown = read(
      of({ kind: 'choices', placeholder: 'x', press, argument: 'a', options: [{ value: '1', label }] }),
    )

    expect(shown).to.include(label)
  })

  it('offers choices as buttons where a menu cannot carry what they mean', () => {
    const options = [{ value: 'x'.repeat(90), label: 'Long', detail: 'longer than a menu takes' }]
    const press = { command: 'incident assign', args: { record: 'INC-1' } }

    const { blocks } = draw(of({ kind: 'choices', placeholder: 'Which?', press, argument: 'to', options }))

    const value = JSON.stringify({ a: { record: 'INC-1', to: 'x'.repeat(90) } })
    expect(JSON.stringify(blocks)).to.include(JSON.stringify(value))
    expect(readBlocks(nobody, blocks)).to.include('longer than a menu takes')
  })

  it('shows a table as a table, a second or a wide one in columns of its own', () => {
    const narrow: Block = { kind: 'table', columns: ['No', 'What'], rows: [['1', '']] }
    const wide: Block = { kind: 'table', columns: Array.from({ length: 30 }, (_, n) => `c${n}`), rows: [] }

    const { blocks } = draw(of(narrow, narrow, wide))

    expect(blocks.slice(1).map(({ type }) => type)).to.deep.equal(['table', 'rich_text', 'rich_text'])
    expect(blocks[1]).to.have.deep.nested.property('rows.1.1', { type: 'raw_text', text: '–' })
    expect(readBlocks(nobody, blocks)).to.include('No  What').and.to.include('c29')
  })

  it('links to the page that shows all when a message is too small, and keeps the buttons', () => {
    const press = { command: 'incident take', args: {} }
    const many = Array.from({ length: 80 }, (_, n): Block[] => [
      { kind: 'text', line: [`${n} ${'long '.repeat(580)}`] },
    ]).flat()
    const card: Card = {
      ...of(...many, { kind: 'actions', actions: [{ kind: 'press', label: 'Take', press }] }),
      page: '/r/INC-42',
    }

    const { blocks, leftOut } = draw(card)

    expect(leftOut).to.have.lengthOf.above(0)
    expect(blocks).to.have.lengthOf(50)
    expect(blocks.at(-1)).to.have.nested.property('accessory.url', 'https://desk.example/r/INC-42')
    expect(blocks.at(-2)).to.have.nested.property('elements.0.action_id', 'press:incident take:1')
  })

  it('lets eighty short paragraphs flow together rather than losing one', () => {
    const many = Array.from({ length: 80 }, (_, n): Block => ({ kind: 'text', line: [`paragraph ${n}.`] }))

    const { blocks, leftOut } = draw(of(...many))

    expect(leftOut).to.deep.equal([])
    expect(blocks.length).to.be.at.most(50)
    for (let n = 0; n < 80; n++) expect(readBlocks(nobody, blocks)).to.include(`paragraph ${n}.`)
  })

  it('cuts the fallback, never inside an entity or a pair', () => {
    const { text, leftOut } = draw(of({ kind: 'quote', text: '🧑‍🔧&'.repeat(2_000) }))

    expect(length(text)).to.be.at.most(3_500)
    expect(text.isWellFormed()).to.equal(true)
    expect(text.replace(/&amp;/g, '')).to.not.include('&')
    expect(leftOut).to.deep.equal([])
  })
})
