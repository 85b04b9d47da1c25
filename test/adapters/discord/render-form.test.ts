import { expect } from 'chai'
import fc from 'fast-check'
import { fieldOf, renderForm } from '../../../adapters/discord/render-form.js'
import { discordWords } from '../../../adapters/discord/words.js'
import type { Form } from '../../../src/chat/form.js'
import { createVoices } from '../../../src/chat/language.js'
import { arbitraryFormOf, textsOfForm } from '../../builders/arbitrary-card.js'
import { pictures } from '../../builders/day.js'
import { brokenModal, componentsIn } from './checking.js'
import { readMarkdown } from './reading.js'

const reader = { voice: createVoices([discordWords]).in('en'), workspace: '900', pictures }

describe('a form on Discord', () => {
  it('keeps every limit of every modal', () => {
    fc.assert(
      fc.property(arbitraryFormOf(130), (form) => {
        for (const step of renderForm(form, reader).steps) expect(brokenModal(step)).to.deep.equal([])
      }),
    )
  })

  it('gives an option of nothing but blanks a label all the same', () => {
    const options = [
      { value: 'x', label: '\t\u0000' },
      { value: 'y', label: 'y' },
    ]
    const field = { kind: 'choice', name: 'field', label: 'x', options } as const
    const form = { command: 'incident report', known: {}, title: 'x', submit: 'x', cancel: 'x', fields: [field] }

    for (const step of renderForm(form, reader).steps) expect(brokenModal(step)).to.deep.equal([])
  })

  it('asks for every field, over as many modals as it takes', () => {
    fc.assert(
      fc.property(arbitraryFormOf(130), (form) => {
        const ids = renderForm(form, reader).steps.flatMap((step) => componentsIn(step.components as never))
        const asked = new Set(ids.flatMap((one) => (one.custom_id === undefined ? [] : [fieldOf(one.custom_id)])))
        expect([...asked]).to.deep.equal(form.fields.map((field) => field.name))
      }),
    )
  })

  it('loses no text', () => {
    fc.assert(
      fc.property(arbitraryFormOf(130), (form) => {
        const { before, steps } = renderForm(withoutCalls(form), reader)
        const nodes = steps.flatMap((step) => componentsIn(step.components as never))
        const shown = [
          ...before.map((text) => readMarkdown(text).text),
          ...steps.map((step) => step.title),
          ...nodes.flatMap((one) => [
            readMarkdown(one.content ?? '').text,
            one.label ?? '',
            one.description ?? '',
            one.placeholder ?? '',
            one.value ?? '',
            ...(one.options ?? []).flatMap((option) => [option.label, option.description ?? '']),
          ]),
        ]
        const all = squash(shown.join('\n'))
        for (const text of textsOfForm(form)) expect(all).to.include(squash(text))
      }),
    )
  })

  it('lets nothing that people typed be read as markdown', () => {
    fc.assert(
      fc.property(arbitraryFormOf(130), (form) => {
        const { before, steps } = renderForm(withoutCalls(form), reader)
        const texts = steps.flatMap((step) => componentsIn(step.components as never)).map((one) => one.content ?? '')
        for (const text of [...before, ...texts]) expect(readMarkdown(text).faults).to.deep.equal([])
      }),
    )
  })

  it('gives short forms in one modal, under their own title', () => {
    const { steps, before } = renderForm(
      {
        command: 'incident resolve',
        known: { incident: 'INC-42' },
        title: 'Resolve INC-42',
        submit: 'Resolve',
        cancel: 'Leave',
        fields: [{ kind: 'text', name: 'note', label: 'What was done?', lines: 'many', limit: 3000 }],
      },
      reader,
    )

    expect(before).to.deep.equal([])
    expect(steps).to.have.lengthOf(1)
    expect(steps[0]).to.deep.include({ title: 'Resolve INC-42', custom_id: 'p|0|incident resolve|||incident=INC-42' })
  })
})

const withoutCalls = (form: Form): Form =>
  JSON.parse(JSON.stringify(form), (key, value) => (key === 'ping' ? undefined : value))

const squash = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left away
  text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+/gu, '')
