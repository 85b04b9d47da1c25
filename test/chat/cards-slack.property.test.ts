import { expect } from 'chai'
import fc from 'fast-check'
import { renderCard } from '../../adapters/slack/render-card.js'
import { renderForm } from '../../adapters/slack/render-form.js'
import { slackWords } from '../../adapters/slack/words.js'
import type { Action, Block, Card } from '../../src/chat/card.js'
import { createVoices } from '../../src/chat/language.js'
import { arbitraryCard, arbitraryForm, textsOf, textsOfForm } from '../builders/arbitrary-card.js'
import { pingsOf, problemsInBlocks, problemsInView } from '../fakes/slack/index.js'

const voice = createVoices([slackWords]).in('en')
const ink = { workspace: 'T1', publicUrl: 'https://desk.example.org' }
const draw = (card: Card) => renderCard(card, { voice, ink, surface: 'message' })

describe('any card and any form in Slack', () => {
  it('is a message that Slack takes', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const { blocks, text } = draw(card)
        expect(problemsInBlocks(blocks as never, { surface: 'message' })).to.deep.equal([])
        expect([...text].length).to.be.within(1, 4_000)
      }),
    )
  })

  it('loses no text that it does not say it left out', () => {
    fc.assert(
      fc.property(arbitraryCard.map(withoutCalls).map(withoutDeadLinks), (card) => {
        const { blocks, leftOut } = draw(card)
        const shown = squash(read(blocks))
        const kept = { ...card, blocks: card.blocks.filter((block) => !leftOut.includes(block)) }
        for (const text of textsOf(kept)) expect(shown).to.include(squash(text))
      }),
    )
  })

  it('calls nobody whom the card does not call', () => {
    fc.assert(
      fc.property(arbitraryCard.map(withoutCalls), (card) => {
        const { blocks, text } = draw(card)
        const { users, groups, everyone } = pingsOf({ text, blocks: blocks as never })
        expect({ users, groups, everyone }).to.deep.equal({ users: [], groups: [], everyone: [] })
      }),
    )
  })

  it('is a form that Slack takes, with every question', () => {
    fc.assert(
      fc.property(arbitraryForm.map(withoutCalls), (form) => {
        const view = renderForm(form, {
          voice,
          ink,
          nonce: 'n1',
          place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
        })
        expect(problemsInView(view, {})).to.deep.equal([])
        const shown = squash(`${view.title.text}\n${read(view.blocks)}`)
        for (const text of textsOfForm(form)) expect(shown).to.include(squash(text))
      }),
    )
  })
})

/** Every text in blocks, wherever it stands: buttons, options, placeholders and what is filled in already. */
function read(value: unknown): string {
  if (Array.isArray(value)) return value.map(read).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, part]) => (typeof part !== 'string' ? read(part) : said.has(name) ? part : ''))
    .join('\n')
}

const said = new Set(['text', 'alt_text', 'initial_value', 'fallback'])

/** Whoever is called is shown by Slack's own mention, not by the name on the card. */
function withoutCalls<T>(seen: T): T {
  return JSON.parse(JSON.stringify(seen), (key, value) => (key === 'ping' ? undefined : value))
}

/** Slack's buttons open web addresses only: a link button to anything else is none. */
function withoutDeadLinks(card: Card): Card {
  const opens = (action: Action): boolean => action.kind === 'press' || /^(\/(?!\/)|https?:\/\/)/.test(action.url)
  const blocks = card.blocks.map((block): Block => {
    if (block.kind === 'actions') return { ...block, actions: block.actions.filter(opens) }
    if (block.kind !== 'list') return block
    return {
      ...block,
      items: block.items.map(({ action, ...item }) => (action && opens(action) ? { ...item, action } : item)),
    }
  })
  return { ...card, blocks }
}

/** White space is set anew, and what nobody sees is left away. */
const squash = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left away
  text.toWellFormed().replace(/[\s\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+/gu, '')
