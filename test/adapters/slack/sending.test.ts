import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { type Outgoing, Undeliverable } from '../../../src/chat/platform.js'
import { Outage } from '../../../src/kernel/errors.js'
import { type Desk, openDesk } from './desk.js'
import { card, openHouse } from './house.js'

describe('what the desk sends to Slack', () => {
  let desk: Desk
  const to = () => ({ platform: 'slack', workspace: desk.slack.teamId, channel: 'C0RECEPTION' })
  const message = (some: Partial<Outgoing> = {}): Outgoing => ({
    key: 'INC-1/opened',
    to: to(),
    card: card('INC-1'),
    language: 'en',
    ...some,
  })
  const failure = (some: Partial<Outgoing> = {}) =>
    desk.platform.deliver(message(some)).then(
      () => undefined,
      (error: unknown) => error,
    )

  beforeEach(async () => {
    desk = await openDesk({ transport: 'http' })
    desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
    desk.slack.addChannel({ id: 'C0RECEPTION', name: 'reception' })
    await desk.start(openHouse().house)
  })
  afterEach(() => desk.close())

  it('posts with its key, without previews and without taking names for mentions', async () => {
    await desk.platform.deliver(message())

    expect(desk.slack.messages('C0RECEPTION')[0]?.metadata).to.deep.equal({
      event_type: 'frontdesk',
      event_payload: { key: 'INC-1/opened' },
    })
    const [call] = desk.slack.calls('chat.postMessage')
    for (const name of ['unfurl_links', 'unfurl_media', 'link_names'])
      expect(String(call?.args[name])).to.equal('false')
    expect(call?.args['text']).to.equal('INC-1')
  })

  it('keeps the key of a message that is edited', async () => {
    const at = await desk.platform.deliver(message())
    await desk.platform.deliver(message({ edit: at, card: card('INC-1 closed') }))

    const [stored] = desk.slack.messages('C0RECEPTION')
    expect([stored?.text, stored?.metadata?.event_payload['key']]).to.deep.equal(['INC-1 closed', 'INC-1/opened'])
  })

  it('asks once for the conversation with a person', async () => {
    const person = { platform: 'slack', workspace: desk.slack.teamId, user: 'U0ANA' }

    const first = await desk.platform.deliver(message({ to: { person } }))
    await desk.platform.deliver(message({ key: 'k2', to: { person } }))
    const found = await desk.platform.find?.('k2', { person }, new Date(0))

    expect(first.channel).to.match(/^D/)
    expect(found?.channel).to.equal(first.channel)
    expect(desk.slack.calls('conversations.open')).to.have.lengthOf(1)
  })

  it('links to a message without asking Slack', async () => {
    const before = desk.slack.requests.length

    const link = await desk.platform.linkTo?.({ ...to(), message: '1712.000300' })

    expect(link).to.match(/^https:\/\/.*\/archives\/C0RECEPTION\/p1712000300$/)
    expect(desk.slack.requests).to.have.lengthOf(before)
  })

  const refusals = {
    is_archived: 'archived',
    channel_not_found: 'unknown place',
    not_in_channel: 'not a member',
    restricted_action_read_only_channel: 'not a member',
    slack_connect_canvas_sharing_blocked: 'not a member',
    invalid_blocks: 'rejected',
    something_new: 'rejected',
  }
  for (const [error, reason] of Object.entries(refusals)) {
    it(`will never get a message through that Slack refuses with ${error}: ${reason}`, async () => {
      desk.slack.faults.next('chat.postMessage', { error })

      expect(await failure())
        .to.be.instanceOf(Undeliverable)
        .with.property('reason', reason)
    })
  }
  for (const error of ['cant_update_message', 'edit_window_closed', 'message_not_found']) {
    it(`cannot edit where Slack says ${error}`, async () => {
      const edit = await desk.platform.deliver(message())
      desk.slack.faults.next('chat.update', { error })

      expect(await failure({ edit }))
        .to.be.instanceOf(Undeliverable)
        .with.property('reason', 'cannot be edited')
    })
  }

  it('waits as long as Slack asks for', async () => {
    desk.slack.faults.next('chat.postMessage', { status: 429, retryAfter: 7 })

    const { detail } = (await failure()) as Outage

    expect(detail).to.include({ retryAfter: 7_000 }).and.not.have.property('unknownOutcome')
  })

  const doubts = {
    'an error of the server': { status: 500, after: true },
    'a broken connection': { reset: true, after: true },
    'an answer that breaks off': { truncate: true, after: true },
    'a catastrophe': { error: 'fatal_error', after: true },
  }
  for (const [what, fault] of Object.entries(doubts)) {
    it(`does not know what became of a message after ${what}, and finds it by its key`, async () => {
      desk.slack.faults.next('chat.postMessage', fault)

      const error = await failure()

      expect(error).to.be.instanceOf(Outage).with.nested.property('detail.unknownOutcome', true)
      expect((await desk.platform.find?.('INC-1/opened', to(), new Date(0)))?.message).to.equal(
        desk.slack.messages('C0RECEPTION')[0]?.ts,
      )
      expect(desk.slack.messages('C0RECEPTION')).to.have.lengthOf(1)
    })
  }

  it('keeps messages while the token is not good, since an administrator can mend that', async () => {
    desk.slack.faults.next('chat.postMessage', { error: 'invalid_auth' })

    expect(await failure())
      .to.be.instanceOf(Outage)
      .with.nested.property('detail.retryAfter')
  })

  it('looks through more than one page, and in a thread', async () => {
    const root = await desk.platform.deliver(message())
    const thread = { ...to(), thread: root.message }
    const reply = await desk.platform.deliver(message({ key: 'k2', to: thread }))
    for (let n = 0; n < 210; n++) void desk.slack.say('U0ANA', 'C0RECEPTION', `${n}`)
    await desk.slack.quiet({ timeoutMs: 10_000 })

    expect(await desk.platform.find?.('INC-1/opened', to(), new Date(0))).to.deep.equal(root)
    expect(await desk.platform.find?.('k2', thread, new Date(0))).to.deep.equal(reply)
    expect(await desk.platform.find?.('k3', to(), new Date(0))).to.equal(undefined)
  })
})

describe('a desk that is not connected yet', () => {
  it('keeps its messages', async () => {
    const { platform, close } = await openDesk({ transport: 'http' })
    const to = { platform: 'slack', workspace: 'T', channel: 'C' }

    const failure = await platform
      .deliver({ key: 'k', to, card: card('x'), language: 'en' })
      .catch((error: unknown) => error)
    await close()

    expect(failure).to.be.instanceOf(Outage)
  })
})
