import { expect } from 'chai'
import type { Outgoing } from '../../src/chat/platform.js'
import { dayBlock } from '../builders/day.js'
import { card } from './house.js'
import type { Owes } from './platform.js'
import { type OpenStage, type Scene, scenes, squashed } from './scene.js'

export function pictures(open: OpenStage, owes: Owes): void {
  const scene = scenes(open)
  const block = dayBlock()

  it('says in words all that a picture shows, to everybody who reads the card', async () => {
    const { stage, ana, bo, seen } = await scene()

    await stage.platform.deliver(outgoing(stage, { card: card('Today', block) }))

    for (const person of [ana, bo]) await seen(person, block.alt)
  })

  it('shows whatever a picture is called literally, and calls nobody with it', async () => {
    const { stage, ana, bo, seen } = await scene()
    const shown = stage.shown ?? ((text: string) => text)

    for (const [at, title] of ['<b>bold</b> & "so"', '@everyone <!channel>', ...stage.temptations(bo)].entries()) {
      const called = dayBlock({ title: title.replace(/\s+/g, ' ') })
      await stage.platform.deliver(outgoing(stage, { key: `k${at}`, card: card(`T${at}`, called) }))
      const message = await seen(ana, shown(called.alt))
      expect(message.pings, title).to.deep.equal([])
    }
  })

  owes('picture', 'shows a picture that is sent to a channel to all there, once', async () => {
    const { stage, ana, bo } = await scene()

    const address = await stage.platform.deliver(outgoing(stage, { card: card('Today', block) }))

    for (const person of [ana, bo]) {
      const with_ = (await person.sees()).filter(({ pictures = [] }) => pictures.length > 0)
      expect(with_.map((one) => one.address)).to.deep.equal([address])
      expect(with_[0]?.pictures).to.have.lengthOf(1)
    }
  })

  owes('picture', 'shows a photo that somebody gave, as it was given', async () => {
    const { stage, ana } = await scene()
    const picture = { kind: 'photo', name: 'towel.png', digest: 'd', words: { title: 'Towel' } } as const
    const photo = { kind: 'image', picture, alt: 'Picture: Towel' } as const

    await stage.platform.deliver(outgoing(stage, { card: card('Towel', photo) }))

    const all = await ana.sees()
    expect(all.flatMap(({ pictures = [] }) => pictures)).to.have.lengthOf(1)
    expect(squashed(all.map((one) => one.text).join('\n'))).to.include('Picture:')
  })

  owes('picture', 'shows two pictures of one card, and what stands between them', async () => {
    const { stage, ana } = await scene()
    const other = dayBlock({ title: 'Kitchen' })
    const text = { kind: 'text', line: ['and in the kitchen'] } as const

    await stage.platform.deliver(outgoing(stage, { card: card('Today', block, text, other) }))

    const all = await ana.sees()
    expect(all.flatMap(({ pictures = [] }) => pictures)).to.have.lengthOf(2)
    const read = squashed(all.map((one) => one.text).join('\n'))
    for (const words of [block.alt, 'and in the kitchen', other.alt]) expect(read).to.include(squashed(words))
  })

  owes('picture', 'shows a picture in a whisper to the caller alone', async () => {
    const { stage, house, ana, bo, until, sees } = await scene()
    house.answer({ kind: 'whisper', card: card('Today, for you', block) })

    await ana.command('desk help', stage.place('reception'))

    const shown = await until('the picture is shown', async () =>
      (await ana.sees()).find(({ text, pictures = [] }) => text.includes('Today, for you') && pictures.length > 0),
    )
    expect(shown.alone).to.equal(true)
    expect(squashed(shown.text)).to.include(squashed(block.alt))
    expect(await sees(bo, 'Today, for you')).to.equal(false)
    expect((await bo.sees()).flatMap(({ pictures = [] }) => pictures)).to.deep.equal([])
  })

  it('tells the caller in words what cannot be drawn', async () => {
    const { stage, house, ana, seen } = await scene()
    const broken = { ...block, picture: { ...block.picture, zone: 'Nowhere/Land' } }
    house.answer({ kind: 'whisper', card: card('Today, in words', broken) })

    await ana.command('desk help', stage.place('reception'))

    expect((await seen(ana, block.alt)).alone).to.equal(true)
  })

  owes('picture', 'shows a picture that is said to all who are there', async () => {
    const { stage, house, ana, bo, until } = await scene()
    house.answer({ kind: 'say', card: card('Today, for all', block) })

    await ana.command('desk help', stage.place('kitchen'))

    for (const person of [ana, bo]) {
      const shown = await until('the picture is shown', async () =>
        (await person.sees()).find(({ text, pictures = [] }) => text.includes('Today, for all') && pictures.length > 0),
      )
      expect(shown.place.channel).to.equal(stage.place('kitchen').channel)
    }
  })

  owes('picture', 'changes a picture with the card it is on, and takes it away with it', async () => {
    const { stage, ana, seen } = await scene()
    const address = await stage.platform.deliver(outgoing(stage, { card: card('Morning', block) }))
    const later = dayBlock({ now: new Date('2031-03-03T15:00:00.000Z') })

    await stage.platform.deliver(outgoing(stage, { edit: address, card: card('Afternoon', later) }))
    const changed = await seen(ana, 'Afternoon')
    await stage.platform.deliver(outgoing(stage, { edit: address, card: card('Over') }))

    expect(squashed(changed.text)).to.include(squashed(later.alt))
    expect(changed.pictures).to.have.lengthOf(1)
    expect((await seen(ana, 'Over')).pictures ?? []).to.deep.equal([])
  })

  owes('picture', 'stands once with its picture after the answer to it was lost', async () => {
    const { stage, ana } = await scene()
    const message = outgoing(stage, { key: 'today/reception', card: card('Today', block) })
    stage.faults.loseNextAnswer?.()

    await stage.platform.deliver(message).catch(() => undefined)
    const found = await stage.platform.find?.(message.key, message.to, new Date(0))
    if (!found) await stage.platform.deliver(message)

    const shown = (await ana.sees()).filter(({ text }) => text.includes('Today'))
    expect(shown).to.have.lengthOf(1)
    expect(shown[0]?.pictures).to.have.lengthOf(1)
  })
}

const outgoing = (stage: Scene['stage'], some: Partial<Outgoing>): Outgoing => ({
  key: 'k1',
  to: stage.place('reception'),
  card: card('INC-1'),
  language: 'en',
  ...some,
})

/** What these bytes are, when they are a picture that can be seen. */
export function pictureKind(bytes: Uint8Array | undefined): readonly string[] {
  const head = Buffer.from(bytes ?? []).subarray(0, 8)
  if (head.equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return ['png']
  return head.subarray(0, 4).toString() === '<svg' ? ['svg'] : []
}
