import { expect } from 'chai'
import fc from 'fast-check'
import { webWords } from '../../../adapters/web/index.js'
import { CardView } from '../../../adapters/web/render-card.js'
import { FormView } from '../../../adapters/web/render-form.js'
import { MessageView } from '../../../adapters/web/render-message.js'
import type { Block, Card, Inline } from '../../../src/chat/card.js'
import type { Form } from '../../../src/chat/form.js'
import { createVoices } from '../../../src/chat/language.js'
import { dayBlock } from '../../builders/day.js'
import { people } from './inn.js'

const voice = createVoices([webWords]).in('en')
const setting = {
  voice,
  viewer: { platform: 'console', workspace: 'local', user: 'mia' },
  zone: 'Europe/Zurich',
  shortcuts: [],
  pathOf: () => '/pictures/light/one',
}

const cardHtml = (card: Card): string => String(CardView({ card, setting }))
const withBlocks = (...blocks: Block[]): string => cardHtml({ title: ['T'], tone: 'plain', blocks })
const withInline = (part: Inline): string => withBlocks({ kind: 'text', line: [part] })
const message = (text: string) => ({
  address: { platform: 'console', workspace: 'local', channel: 'c', message: '1' },
  seq: 1,
  author: { account: { platform: 'console', workspace: 'local', user: 'x' }, name: text },
  text,
  language: 'en' as const,
  at: '2031-03-03T09:00:00.000Z',
  deleted: false,
  replies: 0,
})

/** What a browser would read of it: tags taken away, entities put back. */
const readable = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
const tagsOf = (html: string): readonly string[] => [...html.matchAll(/<([a-z0-9]+)/gi)].map((match) => match[1] ?? '')

describe('A card as a page shows it', () => {
  it('shows every kind of block, and drops nothing', () => {
    const html = withBlocks(
      { kind: 'text', line: ['alpha'] },
      { kind: 'quote', text: 'beta\ngamma', by: ['delta'] },
      { kind: 'facts', facts: [{ label: 'epsilon', value: ['zeta'] }] },
      {
        kind: 'list',
        items: [{ line: ['eta'], detail: ['theta'], action: { kind: 'link', label: 'iota', url: '/r/INC-1' } }],
      },
      { kind: 'table', columns: ['kappa'], rows: [['lambda']] },
      { ...dayBlock(), alt: 'mu' },
      { kind: 'note', line: ['nu'] },
      { kind: 'divider' },
      { kind: 'actions', actions: [{ kind: 'press', label: 'xi', press: { command: 'a b', args: { c: 'omicron' } } }] },
      {
        kind: 'choices',
        placeholder: 'pi',
        press: { command: 'a b', args: {} },
        argument: 'team',
        options: [{ value: 'rho', label: 'sigma', detail: 'tau' }],
      },
    )

    const greek = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau'
    for (const word of greek.split(' ')) expect(html).to.contain(word)
    expect(html).to.contain('<hr')
  })

  it('puts the choice of a menu into the argument that the press names', () => {
    const press = { command: 'incident escalate', args: { record: 'INC-1' }, seen: 3 }
    const options = [{ value: 'house', label: 'Housekeeping' }]
    const html = withBlocks({ kind: 'choices', placeholder: 'To', press, argument: 'team', options })

    const sent = JSON.parse(readable(/data-press="([^"]*)"/.exec(html)?.[1] ?? ''))
    expect(sent).to.deep.equal({ command: 'incident escalate', args: { record: 'INC-1', team: 'house' }, seen: 3 })
  })

  it('links to pages and mail, and shows any other address as words', () => {
    for (const url of ['https://example.org/a', 'http://example.org', 'mailto:a@example.org', '/r/INC-1']) {
      expect(withInline({ kind: 'link', text: 'go', url })).to.contain(`href="${url}"`)
    }
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
      'vbscript:x',
    ]) {
      const html = withInline({ kind: 'link', text: 'go', url })
      expect(html).not.to.contain('href')
      expect(readable(html)).to.contain(url)
    }
  })

  it('tells who is called, and only to whom it is', () => {
    const called = (user: string) => {
      const accounts = [{ platform: 'console', workspace: 'local', user }]
      return withInline({ kind: 'person', name: 'Mia', accounts, ping: true })
    }
    expect(called('mia')).to.contain('called')
    expect(called('lena')).not.to.contain('called')
  })

  it('gives an instant for the browser, and words in the zone it knows', () => {
    const html = withInline({ kind: 'time', at: '2031-03-03T09:00:00.000Z', style: 'moment' })

    expect(html).to.contain('datetime="2031-03-03T09:00:00.000Z"').and.contain('3 Mar 2031, 10:00')
  })

  it('escapes whatever anybody typed, in every place of a card', () => {
    const plain = tagsOf(cardHtml(cardFull('x')))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...nasty)), (typed) => {
        const html = cardHtml(cardFull(typed))
        expect(tagsOf(html)).to.deep.equal(plain)
      }),
      { numRuns: 200 },
    )
  })

  it('escapes what is said, and the name it is said under', () => {
    const tags = tagsOf(String(MessageView({ message: message('x'), setting })))
    for (const typed of nasty) {
      const html = String(MessageView({ message: message(typed), setting }))
      expect(tagsOf(html).filter((tag) => tag !== 'a')).to.deep.equal(tags)
      expect(readable(html)).to.contain(typed)
    }
  })
})

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><script>alert(1)</script>',
  'https://example.org/"onclick="alert(1)',
  '<!--',
  ']]>',
  '{{web.skip}}',
  '\u202egnp.exe',
]

const cardFull = (typed: string): Card => ({
  title: [typed, { kind: 'strong', text: typed }, { kind: 'code', text: typed }],
  tone: 'plain',
  blocks: [
    {
      kind: 'text',
      line: [
        { kind: 'person', name: typed, accounts: [] },
        { kind: 'record', number: typed },
      ],
    },
    { kind: 'facts', facts: [{ label: typed, value: [typed] }] },
    { kind: 'list', items: [{ line: [typed], detail: [typed] }] },
    { kind: 'table', columns: [typed], rows: [[typed]] },
    {
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: typed,
          press: { command: typed, args: { a: typed } },
          confirm: { title: typed, text: typed, yes: typed, no: typed },
        },
      ],
    },
  ],
})

describe('A form as a page shows it', () => {
  const form: Form = {
    command: 'incident report',
    known: { record: 'INC-1' },
    title: 'Title',
    submit: 'Submit',
    cancel: 'Leave',
    intro: [['Intro']],
    seen: 4,
    fields: [
      { kind: 'text', lines: 'one', limit: 10, name: 'one', label: 'One', value: '"quoted"', hint: 'Hint' },
      {
        kind: 'text',
        lines: 'many',
        limit: 10,
        name: 'many',
        label: 'Many',
        value: '\n</textarea>first',
        optional: true,
      },
      {
        kind: 'choice',
        name: 'pick',
        label: 'Pick',
        options: [{ value: 'a', label: 'A', detail: 'first' }],
        value: 'a',
      },
      { kind: 'radio', name: 'radio', label: 'Radio', options: [{ value: 'b', label: 'B' }], value: 'b' },
      { kind: 'person', name: 'who', label: 'Who', value: 'console:local/lena' },
      { kind: 'moment', name: 'when', label: 'When', value: '2031-03-03T09:00:00.000Z' },
    ],
  }
  const html = String(FormView({ form, people, setting }))

  it('has a control with a label and a place for its problem for every field', () => {
    for (const { name } of form.fields) {
      expect(html).to.contain(`data-field="${name}"`).and.contain(`name="${name}"`).and.contain(`id="problem-${name}"`)
    }
    for (const name of ['one', 'many', 'pick', 'who', 'when']) expect(html).to.contain(`for="field-${name}"`)
  })

  it('holds every value that was there already', () => {
    expect(html).to.contain('value="&quot;quoted&quot;"').and.contain('\n\n&lt;/textarea&gt;first</textarea>')
    expect(html)
      .to.match(/<option value="a" selected/)
      .and.match(/value="b" checked/)
    expect(html)
      .to.match(/<option value="lena" selected/)
      .and.contain('data-moment="2031-03-03T09:00:00.000Z"')
  })

  it('keeps a person who is not on the list', () => {
    const fields = [{ kind: 'person', name: 'who', label: 'Who', value: 'slack:T1/U2' }] as const
    expect(String(FormView({ form: { ...form, fields }, people, setting }))).to.contain('value="slack:T1/U2" selected')
  })

  it('carries along what is known and which version was seen', () => {
    const carried = JSON.parse(readable(/data-form="([^"]*)"/.exec(html)?.[1] ?? ''))
    expect(carried).to.deep.equal({ command: 'incident report', known: { record: 'INC-1' }, seen: 4 })
  })
})
