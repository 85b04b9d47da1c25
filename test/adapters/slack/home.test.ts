import { expect } from 'chai'
import { type Outgoing, Undeliverable } from '../../../src/chat/platform.js'
import type { FakeSlackOptions } from '../../fakes/slack/index.js'
import { type Desk, openDesk } from './desk.js'
import { card, openHouse } from './house.js'
import { readBlocks } from './reading.js'

describe('the Home tab and pinned messages in Slack', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  const open = async (fake: FakeSlackOptions = {}) => {
    desk = await openDesk({ transport: 'http', fake })
    house = openHouse()
    desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
    desk.slack.addChannel({ id: 'C0RECEPTION', name: 'reception' })
    await desk.start(house.house)
  }
  afterEach(() => desk.close())

  const home = (some: Partial<Outgoing> = {}): Outgoing => ({
    key: 'home/ana',
    to: { person: { platform: 'slack', workspace: desk.slack.teamId, user: 'U0ANA' }, home: true },
    card: card('Hello Ana'),
    language: 'en',
    ...some,
  })
  const shown = () => readBlocks(desk.slack, desk.slack.home('U0ANA')?.blocks ?? [])
  const failure = (message: Outgoing) =>
    desk.platform.deliver(message).then(
      () => undefined,
      (error: unknown) => error,
    )

  it('hears that somebody looks at their tab, and not that they look at the conversation', async () => {
    await open()
    await desk.slack.openHome('U0ANA')
    await desk.slack.openHome('U0ANA', 'messages')

    expect(house.of('opened').map(({ account }) => account.user)).to.deep.equal(['U0ANA'])
  })

  it('publishes a card there, and changes it by its address', async () => {
    await open()
    const at = await desk.platform.deliver(home())
    expect(shown()).to.include('Hello Ana')

    expect(await desk.platform.deliver(home({ edit: at, card: card('Something new') }))).to.deep.equal(at)

    expect(shown()).to.include('Something new').and.not.include('Hello')
    expect(desk.slack.calls('views.publish')).to.have.lengthOf(2)
    expect(desk.slack.calls('chat.postMessage')).to.deep.equal([])
    // What may have been published is published once more: that is no second one.
    expect(await desk.platform.find?.('home/ana', home().to, new Date(0))).to.equal(undefined)
  })

  it('leaves nothing out of a long card that fits a tab, and keeps within its hundred blocks', async () => {
    await open()
    const items = Array.from({ length: 90 }, (_, nth) => ({
      line: [`Record ${nth}`],
      action: { kind: 'press', label: 'Show', press: { command: 'desk help', args: { nth: String(nth) } } } as const,
    }))
    await desk.platform.deliver(home({ card: { ...card('Hello'), blocks: [{ kind: 'list', items }] } }))

    expect(desk.slack.home('U0ANA')?.blocks.length).to.be.at.most(100)
    expect(shown()).to.include('Record 0').and.include('Record 89')
  })

  it('cannot be delivered where the app has no such tab', async () => {
    await open({ homeTab: false })
    const error = await failure(home())

    expect(error).to.be.instanceOf(Undeliverable)
    expect(error).to.include({ reason: 'rejected' })
  })

  const press = (label: string) => ({ kind: 'press', label, press: { command: 'desk help', args: { label } } }) as const
  const offering = (title: string, label: string) => ({
    ...card(title),
    blocks: [{ kind: 'actions', actions: [press(label)] } as const],
  })
  const buttonIn = (blocks: readonly Record<string, unknown>[] = []) => {
    const found = blocks.flatMap((one) =>
      one['type'] === 'actions' ? (one['elements'] as { action_id: string }[]) : [],
    )
    return found[0]?.action_id ?? ''
  }
  const onScreen = () => desk.slack.views('U0ANA').map(({ blocks }) => readBlocks(desk.slack, blocks))

  it('answers a press in the tab with a view over it, and goes on in that view', async () => {
    await open()
    await desk.platform.deliver(home({ card: offering('Hello', 'Help') }))
    house.answers((inbound) => {
      if (inbound.kind !== 'press') return { kind: 'done' }
      return { kind: 'whisper', card: offering(`After ${inbound.args.label}`, 'More') }
    })
    const tab = desk.slack.home('U0ANA')
    await desk.slack.pressInView('U0ANA', tab?.id ?? '', buttonIn(tab?.blocks))
    await desk.slack.until(() => onScreen()[0])
    expect(onScreen()[0]).to.include('After Help')
    expect(house.of('press')[0]).to.deep.include({ command: 'desk help', canOpenForm: true })

    const [view] = desk.slack.views('U0ANA')
    await desk.slack.pressInView('U0ANA', view?.id ?? '', buttonIn(view?.blocks))
    await desk.slack.until(() => onScreen()[0]?.includes('After More'))

    expect(onScreen()).to.have.lengthOf(1)
    expect(desk.slack.calls('chat.postMessage')).to.deep.equal([])
    // The tab is made anew, so that the same can be picked from a menu again.
    expect(house.of('opened').map(({ account }) => account.user)).to.deep.equal(['U0ANA'])
  })

  it('answers in the conversation where the view can no longer be opened', async () => {
    await open()
    await desk.platform.deliver(home({ card: offering('Hello', 'Help') }))
    house.answers(() => ({ kind: 'whisper', card: card('Here is help') }))
    desk.slack.faults.next('views.open', { error: 'expired_trigger_id' })
    const tab = desk.slack.home('U0ANA')
    await desk.slack.pressInView('U0ANA', tab?.id ?? '', buttonIn(tab?.blocks))
    await desk.slack.quiet()

    expect(desk.slack.calls('chat.postMessage').map(({ args }) => args['text'])).to.deep.equal(['Here is help'])
  })

  it('draws its menus anew each time', async () => {
    await open()
    const menu = {
      kind: 'choices',
      placeholder: 'Order from',
      press: { command: 'desk help', args: {} },
      argument: 'about',
      options: [{ value: 'a', label: 'A' }],
    } as const
    const at = await desk.platform.deliver(home({ card: card('Hello', menu) }))
    const before = desk.slack.home('U0ANA')?.blocks.map((block) => block['block_id'])
    await desk.platform.deliver(home({ edit: at, card: card('Hello', menu) }))

    expect(desk.slack.home('U0ANA')?.blocks.map((block) => block['block_id'])).not.to.deep.equal(before)
  })

  it('pins what stays, and lets it stand where it may not pin', async () => {
    await open()
    const panel = home({
      key: 'panel',
      to: { platform: 'slack', workspace: desk.slack.teamId, channel: 'C0RECEPTION' },
    })
    const at = await desk.platform.deliver({ ...panel, pin: true })
    expect(desk.slack.channel('C0RECEPTION')?.pins.map(({ ts }) => ts)).to.deep.equal([at.message])

    desk.slack.faults.next('pins.add', { error: 'not_pinnable' })
    const other = await desk.platform.deliver({ ...panel, key: 'another', pin: true })

    expect(other.message).not.to.equal(at.message)
    expect(desk.log.lines.map(({ message }) => message)).to.include('a message could not be pinned')
  })
})
