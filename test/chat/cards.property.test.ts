import { expect } from 'chai'
import fc from 'fast-check'
import { literal } from '../../adapters/plain/literal.js'
import { renderCard as plainCard } from '../../adapters/plain/render-card.js'
import { renderForm as plainForm } from '../../adapters/plain/render-form.js'
import { plainWords } from '../../adapters/plain/words.js'
import { createVoices } from '../../src/chat/language.js'
import { arbitraryCard, arbitraryForm, textsOf, textsOfForm } from '../builders/arbitrary-card.js'

describe('any card and any form in plain text', () => {
  const reader = {
    language: 'en',
    zone: 'Europe/Copenhagen',
    now: new Date('2031-03-03T09:00:00Z'),
    link: (to: string) => to,
  } as const
  const voice = createVoices([plainWords]).in('en')

  it('loses no text of a card', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const shown = squash(plainCard(card, reader).text)
        for (const text of textsOf(card)) expect(shown).to.include(squash(literal(text)))
      }),
    )
  })

  it('numbers every button once', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const { text, buttons } = plainCard(card, reader)
        for (const [at, { label }] of buttons.entries()) {
          expect(squash(text)).to.include(squash(`[${at + 1}] ${literal(label)}`))
        }
      }),
    )
  })

  it('passes no character that a terminal obeys', () => {
    fc.assert(
      fc.property(arbitraryCard, arbitraryForm, (card, form) => {
        const asked = plainForm(form, voice, reader)
        for (const text of [plainCard(card, reader).text, asked.opening, ...asked.questions]) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
          expect(text).to.not.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
          expect(text.isWellFormed()).to.equal(true)
        }
      }),
    )
  })

  it('lets no line of a quotation pass for a line of ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const quote = plainCard({ title: ['T'], tone: 'plain', blocks: [{ kind: 'quote', text }] }, reader).text
        expect(
          quote
            .split('\n')
            .slice(1)
            .every((line) => line.startsWith('| ')),
        ).to.equal(true)
      }),
    )
  })

  it('asks every question of a form, with its options', () => {
    fc.assert(
      fc.property(arbitraryForm, (form) => {
        const { opening, questions } = plainForm(form, voice, reader)
        const shown = squash([opening, ...questions].join('\n'))
        expect(questions).to.have.lengthOf(form.fields.filter(({ kind }) => kind !== 'files').length)
        for (const text of textsOfForm(form)) expect(shown).to.include(squash(literal(text)))
      }),
    )
  })
})

/** White space is set anew by every platform, and a quotation begins each line with its bar. */
const squash = (text: string): string => text.replace(/[\s|]+/gu, '')
