import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { hours, minutes, seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import type { Standing } from '../builders/ledger-platform.js'
import { cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const report = '/incident report the hand shower in 204 is broken service:bathrooms work:stopped affects:me'
const manyPlaces = inn({
  routes: `
  - {records: all, to: [chat:inn/reception, chat:inn/back, talk:inn/team], facts: all}
  - {records: all, to: talk:inn/managers, facts: milestones}
  - {records: all, to: talk:inn/board, facts: card}`,
})

type Where = readonly ['chat' | 'talk', string]
const places: readonly Where[] = [
  ['chat', 'reception'],
  ['chat', 'back'],
  ['talk', 'team'],
]

const standing = (desk: DeskUnderTest, [platform, channel]: Where): readonly Standing[] => desk[platform].in(channel)

const cardIn = (desk: DeskUnderTest, where: Where, number = 'INC-1'): Standing => {
  const card = standing(desk, where).find(({ key }) => key.startsWith(`${number}/card/`))
  if (!card) throw new Error(`there is no card of ${number} in ${where.join(' ')}`)
  return card
}

/** What stands in the thread of a record's card there, as it is read. */
const threadIn = (desk: DeskUnderTest, where: Where): readonly string[] => {
  const { address } = cardIn(desk, where)
  return standing(desk, where)
    .filter((message) => message.address.thread === address.message)
    .map(({ card }) => cardText(card))
}

for (const dialect of dialects) {
  describe(`A record in many places, on ${dialect}`, () => {
    let desk: DeskUnderTest

    const open = async (file = manyPlaces): Promise<void> => {
      desk = await openDesk({ dialect, file })
      await desk.as('emily').types(report, 'reception')
      await desk.relayed()
    }
    beforeEach(() => open())
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('has one card in each of them, and every one is edited when it moves', async () => {
      await desk.as('ana').presses(cardIn(desk, ['talk', 'team']), 'Take it')
      await desk.relayed()

      const all = [...desk.chat.messages, ...desk.talk.messages].filter(({ key }) => key.startsWith('INC-1/card/'))
      expect(all.map(({ address }) => address.channel)).to.have.members([
        'reception',
        'back',
        'team',
        'managers',
        'board',
      ])
      for (const { card, edits } of all) {
        expect(edits).to.equal(1)
        expect(cardText(card)).to.include('in progress').and.include('Ana Keller')
      }
    })

    it('has what is said in one thread said in the others, under the writer’s name, and not again where it was said', async () => {
      await desk.as('emily').says('It drips all night', cardIn(desk, ['chat', 'reception']).address)
      await desk.as('oliver', 'talk').says('Bring a new hose', cardIn(desk, ['talk', 'team']).address)
      await desk.relayed()

      const [first, second] = ['Emily Carter wrote:\nIt drips all night', 'Oliver Grant wrote:\nBring a new hose']
      expect(threadIn(desk, ['chat', 'reception'])).to.deep.equal([second])
      expect(threadIn(desk, ['chat', 'back'])).to.deep.equal([first, second])
      expect(threadIn(desk, ['talk', 'team'])).to.deep.equal([first])
      for (const channel of ['managers', 'board']) expect(desk.talk.in(channel)).to.have.lengthOf(1)
    })

    it('follows an edit and a deletion in every copy', async () => {
      const emily = desk.as('emily')
      const said = await emily.says('It drips', cardIn(desk, ['chat', 'reception']).address)
      const other = await emily.says('Please hurry', cardIn(desk, ['chat', 'reception']).address)
      await desk.relayed()

      await emily.edits(said, 'It drips all night')
      await emily.deletes(other)
      await desk.relayed()

      for (const where of places.slice(1)) {
        expect(threadIn(desk, where)).to.deep.equal([
          'Emily Carter wrote:\nIt drips all night',
          'Emily Carter wrote:\n(deleted by its writer)',
        ])
      }
      expect(threadIn(desk, ['chat', 'reception'])).to.deep.equal([])
    })

    it('keeps what was said in order where a place is busy or down, and shows it as it was last worded', async () => {
      const emily = desk.as('emily')
      const at = cardIn(desk, ['chat', 'reception']).address
      desk.chat.next('back', { kind: 'down' }, { kind: 'busy', retryAfter: 30_000 })
      const first = await emily.says('one', at)
      await desk.relayed()
      await emily.says('two', at)
      const third = await emily.says('three', at)
      await emily.edits(first, 'one, or rather a half')
      await emily.deletes(third)

      for (let wait = 0; wait < 4; wait++) {
        desk.clock.forward(minutes(1))
        await desk.relayed()
      }

      for (const where of places.slice(1)) {
        expect(threadIn(desk, where).map((text) => text.split('\n')[1])).to.deep.equal([
          'one, or rather a half',
          'two',
          '(deleted by its writer)',
        ])
      }
    })

    it('shows a comment that was parked as it is worded when it is taken up again', async () => {
      const emily = desk.as('emily')
      const refused = { kind: 'refused', detail: 'msg_too_long' } as const
      desk.chat.next('back', refused, refused)
      const said = await emily.says('It drips', cardIn(desk, ['chat', 'reception']).address)
      await desk.relayed()
      await emily.edits(said, 'It drips all night')
      await desk.relayed()
      expect(threadIn(desk, ['chat', 'back'])).to.deep.equal([])

      await desk.store.work({ kind: 'operator' }, (work) => desk.parts.outbox.retry(work, 'all'))
      await desk.relayed()

      expect(threadIn(desk, ['chat', 'back'])).to.deep.equal(['Emily Carter wrote:\nIt drips all night'])
    })

    describe('when an old card was replaced by a new one', () => {
      const repliesTo = (message: string) =>
        desk.chat
          .in('back')
          .filter(({ address }) => address.thread === message)
          .map(({ card }) => cardText(card))

      /** The messages of the earlier card and of the one that stands for it now. */
      const replaced = async (): Promise<readonly [Standing, Standing]> => {
        desk.clock.forward(hours(2))
        await desk.as('ana').types('/incident take INC-1')
        await desk.relayed()
        const [old, young] = desk.chat.in('back').filter(({ address }) => address.thread === undefined)
        if (!old || !young) throw new Error('the card was not replaced')
        return [old, young]
      }

      it('edits and deletions still reach the copies in the old thread', async () => {
        const emily = desk.as('emily')
        const at = cardIn(desk, ['chat', 'reception']).address
        const [kept, gone] = [await emily.says('It drips', at), await emily.says('Hurry', at)]
        await desk.relayed()
        const [old] = await replaced()

        await emily.edits(kept, 'It drips all night')
        await emily.deletes(gone)
        await desk.relayed()

        expect(repliesTo(old.address.message)).to.deep.equal([
          'Emily Carter wrote:\nIt drips all night',
          'Emily Carter wrote:\n(deleted by its writer)',
        ])
      })

      it('what is said in the old thread is said in the new one of the same channel too, and not the other way round', async () => {
        const [old, young] = await replaced()

        await desk.as('marco').says('I am on my way', old.address)
        await desk.as('marco').says('I am there', young.address)
        await desk.relayed()

        expect(repliesTo(young.address.message)).to.include('Marco Bernasconi wrote:\nI am on my way')
        expect(repliesTo(old.address.message).join()).to.not.include('I am')
        expect(repliesTo(young.address.message).join()).to.not.include('I am there')
      })
    })

    it('hears no copy as a comment, nor the edit of one, whoever brings it', async () => {
      const emily = desk.as('emily')
      const said = await emily.says('It drips', cardIn(desk, ['chat', 'reception']).address)
      await desk.relayed()
      const copy = desk.chat.in('back').at(-1)
      if (!copy) throw new Error('there is no copy')
      const message = { address: copy.address, text: 'It drips', author: emily.account, files: [] }
      const { message: _own, ...place } = copy.address

      await emily.does({ kind: 'said', message, toDesk: false, place })
      await emily.does({ kind: 'edited', message: { ...message, text: 'It pours' }, place })
      await emily.does({ kind: 'deleted', message: copy.address, place })
      await desk.relayed()

      expect(await desk.rows('remark')).to.equal(1)
      expect(threadIn(desk, ['talk', 'team'])).to.deep.equal(['Emily Carter wrote:\nIt drips'])
      expect(said.text).to.equal('')
    })

    it('hears an answer that comes before it is known where the card stands', async () => {
      desk.chat.next('reception', { kind: 'lost answer' })
      await desk.as('emily').types('/incident report no heating in the sauna work:hampered affects:me', 'reception')
      await desk.relayed()
      const card = cardIn(desk, ['chat', 'reception'], 'INC-2')
      const early = await desk
        .as('freja')
        .says('It is icy', card.address)
        .catch((error: unknown) => error)

      desk.clock.forward(minutes(2))
      await desk.relayed()
      await desk.as('freja').says('It is icy', card.address)

      expect(early).to.be.instanceOf(Outage)
      expect(await desk.rows('remark')).to.equal(1)
    })

    it('keeps a note for the team where it was written', async () => {
      await desk.as('ana').types('/incident note INC-1 the guest shouts at us audience:team')
      await desk.relayed()

      const all = [...desk.chat.messages, ...desk.talk.messages].map(({ card }) => cardText(card)).join('\n')
      expect(all).to.not.include('shouts')
      expect(await desk.rows('remark')).to.equal(1)
    })

    it('tells what is said of a private record to its people alone', async () => {
      const place = cardIn(desk, ['chat', 'reception']).address
      await desk.as('seraina').types('/incident private INC-1')
      await desk.as('emily').says('My passport was in the bag', place)
      await desk.relayed()

      const tells = (message: Standing) => cardText(message.card).includes('passport')
      const told = [...desk.chat.messages, ...desk.talk.messages].filter(tells)
      expect(told.map(({ address }) => address.channel)).to.have.members(['D-seraina', 'D-emily'])
    })

    it('carries a long comment whole', async () => {
      const long = `It began on Monday. ${'It drips and drips. '.repeat(1_900)}That is all.`
      await desk.as('emily').says(long, cardIn(desk, ['chat', 'reception']).address)
      await desk.relayed()

      for (const where of places.slice(1)) {
        expect(threadIn(desk, where)).to.deep.equal([`Emily Carter wrote:\n${long}`])
      }
    })

    it('is answered where a button was pressed, and resolved once where two press at the same moment', async () => {
      await desk.as('marco').types('/incident take INC-1')
      await desk.relayed()
      const form = { record: 'INC-1', code: 'fixed', text: 'a new hose' }
      const both = await Promise.all([
        desk.as('marco').does({ kind: 'submit', command: 'incident resolve', args: form }),
        desk.as('ana', 'talk').does({ kind: 'submit', command: 'incident resolve', args: form }),
      ])
      await desk.relayed()

      const [late, ...more] = both.map(({ text }) => text).filter((text) => text.includes('already'))
      expect(more).to.deep.equal([])
      expect(late).to.match(/^INC-1 was already resolved by (Marco Bernasconi|Ana Keller) a moment ago\./)
      expect(cardText(cardIn(desk, ['talk', 'board']).card)).to.include('State: resolved')
      expect((await desk.history('INC-1')).filter(({ kind }) => kind === 'resolve')).to.have.lengthOf(1)
    })

    it('says to whom it went, and how long ago, in the reader’s language', async () => {
      await desk.as('ana', 'talk').presses(cardIn(desk, ['talk', 'team']), 'Take it')
      const taken = await desk.as('marco').presses(cardIn(desk, ['chat', 'back']), 'Take it')
      await desk.as('ana').types('/incident resolve INC-1 fixed a new hose')
      desk.clock.forward(minutes(5) + seconds(1))
      const resolved = await desk.as('mads').types('/incident resolve INC-1 fixed den nye slange')

      expect(taken.text).to.include('INC-1 is already taken by Ana Keller.')
      expect(resolved.text).to.include('INC-1 blev allerede løst af Ana Keller for 5 minutter siden.')
    })
  })
}

describe('A record that two processes over one database show', () => {
  let one: DeskUnderTest
  let two: DeskUnderTest
  beforeEach(async () => {
    one = await openDesk({ dialect: 'postgres', file: manyPlaces })
    two = await one.beside()
  })
  afterEach(async () => {
    await two.close()
    await one.close()
    expect([...one.faults, ...two.faults]).to.deep.equal([])
  })

  it('is taken and resolved once, and whoever comes second is told who was faster', async () => {
    for (let n = 1; n <= 5; n++) {
      const words = `${'abcde'[n - 1]?.repeat(4)} ${'fghij'[n - 1]?.repeat(4)}`
      await one.as('emily').types(`/incident report ${words} work:stopped affects:me`)
      const act = (...[by, on, type]: readonly ['ana' | 'marco', 'chat' | 'talk', string]) =>
        (by === 'ana' ? one : two).as(by, on).types(type)
      const taken = await Promise.all([
        act('ana', 'talk', `/incident take INC-${n}`),
        act('marco', 'chat', `/incident take INC-${n}`),
      ])
      const resolved = await Promise.all([
        act('ana', 'talk', `/incident resolve INC-${n} fixed a new hose`),
        act('marco', 'chat', `/incident resolve INC-${n} fixed a new hose`),
      ])

      const second = (told: typeof taken) => told.map(({ text }) => text).filter((text) => text.includes('already'))
      expect(second(taken)).to.have.lengthOf(1)
      expect(second(taken)[0]).to.match(/is already taken by (Ana Keller|Marco Bernasconi)/)
      expect(second(resolved)).to.have.lengthOf(1)
      expect(second(resolved)[0]).to.match(/was already resolved by (Ana Keller|Marco Bernasconi) a moment ago/)
    }
  })
})
