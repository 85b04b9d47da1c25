import { expect } from 'chai'
import fc from 'fast-check'
import { pressedOf } from '../../../adapters/discord/custom-id.js'
import { renderCard } from '../../../adapters/discord/render-card.js'
import { discordWords } from '../../../adapters/discord/words.js'
import type { Card } from '../../../src/chat/card.js'
import { createVoices } from '../../../src/chat/language.js'
import { arbitraryCard, arbitraryText, textsOf } from '../../builders/arbitrary-card.js'
import { pictures } from '../../builders/day.js'
import { brokenLimits, componentsIn } from './checking.js'
import { readMarkdown } from './reading.js'

const reader = {
  voice: createVoices([discordWords]).in('en'),
  workspace: '900',
  publicUrl: 'https://desk.example.org',
  pictures,
}

describe('a card on Discord', () => {
  it('keeps every limit of every message', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        for (const message of renderCard(card, reader).messages) expect(brokenLimits(message)).to.deep.equal([])
      }),
    )
  })

  it('loses no text', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const shown = shownBy(withoutCalls(card))
        for (const text of textsOf(card)) expect(shown).to.include(squash(text))
      }),
    )
  })

  it('shows what people typed literally, and calls nobody with it', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        for (const { body } of renderCard(withoutCalls(card), reader).messages) {
          for (const { content } of componentsIn(body.components as never)) {
            const { faults, calls } = readMarkdown(content ?? '')
            expect(faults).to.deep.equal([])
            expect(calls).to.deep.equal([])
          }
          expect(body.allowed_mentions).to.deep.equal({ parse: [], users: [] })
        }
      }),
    )
  })

  it('lets a button say by its id what it does, or keeps it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), arbitraryText(60), { noNullPrototype: true }),
        (args) => {
          const press = { command: 'incident take', args, seen: 7 }
          const card = titled({ kind: 'actions', actions: [{ kind: 'press', label: 'Take', press }] })
          const { messages, kept } = renderCard(card, reader)
          const ids = messages.flatMap(({ body }) => componentsIn(body.components as never)).map((one) => one.custom_id)
          const id = ids.find((one) => one !== undefined) ?? ''
          expect((pressedOf(id) ?? kept[id]?.pressed)?.press).to.deep.equal(press)
        },
      ),
    )
  })

  it('calls the person who is to be called, once, and only on this guild', () => {
    const here = { platform: 'discord', workspace: '900', user: '901' }
    const line = [
      { kind: 'person', name: 'Bo', accounts: [here], ping: true },
      { kind: 'person', name: 'Bo', accounts: [here], ping: true },
      { kind: 'person', name: 'Cy', accounts: [{ ...here, workspace: '800', user: '902' }], ping: true },
      { kind: 'person', name: 'Di', accounts: [{ ...here, user: '903' }] },
    ] as const

    const { messages } = renderCard(titled({ kind: 'text', line }), reader)

    expect(messages[0].body.allowed_mentions).to.deep.equal({ parse: [], users: ['901'] })
  })

  it('opens pages and web links, and nothing else', () => {
    const links = ['/r/INC-1', 'https://example.org/a(b)', 'javascript:alert(1)', '//evil.example', 'ftp://example.org']
    const line = links.map((url) => ({ kind: 'link', text: 'here', url }) as const)

    const content = JSON.stringify(renderCard(titled({ kind: 'text', line }), reader).messages)

    expect(content).to.include('[here](https://desk.example.org/r/INC-1)')
    expect(content).to.include('[here](https://example.org/a%28b%29)')
    expect(content).to.not.include('javascript').and.not.include('ftp:')
  })

  it('goes on in a second message when one is full', () => {
    const quotes = Array.from(
      { length: 4 },
      (_, at) => ({ kind: 'quote', text: `${at} ${'word '.repeat(400)}` }) as const,
    )

    const { messages } = renderCard(titled(...quotes), reader)

    expect(messages.length).to.be.greaterThan(1)
    for (const message of messages) expect(brokenLimits(message)).to.deep.equal([])
  })
})

const titled = (...blocks: Card['blocks']): Card => ({ title: ['INC-1'], tone: 'plain', blocks })

function shownBy(card: Card): string {
  const nodes = renderCard(card, reader).messages.flatMap(({ body }) => componentsIn(body.components as never))
  const said = nodes.flatMap((one) => [
    readMarkdown(one.content ?? '').text,
    one.label ?? '',
    one.placeholder ?? '',
    ...(one.options ?? []).flatMap((option) => [option.label, option.description ?? '']),
    ...(one.items ?? []).map((item) => item.description ?? ''),
  ])
  return squash(said.join('\n'))
}

/** Whoever is called is shown by Discord's own mention, not by the name on the card. */
const withoutCalls = (card: Card): Card =>
  JSON.parse(JSON.stringify(card), (key, value) => (key === 'ping' ? undefined : value))

/** White space is set anew, and what nobody sees is left away. */
const squash = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left away
  text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+/gu, '')
