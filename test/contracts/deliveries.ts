import { expect } from 'chai'
import { accountWord, placeWord } from '../../src/chat/address.js'
import type { Card } from '../../src/chat/card.js'
import type { Outgoing } from '../../src/chat/platform.js'
import { Undeliverable } from '../../src/chat/platform.js'
import { Outage } from '../../src/kernel/errors.js'
import { tidy } from '../../src/kernel/text.js'
import { card } from './house.js'
import type { Owes } from './platform.js'
import { type OpenStage, type Scene, scenes, squashed } from './scene.js'

export function deliveries(open: OpenStage, owes: Owes): void {
  const scene = scenes(open)

  it('a card sent to a channel stands there for all, at the address that is given back', async () => {
    const { stage, ana, bo, seen } = await scene()

    const address = await stage.platform.deliver(outgoing(stage, { card: card('INC-1 the lift is stuck') }))

    expect(placeWord(address)).to.equal(placeWord(stage.place('reception')))
    for (const person of [ana, bo]) {
      const message = await seen(person, 'INC-1 the lift is stuck')
      expect(message.address).to.deep.equal(address)
      expect(message.alone).to.equal(false)
    }
  })

  it('a card sent to a person is seen by that person alone', async () => {
    const { stage, ana, bo, seen, sees } = await scene()

    await stage.platform.deliver(outgoing(stage, { to: { person: ana.account }, card: card('For Ana') }))
    await stage.platform.deliver(outgoing(stage, { key: 'k2', card: card('For all') }))

    await seen(ana, 'For Ana')
    await seen(bo, 'For all')
    expect(await sees(bo, 'For Ana')).to.equal(false)
  })

  owes('thread', 'a card sent into a thread stands in that thread', async () => {
    const { stage, ana, seen } = await scene()
    const root = await stage.platform.deliver(outgoing(stage, { card: card('INC-1') }))

    const to = { ...stage.place('reception'), thread: root.message }
    const address = await stage.platform.deliver(outgoing(stage, { key: 'k2', to, card: card('Taken by Bo') }))

    expect(address.thread).to.equal(root.message)
    expect((await seen(ana, 'Taken by Bo')).place.thread).to.equal(root.message)
  })

  it('an edit changes the card where it stands, and leaves one card', async () => {
    const { stage, ana, bo, seen, sees } = await scene()
    const address = await stage.platform.deliver(outgoing(stage, { card: card('INC-1 is new') }))

    const edited = await stage.platform.deliver(outgoing(stage, { edit: address, card: card('INC-1 is closed') }))

    expect(edited).to.deep.equal(address)
    for (const person of [ana, bo]) {
      expect((await seen(person, 'INC-1 is closed')).address).to.deep.equal(address)
      expect(await sees(person, 'INC-1 is new')).to.equal(false)
    }
  })

  it('a place that does not exist will never take a message', async () => {
    const { stage } = await scene()

    const failure = await failureOf(stage.platform.deliver(outgoing(stage, { to: stage.place('unknown') })))

    expect(failure).to.be.instanceOf(Undeliverable).with.property('reason', 'unknown place')
  })

  owes('faults: archive', 'an archived place will not take one', async () => {
    const { stage } = await scene()
    await stage.faults.archive?.(stage.place('kitchen'))

    const failure = await failureOf(stage.platform.deliver(outgoing(stage, { to: stage.place('kitchen') })))

    expect(failure).to.be.instanceOf(Undeliverable).with.property('reason', 'archived')
  })

  it('a message that is gone cannot be edited', async () => {
    const { stage } = await scene()
    const address = await stage.platform.deliver(outgoing(stage, {}))
    const gone = { ...address, message: '1.000001' }

    const failure = await failureOf(stage.platform.deliver(outgoing(stage, { edit: gone })))

    expect(failure).to.be.instanceOf(Undeliverable).with.property('reason', 'cannot be edited')
  })

  owes(
    'faults: refuse',
    'a platform that takes nothing now is an outage, with its own waiting time, and nothing was sent',
    async () => {
      const { stage, ana, seen, sees } = await scene()
      const wait = stage.faults.refuseNext?.()

      const failure = await failureOf(stage.platform.deliver(outgoing(stage, { card: card('Refused') })))
      await stage.platform.deliver(outgoing(stage, { key: 'k2', card: card('Taken') }))

      expect(failure).to.be.instanceOf(Outage)
      expect((failure as Outage).detail.retryAfter).to.equal(wait)
      await seen(ana, 'Taken')
      expect(await sees(ana, 'Refused')).to.equal(false)
    },
  )

  owes(
    'faults: lose',
    'a message whose answer was lost is an outage of unknown outcome, and is found by its key',
    async () => {
      const { stage } = await scene()
      const message = outgoing(stage, { key: 'INC-1/opened' })
      stage.faults.loseNextAnswer?.()

      const failure = await failureOf(stage.platform.deliver(message))

      expect(failure).to.be.instanceOf(Outage).with.nested.property('detail.unknownOutcome', true)
      const found = await stage.platform.find?.(message.key, message.to, new Date(0))
      expect(found && placeWord(found)).to.equal(placeWord(stage.place('reception')))
    },
  )

  owes('find', 'a message is found by its key, and another key finds nothing', async () => {
    const { stage } = await scene()
    const message = outgoing(stage, { key: 'INC-1/opened' })
    const address = await stage.platform.deliver(message)

    expect(await stage.platform.find?.('INC-1/opened', message.to, new Date(0))).to.deep.equal(address)
    expect(await stage.platform.find?.('INC-1/closed', message.to, new Date(0))).to.equal(undefined)
  })

  it('who is to be called is called, and nobody else', async () => {
    const { stage, ana, bo, seen } = await scene()
    const line = ['Over to ', { kind: 'person', name: 'Bo', accounts: [bo.account], ping: true }] as const
    const named = ['from ', { kind: 'person', name: 'Ana', accounts: [ana.account] }] as const

    await stage.platform.deliver(
      outgoing(stage, { card: card('INC-1', { kind: 'text', line }, { kind: 'text', line: named }) }),
    )

    expect((await seen(bo, 'Over to')).pings).to.deep.equal([accountWord(bo.account)])
  })

  it('whatever people typed is shown literally, wherever it stands on the card, and calls nobody', async () => {
    const { stage, ana, bo, seen } = await scene()
    const shown = stage.shown ?? ((text: string) => text)
    const texts = [...wild, ...stage.temptations(bo)].map(tidy)

    for (const [at, text] of texts.entries()) {
      await stage.platform.deliver(outgoing(stage, { key: `k${at}`, card: everywhere(`T${at}`, text) }))
      const message = await seen(ana, `T${at}end`)
      const times = squashed(message.text).split(squashed(shown(text))).length - 1
      expect(times, `“${text}” in ${message.text}`).to.be.at.least(10)
      expect(message.pings, text).to.deep.equal([])
    }
  })

  it('a long card loses nothing', async () => {
    const { stage, ana, until } = await scene()
    const long = longCard()

    await stage.platform.deliver(outgoing(stage, { card: long.card }))

    await until('its end is seen', async () => {
      const all = squashed((await ana.sees()).map((seen) => seen.text).join('\n'))
      return long.texts.every((text) => all.includes(text)) || (long.card.page && all.includes(long.card.page))
    })
  })
}

const outgoing = (stage: Scene['stage'], some: Partial<Outgoing>): Outgoing => ({
  key: 'k1',
  to: stage.place('reception'),
  card: card('INC-1'),
  language: 'en',
  ...some,
})

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (failure) {
    return failure
  }
  throw new Error('it did not fail')
}

/** Things that people type, and that some platform or other takes for something else. */
const wild = [
  '<script>alert(1)</script>',
  '<b>bold</b> &amp; &lt; & < >',
  '*bold* _slanted_ ~gone~ `code` ```block``` ||hidden|| **fat** __under__',
  '# head\n> quoted\n- item\n1. item\n>>> all',
  '[link](https://example.org) <https://example.org|link> https://example.org/a_b_c',
  '@everyone @here @channel <!channel> <!everyone> <@U1> <@1> <@&1> <#C1> <!subteam^S1>',
  '<t:1:R> <!date^1^{date}|x> :smile: :ticket:',
  String.raw`back\slash \*star\* \\ end\ `,
  '{{gap}} $t(gap) %s $1 $& \u{E000}0\u{E001}',
  'Æblegrød 漢字 🧑‍🔧 👩‍👩‍👧 é é ‮abc‬ ​zero',
  "'; drop table record; -- \" ' `",
  '\u0000\u001b[31mred\u001b[0m \u009b2J\u0007 bell',
]

/** The text in every kind of place that a card has for what people typed. */
const everywhere = (mark: string, text: string): Card => ({
  title: [mark, ' ', text],
  tone: 'attention',
  blocks: [
    { kind: 'text', line: ['before ', text, ' after'] },
    { kind: 'text', line: [{ kind: 'strong', text }, ' ', { kind: 'code', text: 'INC-1' }] },
    { kind: 'quote', text, by: [text] },
    { kind: 'facts', facts: [{ label: 'Title', value: [text] }] },
    { kind: 'list', items: [{ line: [text], detail: [text] }] },
    { kind: 'table', columns: ['Column'], rows: [[text]] },
    { kind: 'note', line: [text] },
    { kind: 'note', line: [mark, 'end'] },
  ],
})

function longCard(): { readonly card: Card; readonly texts: readonly string[] } {
  const facts = Array.from({ length: 40 }, (_, at) => ({ label: `label${at}x`, value: [`value${at}x`] }))
  const rows = Array.from({ length: 120 }, (_, at) => [`first${at}x`, `second${at}x`])
  const items = Array.from({ length: 30 }, (_, at) => ({ line: [`item${at}x`], detail: [`detail${at}x`] }))
  const quotes = Array.from({ length: 3 }, (_, at) => `quote${at}x ${'long words '.repeat(250)} end${at}x`)
  return {
    card: card(
      'INC-1 is long',
      { kind: 'facts', facts },
      ...quotes.map((text) => ({ kind: 'quote', text }) as const),
      { kind: 'table', columns: ['column1x', 'column2x'], rows },
      { kind: 'list', items },
    ),
    texts: [
      ...facts.flatMap(({ label, value }) => [label, ...value]),
      ...rows.flat(),
      ...items.flatMap(({ line, detail }) => [...line, ...detail]),
      ...quotes.map((text) => text.replace(/\s+/g, '')),
      'column1x',
      'column2x',
    ],
  }
}
