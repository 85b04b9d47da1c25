import fc from 'fast-check'
import type { Action, Block, Card, Choice, Inline, Item, Line, Press } from '../../src/chat/card.js'
import type { Field, Form } from '../../src/chat/form.js'
import { unreachable } from '../../src/kernel/errors.js'
import { dayBlock } from './day.js'

/** What people type that some platform or other takes for something else; mixed with arbitrary Unicode. */
const spiteful = [
  '<script>alert(1)</script>',
  '&amp; &lt; & < > "\'`',
  '*a* _b_ ~c~ `d` ```e``` ||f|| **g** __h__',
  '# a\n> b\n>>> c\n- d\n1. e\n-# f',
  '@everyone @here <!channel> <@U1> <@1> <@&1> <#1> <!subteam^S1> <t:1:R> </a:1> <id:home>',
  '[a](https://example.org) <https://example.org|a> https://example.org discord.gg/abc mailto:a@example.org',
  '\\ \\\\ \\* ends with \\',
  '\u001b[31m\u009b2J\u0007\u0000',
  '\ud800 \udfff',
  '🧑‍🔧 👩‍👩‍👧 é 漢字 \u202eabc\u202c \u2028 \u200b',
] as const

/** Any text: arbitrary code points, lone surrogates, markup of all platforms; at most about `limit` long. */
export const arbitraryText = (limit = 60): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: limit }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: limit }) },
    { weight: 2, arbitrary: fc.constantFrom(...spiteful) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '\n', '\\', '*', '<', '`'), maxLength: 12 }),
    },
  )

/** Text that is not empty and not only white space: labels and values are never that. */
const label = (limit = 60): fc.Arbitrary<string> =>
  arbitraryText(limit).map((text) => (/\S/u.test(text) ? text : `x${text}`))

/** The value of an option: ours, never somebody's words, but of any length that a code may have. */
const code = (limit: number): fc.Arbitrary<string> =>
  label(limit).map((text) => [...text.toWellFormed()].slice(0, limit).join('').trim() || 'x')

/** Text of any length, such as a pasted log. */
const words: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: arbitraryText() },
  {
    weight: 1,
    arbitrary: fc.tuple(label(30), fc.integer({ min: 20, max: 200 })).map(([text, times]) => text.repeat(times)),
  },
)

const instant = fc
  .date({ min: new Date('2002-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())

const url = fc.oneof(fc.webUrl(), fc.constantFrom('/r/INC-42', '/r/INC-42?x=1&y=2', 'javascript:alert(1)'))

const account = fc.record({
  platform: fc.constantFrom('slack', 'discord', 'console', 'plain'),
  workspace: fc.constantFrom('T1', '900', 'local'),
  user: fc.constantFrom('U1', '901', 'ana'),
})

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('strong' as const, 'code' as const), text: words }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { kind: 'command' as const, name: 'desk help', local: 'desk help' },
      { kind: 'command' as const, name: 'desk help', local: 'desk help', behind: 'incident take' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      at: instant,
      style: fc.constantFrom('moment' as const, 'relative' as const, 'date' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        kind: fc.constant('person' as const),
        name: label(),
        accounts: fc.array(account, { maxLength: 3 }),
        ping: fc.boolean(),
      },
      { requiredKeys: ['kind', 'name', 'accounts'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link' as const), text: label(), url }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('record' as const),
      number: fc.integer({ min: 1, max: 99_999 }).map((n) => `INC-${n}`),
    }),
  },
)

const line: fc.Arbitrary<Line> = fc.array(inline, { maxLength: 4 })

const args = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), arbitraryText(40), { maxKeys: 3, noNullPrototype: true })

const press: fc.Arbitrary<Press> = fc.record(
  { command: fc.constantFrom('incident take', 'incident assign', 'desk help'), args, seen: fc.nat() },
  { requiredKeys: ['command', 'args'] },
)

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('press' as const),
      label: label(120),
      press,
      style: fc.constantFrom('primary' as const, 'danger' as const),
      confirm: fc.record({ title: label(), text: label(), yes: label(20), no: label(20) }),
    },
    { requiredKeys: ['kind', 'label', 'press'] },
  ),
  fc.record({ kind: fc.constant('link' as const), label: label(120), url }),
)

/** Options of one menu: their values differ. */
const options = (most: number, longestValue = 130): fc.Arbitrary<readonly Choice[]> =>
  fc.uniqueArray(
    fc.record(
      { value: code(longestValue), label: label(130), detail: label(130) },
      { requiredKeys: ['value', 'label'] },
    ),
    { minLength: 1, maxLength: most, selector: (choice) => choice.value.toWellFormed() },
  )

const item: fc.Arbitrary<Item> = fc.record({ line, detail: line, action }, { requiredKeys: ['line'] })

const attachment = fc.record(
  {
    name: label(),
    path: fc.nat().map((n) => `/files/${n}`),
    type: fc.constantFrom('image/png', 'image/svg+xml', 'text/html', 'application/pdf'),
    lies: line,
  },
  { requiredKeys: ['name', 'path', 'lies'] },
)

const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(label(20), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(arbitraryText(30), { minLength: width, maxLength: width }), { maxLength: 60 }),
  }),
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), line }),
  fc.record({ kind: fc.constant('quote' as const), text: words, by: line }, { requiredKeys: ['kind', 'text'] }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: label(), value: line }), { maxLength: 14 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(item, { maxLength: 12 }) }),
  fc.record({ kind: fc.constant('files' as const), files: fc.array(attachment, { maxLength: 4 }) }),
  table,
  fc.record({ kind: fc.constant('image' as const), picture: fc.constant(dayBlock().picture), alt: label() }),
  fc.record({ kind: fc.constant('note' as const), line }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { minLength: 1, maxLength: 8 }) }),
  fc.record({
    kind: fc.constant('choices' as const),
    placeholder: label(200),
    press,
    argument: fc.constantFrom('team', 'code'),
    options: options(40),
  }),
  fc.record({ kind: fc.constant('divider' as const) }),
)

/** Any card that the type allows, with text of any kind and more of everything than a platform has room for. */
export const arbitraryCard: fc.Arbitrary<Card> = fc.record(
  {
    title: line,
    tone: fc.constantFrom('plain' as const, 'good' as const, 'attention' as const, 'bad' as const, 'muted' as const),
    blocks: fc.array(block, { maxLength: 12 }),
    page: fc.constantFrom('/r/INC-42', 'https://desk.example.org/r/INC-42'),
  },
  { requiredKeys: ['title', 'tone', 'blocks'] },
)

const named = { name: fc.constant(''), label: label(80), hint: label(150), optional: fc.boolean() }
const required = ['name', 'label', 'kind'] as const

const field = (longestValue: number): fc.Arbitrary<Field> =>
  fc.oneof(
    fc.record(
      {
        ...named,
        kind: fc.constant('text' as const),
        lines: fc.constantFrom('one' as const, 'many' as const),
        limit: fc.integer({ min: 200, max: 3000 }),
        value: arbitraryText(150),
        placeholder: label(150),
      },
      { requiredKeys: [...required, 'lines', 'limit'] },
    ),
    fc
      .record(
        { ...named, kind: fc.constantFrom('choice' as const, 'radio' as const), options: options(60, longestValue) },
        {
          requiredKeys: [...required, 'options'],
        },
      )
      .chain((asked) =>
        fc
          .option(fc.constantFrom(...asked.options.map(({ value }) => value)), { nil: undefined })
          .map((value) => (value === undefined ? asked : { ...asked, value })),
      ),
    fc.record(
      {
        ...named,
        kind: fc.constant('person' as const),
        value: fc.constantFrom('P-1', 'discord:900/901', 'slack:T1/U1'),
      },
      {
        requiredKeys: [...required],
      },
    ),
    fc.record({ ...named, kind: fc.constant('moment' as const), value: instant }, { requiredKeys: [...required] }),
    fc.record(
      { ...named, kind: fc.constant('files' as const), most: fc.integer({ min: 1, max: 20 }) },
      { requiredKeys: [...required, 'most'] },
    ),
  )

/** Any form that the type allows, with values of options up to a length. */
export const arbitraryFormOf = (longestValue: number): fc.Arbitrary<Form> =>
  fc.record(
    {
      command: fc.constantFrom('incident report', 'incident resolve'),
      known: args,
      title: label(80),
      submit: label(40),
      cancel: label(40),
      intro: fc.array(line, { maxLength: 3 }),
      fields: fc
        .array(field(longestValue), { minLength: 1, maxLength: 12 })
        .map((fields) => fields.map((one, at): Field => ({ ...one, name: `field${at}` }))),
      seen: fc.nat(),
    },
    { requiredKeys: ['command', 'known', 'title', 'submit', 'cancel', 'fields'] },
  )

/** Any form, as all platforms can carry it: values of options are codes of at most 75 characters. */
export const arbitraryForm: fc.Arbitrary<Form> = arbitraryFormOf(75)

/** Every string of a card that a reader must be able to see, somewhere. */
export function textsOf(card: Card): readonly string[] {
  return [...inLine(card.title), ...card.blocks.flatMap(inBlock)]
}

/** Every string of a form that a reader must be able to see. The word for leaving is the platform's own on some. */
export function textsOfForm(form: Form): readonly string[] {
  return [form.title, ...(form.intro ?? []).flatMap(inLine), ...form.fields.flatMap(inField)]
}

function inBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return inLine(block.line)
    case 'quote':
      return [block.text, ...inLine(block.by ?? [])]
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...inLine(value)])
    case 'list':
      return block.items.flatMap(({ line, detail, action }) => [
        ...inLine(line),
        ...inLine(detail ?? []),
        ...(action ? [action.label] : []),
      ])
    case 'files':
      return block.files.map(({ name }) => name)
    case 'table':
      return [...block.columns, ...block.rows.flat()]
    case 'image':
      return [block.alt]
    case 'actions':
      return block.actions.map((action) => action.label)
    case 'choices':
      return [block.placeholder, ...inOptions(block.options)]
    case 'divider':
      return []
    default:
      return unreachable(block)
  }
}

function inField(field: Field): readonly string[] {
  const own = [field.label, ...(field.hint ? [field.hint] : [])]
  switch (field.kind) {
    case 'text':
      return [...own, ...(field.value ? [field.value] : field.placeholder ? [field.placeholder] : [])]
    case 'choice':
    case 'radio':
      return [...own, ...inOptions(field.options)]
    case 'person':
    case 'moment':
    case 'files':
      return own
    default:
      return unreachable(field)
  }
}

const inOptions = (options: readonly Choice[]): readonly string[] =>
  options.flatMap(({ label, detail }) => (detail ? [label, detail] : [label]))

/** Times are shown in as many ways as there are readers; everything else in its own words. */
const inLine = (line: Line): readonly string[] =>
  line.flatMap((part) => {
    if (typeof part === 'string') return [part]
    switch (part.kind) {
      case 'strong':
      case 'code':
      case 'link':
        return [part.text]
      case 'command':
        return [part.name, ...(part.behind ? [part.behind] : [])]
      case 'person':
        return [part.name]
      case 'record':
        return [part.number]
      case 'time':
        return []
      default:
        return unreachable(part)
    }
  })
