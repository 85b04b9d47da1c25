import { expect } from 'chai'
import fc from 'fast-check'
import { describe, it } from 'mocha'
import { formMark, renderForm } from '../../../adapters/slack/render-form.js'
import type { Field, Form } from '../../../src/chat/form.js'
import { Fault } from '../../../src/kernel/errors.js'
import { pingsOf, problemsInView } from '../../fakes/slack/index.js'
import { voices } from './house.js'
import { readBlocks } from './reading.js'

const place = { platform: 'slack', workspace: 'T1', channel: 'C1', thread: '1.2' }
const painter = { voice: voices.in('en'), ink: { workspace: 'T1' }, nonce: 'n1', place }
const of = (fields: readonly Field[], some: Partial<Form> = {}): Form => ({
  command: 'incident report',
  known: {},
  title: 'Report',
  submit: 'Send',
  cancel: 'Leave',
  fields,
  ...some,
})
const draw = (form: Form) => renderForm(form, painter)
const read = (form: Form) => readBlocks({ user: () => undefined } as never, draw(form).blocks)
const elementOf = (field: Field) => (draw(of([field])).blocks.at(-1) as { element?: object }).element

describe('a form in Slack', () => {
  it('carries what is settled, what was seen and where it was opened, and gives it back', () => {
    const view = draw(of([], { known: { record: 'INC-1' }, seen: 4 }))

    expect(formMark(view.private_metadata ?? '')).to.deep.equal({
      command: 'incident report',
      known: { record: 'INC-1' },
      nonce: 'n1',
      seen: 4,
      place,
    })
  })

  it('is a fault when it would have to carry more than Slack takes; nothing is cut', () => {
    expect(() => draw(of([], { known: { text: 'x'.repeat(3_000) } }))).to.throw(Fault)
  })

  it('is a fault when an option’s value is longer than Slack takes', () => {
    const field: Field = { kind: 'choice', name: 'a', label: 'A', options: [{ value: 'x'.repeat(76), label: 'X' }] }

    expect(() => draw(of([field]))).to.throw(Fault)
  })

  it('takes nothing for its own that it has not made', () => {
    for (const metadata of ['', '{}', 'null', '[]', '{"command":"x"}', 'x'])
      expect(formMark(metadata)).to.equal(undefined)
  })

  it('asks each kind of field with Slack’s own element', () => {
    const options = [
      { value: '1', label: 'Everybody' },
      { value: '3', label: 'Only me' },
    ]
    const common = { name: 'x', label: 'X' }

    expect(elementOf({ ...common, kind: 'text', lines: 'many', limit: 5_000, value: 'a\nb' })).to.deep.equal({
      type: 'plain_text_input',
      action_id: 'value',
      multiline: true,
      max_length: 3_000,
      initial_value: 'a\nb',
    })
    expect(elementOf({ ...common, kind: 'radio', options, value: '3' })).to.deep.nested.include({
      type: 'radio_buttons',
      'initial_option.value': '3',
    })
    expect(elementOf({ ...common, kind: 'choice', options })).to.include({ type: 'static_select' })
    expect(elementOf({ ...common, kind: 'person', value: 'slack:T1/U7' })).to.deep.equal({
      type: 'users_select',
      action_id: 'value',
      initial_user: 'U7',
    })
    expect(elementOf({ ...common, kind: 'person', value: 'slack:T2/U7' })).to.not.have.property('initial_user')
    expect(elementOf({ ...common, kind: 'moment', value: '2031-03-04T07:00:00.000Z' })).to.deep.equal({
      type: 'datetimepicker',
      action_id: 'value',
      initial_date_time: 1930374000,
    })
    expect(elementOf({ ...common, kind: 'files', most: 20 })).to.deep.equal({
      type: 'file_input',
      action_id: 'value',
      max_files: 10,
    })
  })

  it('shows a radio of more than ten as a menu, and a menu of more than a hundred in groups', () => {
    const options = (n: number) => Array.from({ length: n }, (_, at) => ({ value: `${at}`, label: `Room ${at}` }))

    expect(elementOf({ kind: 'radio', name: 'x', label: 'X', options: options(11) })).to.include({
      type: 'static_select',
    })
    const menu = elementOf({ kind: 'choice', name: 'x', label: 'X', options: options(150), value: '120' })
    expect(menu).to.have.nested.property('option_groups.1.options.length', 50)
    expect(menu).to.have.nested.property('initial_option.value', '120')
  })

  it('says that there is nothing to choose rather than showing an empty menu', () => {
    const field: Field = { kind: 'choice', name: 'x', label: 'Service', options: [] }

    expect(read(of([field]))).to.equal('Service: There is nothing to choose from yet.')
  })

  it('shows its whole title when the bar has no room for it', () => {
    const title = 'Report a problem with something in your room'

    expect(read(of([], { title }))).to.equal(title)
  })

  it('says so when a text is longer than a field can hold', () => {
    const field: Field = { kind: 'text', name: 'x', label: 'X', lines: 'one', limit: 10, value: 'eleven chars' }

    expect(read(of([field]))).to.include(voices.in('en').say('slack.wasCut'))
  })

  it('is taken by Slack whatever stands in it, and calls nobody', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('<!channel>', '<@U1>', '\ud800', ' ', '', '*b*', 'long '.repeat(700)),
    )
    const options = fc.uniqueArray(
      fc.record({ value: fc.string({ minLength: 1, maxLength: 75 }), label: typed, detail: typed }),
      {
        selector: ({ value }) => value,
        maxLength: 12,
      },
    )
    const base = { label: typed, hint: typed, optional: fc.boolean() }
    const field = fc.oneof(
      fc.record({
        ...base,
        kind: fc.constant('text' as const),
        lines: fc.constantFrom('one' as const, 'many' as const),
        limit: fc.integer({ min: 1, max: 9_000 }),
        value: typed,
        placeholder: typed,
      }),
      fc.record({ ...base, kind: fc.constantFrom('choice' as const, 'radio' as const), options, value: typed }),
      fc.record({ ...base, kind: fc.constant('person' as const), value: typed }),
      fc.record({ ...base, kind: fc.constant('files' as const), most: fc.integer({ min: 1, max: 20 }) }),
      fc.record({
        ...base,
        kind: fc.constant('moment' as const),
        value: fc.constantFrom('2031-03-04T07:00:00Z', 'soon'),
      }),
    )
    const form = fc.record({
      title: typed,
      submit: typed,
      cancel: typed,
      intro: fc.array(fc.array(typed, { maxLength: 2 }), { maxLength: 2 }),
      fields: fc.array(field, { maxLength: 5 }),
    })

    fc.assert(
      fc.property(form, (one) => {
        const fields = one.fields.map((each, at) => ({ ...each, name: `f${at}` }))
        const view = JSON.parse(JSON.stringify(draw(of([], { ...one, fields }))))
        expect(problemsInView(view, {})).to.deep.equal([])
        expect(pingsOf({ blocks: view.blocks })).to.deep.equal({ users: [], groups: [], channels: [], everyone: [] })
      }),
      { numRuns: 200 },
    )
  })
})
