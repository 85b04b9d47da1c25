import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { Outgoing } from '../../../src/chat/platform.js'
import { Outage } from '../../../src/kernel/errors.js'
import { dayBlock } from '../../builders/day.js'
import { standingClock } from '../../fakes/slack/web-client.js'
import { type Desk, openDesk } from './desk.js'
import { card, openHouse, whisper } from './house.js'
import { readBlocks } from './reading.js'

const reception = 'C0RECEPTION'
const block = dayBlock()

describe('a picture in Slack', () => {
  let desk: Desk
  let waited: number
  const house = openHouse()
  const clock = standingClock()
  const to = () => ({ platform: 'slack', workspace: desk.slack.teamId, channel: reception })
  const message = (some: Partial<Outgoing> = {}): Outgoing => ({
    key: 'today/reception',
    to: to(),
    card: card('Today', block),
    language: 'en',
    ...some,
  })
  const failure = (some: Partial<Outgoing> = {}) =>
    desk.platform.deliver(message(some)).then(
      () => undefined,
      (error: unknown) => error,
    )
  const cards = () => desk.slack.messages(reception).filter(({ subtype }) => subtype !== 'file_share')
  const picturesOn = (n = 0) => cards()[n]?.blocks?.filter(({ type }) => type === 'image') ?? []
  const shares = () => desk.slack.calls('files.completeUploadExternal')

  const open = async () => {
    waited = 0
    desk = await openDesk({
      transport: 'http',
      clock: { now: () => new Date(clock.now()) },
      fake: { now: clock.now, fileReadyMs: 2_000 },
      wait: async (ms) => {
        waited += ms
        clock.pass(ms)
      },
    })
    desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
    desk.slack.addChannel({ id: reception, name: 'reception', members: ['U0ANA'] })
    await desk.start(house.house)
  }
  beforeEach(open)
  afterEach(() => desk.close())

  it('is shown once Slack is done with the file, which lies in the thread under it', async () => {
    const at = await desk.platform.deliver(message())

    const [image] = picturesOn()
    const [file] = desk.slack.files()
    expect(image).to.deep.include({ slack_file: { id: file?.id }, alt_text: block.alt })
    expect(file).to.deep.include({ title: 'Reception, Monday 3 March', altText: block.alt, channels: [reception] })
    expect(desk.slack.thread(reception, at.message).map(({ subtype }) => subtype)).to.deep.equal(['file_share'])
    expect(waited).to.equal(3_500)
  })

  it('lies in the thread of a message that stands in one', async () => {
    const root = await desk.platform.deliver(message({ key: 'k0', card: card('INC-1') }))

    await desk.platform.deliver(message({ to: { ...to(), thread: root.message } }))

    expect(desk.slack.thread(reception, root.message)).to.have.lengthOf(2)
  })

  it('stays in words when Slack is not done with it in time', async () => {
    clock.pass(0)
    for (let n = 0; n < 5; n++) desk.slack.faults.next('chat.update', { error: 'invalid_blocks' })

    await desk.platform.deliver(message())

    expect(picturesOn()).to.deep.equal([])
    expect(readBlocks(desk.slack, cards()[0]?.blocks ?? [])).to.include(block.alt)
    expect(await desk.platform.find?.('today/reception', to(), new Date(0))).to.not.equal(undefined)
  })

  for (const [what, error] of [
    ['where the app may not upload', 'missing_scope'],
    ['where the workspace takes no files', 'file_uploads_disabled'],
  ] as const) {
    it(`stays in words ${what}, and holds up nothing`, async () => {
      desk.slack.faults.next('files.getUploadURLExternal', { error })

      await desk.platform.deliver(message())

      expect(readBlocks(desk.slack, cards()[0]?.blocks ?? [])).to.include(block.alt)
      expect(await desk.platform.find?.('today/reception', to(), new Date(0))).to.not.equal(undefined)
    })
  }

  const mishaps = {
    'no address was given for it': ['files.getUploadURLExternal', { status: 500 }],
    'its bytes did not arrive': ['upload', { status: 500 }],
    'it could not be shared': ['files.completeUploadExternal', { status: 500 }],
    'Slack asked for patience': ['files.completeUploadExternal', { status: 429, retryAfter: 3 }],
    'the message could not be changed': ['chat.update', { reset: true }],
  } as const
  for (const [what, [method, fault]] of Object.entries(mishaps)) {
    it(`comes with the next try after ${what}, into the message that stands already`, async () => {
      desk.slack.faults.next(method, fault)

      expect(await failure()).to.be.instanceOf(Outage)
      expect(await desk.platform.find?.('today/reception', to(), new Date(0))).to.equal(undefined)
      clock.pass(3_000)
      const at = await desk.platform.deliver(message())

      expect(cards()).to.have.lengthOf(1)
      expect(picturesOn()).to.have.lengthOf(1)
      expect(await desk.platform.find?.('today/reception', to(), new Date(0))).to.deep.equal(at)
      expect(desk.slack.files().filter(({ completed }) => completed)).to.have.lengthOf(1)
    })
  }

  it('is not shared twice when only the answer to that was lost', async () => {
    desk.slack.faults.next('files.completeUploadExternal', { status: 500, after: true })

    await desk.platform.deliver(message())

    expect([shares(), picturesOn(), cards()].map(({ length }) => length)).to.deep.equal([1, 1, 1])
  })

  it('is gone on with by the next process after a crash', async () => {
    desk.slack.faults.next('files.getUploadURLExternal', { reset: true })
    await failure()
    await desk.platform.stop()
    await desk.start(house.house)

    await desk.platform.deliver(message())

    expect(cards()).to.have.lengthOf(1)
    expect(picturesOn()).to.have.lengthOf(1)
  })

  it('is not uploaded again while the card around it changes', async () => {
    const at = await desk.platform.deliver(message())

    await desk.platform.deliver(message({ edit: at, card: card('Later today', block) }))

    expect(shares()).to.have.lengthOf(1)
    expect(cards()[0]?.text).to.include('Later today')
    expect(picturesOn()).to.have.lengthOf(1)
  })

  it('is taken away with its file when the card shows another one, or none', async () => {
    const at = await desk.platform.deliver(message())
    const [first] = desk.slack.files()

    await desk.platform.deliver(message({ edit: at, card: card('Later', dayBlock({ title: 'Kitchen' })) }))
    const later = desk.slack.files().map(({ id, title }) => [id === first?.id, title])
    await desk.platform.deliver(message({ edit: at, card: card('Over') }))

    expect(later).to.deep.equal([[false, 'Kitchen']])
    expect(desk.slack.files()).to.deep.equal([])
    expect(picturesOn()).to.deep.equal([])
  })

  it('stands in a whisper, by way of the conversation with that person', async () => {
    house.answers(() => whisper('Today, for you', block))

    await desk.slack.command('U0ANA', reception, '/desk', 'help')
    await desk.slack.until(() => desk.slack.ephemerals('U0ANA')[0], 'the whisper', 20_000)
    await desk.slack.quiet({ timeoutMs: 5_000 })

    const shown = desk.slack.ephemerals('U0ANA')
    expect(shown).to.have.lengthOf(1)
    expect(shown[0]?.blocks?.some(({ type }) => type === 'image')).to.equal(true)
    expect(desk.slack.files()[0]?.channels).to.deep.equal([desk.slack.directMessages('U0ANA')])
    expect(cards()).to.deep.equal([])
  })

  for (const method of ['files.getUploadURLExternal', 'upload', 'conversations.open']) {
    it(`is told in words in a whisper when ${method} fails`, async () => {
      house.answers(() => whisper('Today, for you', block))
      desk.slack.faults.next(method, { status: 500 })

      await desk.slack.command('U0ANA', reception, '/desk', 'help')
      // Drawing takes its time in a thread of its own, and meanwhile nothing happens at Slack.
      const shown = await desk.slack.until(() => desk.slack.ephemerals('U0ANA')[0], 'the whisper', 20_000)
      expect(readBlocks(desk.slack, shown.blocks ?? [])).to.include(block.alt)
    })
  }
})
