import { expect } from 'chai'
import fc from 'fast-check'
import { CardView } from '../../adapters/web/render-card.js'
import { FormView } from '../../adapters/web/render-form.js'
import { webWords } from '../../adapters/web/words.js'
import { createVoices } from '../../src/chat/language.js'
import { arbitraryCard, arbitraryForm, textsOf, textsOfForm } from '../builders/arbitrary-card.js'
import { elementsIn, readHtml, textOf } from '../contracts/html.js'

const setting = { voice: createVoices([webWords]).in('en'), pathOf: () => '/pictures/light/one' }

describe('any card and any form in a page', () => {
  it('loses no text of a card', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const shown = squash(textOf(readHtml(String(<CardView card={card} setting={setting} />))))
        for (const text of textsOf(card)) expect(shown).to.include(squash(text))
      }),
    )
  })

  it('asks every question of a form, with its options', () => {
    fc.assert(
      fc.property(arbitraryForm, (form) => {
        const page = readHtml(String(<FormView form={form} people={[]} setting={setting} />))
        const standing = elementsIn(page).flatMap(({ attributes }) => [
          attributes['value'] ?? '',
          attributes['placeholder'] ?? '',
        ])
        const shown = squash([textOf(page), ...standing].join('\n'))
        for (const text of textsOfForm(form)) expect(shown).to.include(squash(text))
      }),
    )
  })

  it('becomes no element, attribute or address of its own', () => {
    fc.assert(
      fc.property(arbitraryCard, arbitraryForm, (card, form) => {
        const html = `${<CardView card={card} setting={setting} />}${<FormView form={form} people={[]} setting={setting} />}`
        for (const { tag, attributes } of elementsIn(readHtml(html))) {
          expect(['script', 'style', 'iframe', 'object', 'embed', 'b', 'base', 'link', 'meta']).to.not.include(tag)
          for (const name of Object.keys(attributes)) expect(name).to.not.match(/^on/i)
          const address = attributes['href'] ?? attributes['src']
          if (address !== undefined) expect(address).to.match(/^(\/(?![/\\])|https?:|mailto:|data:image\/png;base64,)/i)
        }
      }),
    )
  })
})

/** White space is set anew by the browser. */
const squash = (text: string): string => text.replace(/\s+/gu, '')
