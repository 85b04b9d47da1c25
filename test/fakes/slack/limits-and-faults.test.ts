import { expect } from 'chai'
import type { Fields } from './fields.js'
import { type FakeSlack, type FakeSlackOptions, openFakeSlack } from './index.js'
import { callApi, standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

describe('fake Slack: rate limits', () => {
  let slack: FakeSlack
  let clock: ReturnType<typeof standingClock>

  const open = async (rateLimits: FakeSlackOptions['rateLimits'] = {}): Promise<void> => {
    clock = standingClock()
    slack = await openFakeSlack({ now: clock.now, rateLimits })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
    slack.addChannel({ id: 'C0OPS', name: 'ops' })
  }

  const post = (text: string, channel = help) => callApi(slack, 'chat.postMessage', { channel, text })

  afterEach(() => slack.close())

  it('lets a short burst through, then one post a second and channel', async () => {
    await open()
    const statuses = []
    for (const text of ['a', 'b', 'c', 'd']) statuses.push((await post(text)).status)
    const other = await post('d', 'C0OPS')

    expect(statuses).to.deep.equal([200, 200, 200, 429])
    expect(other.status).to.equal(200)
    clock.pass(1_000)
    expect((await post('d')).status).to.equal(200)
    expect((await post('e')).status).to.equal(429)
    slack.assertClean()
  })

  it('says how long to wait, and complains when a call is repeated sooner', async () => {
    await open({ postBurst: 1 })
    await post('a')
    const refused = await post('b')
    clock.pass(900)
    const early = await post('b')

    expect(refused.headers.get('retry-after')).to.equal('1')
    expect(refused.body).to.include({ ok: false, error: 'ratelimited' })
    expect(early.status).to.equal(429)
    expect(slack.violations).to.deep.equal(['chat.postMessage was repeated 100 ms before its Retry-After was over'])
    clock.pass(1_000)
    expect((await post('b')).status).to.equal(200)
  })

  it('holds other methods to their tiers', async () => {
    await open({ tierFactor: 0.1 })
    const statuses = []
    for (let count = 0; count < 6; count += 1)
      statuses.push((await callApi(slack, 'conversations.info', { channel: help })).status)

    expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 429])
    expect(slack.rateLimited.get('conversations.info')).to.equal(1)
  })

  it('can be as strict about history as for apps outside the Marketplace', async () => {
    await open({ scarceHistory: true })
    for (let count = 0; count < 20; count += 1) await slack.say(ana, help, `message ${count}`)

    const first = await callApi(slack, 'conversations.history', { channel: help, limit: 100 })
    const second = await callApi(slack, 'conversations.history', { channel: help })

    expect(first.body['messages']).to.have.lengthOf(15)
    expect([second.status, second.headers.get('retry-after')]).to.deep.equal([429, '60'])
  })
})

describe('fake Slack: scripted faults', () => {
  let slack: FakeSlack

  beforeEach(async () => {
    slack = await openFakeSlack({ rateLimits: 'off' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const post = (text = 'hi') => callApi(slack, 'chat.postMessage', { channel: help, text })
  const failed = async (attempt: Promise<unknown>): Promise<boolean> => attempt.then(() => false).catch(() => true)

  it('answers 429 and 5xx without effect', async () => {
    slack.faults.next('chat.postMessage', { status: 429, retryAfter: 7 })
    slack.faults.next('chat.postMessage', { status: 500 })
    const [limited, broken, good] = [await post('a'), await post('b'), await post('c')]

    expect([limited.status, limited.headers.get('retry-after')]).to.deep.equal([429, '7'])
    expect([broken.status, good.status]).to.deep.equal([500, 200])
    expect(slack.messages(help)).to.have.lengthOf(1)
    slack.assertClean()
  })

  it('notices a call that is repeated before a scripted Retry-After is over', async () => {
    slack.faults.next('chat.postMessage', { status: 429, retryAfter: 7 })
    await post()
    const again = await post()

    expect(again.status).to.equal(429)
    expect(slack.violations[0]).to.include('before its Retry-After was over')
  })

  it('loses the answer after the effect', async () => {
    slack.faults.next('chat.postMessage', { status: 503, after: true })
    slack.faults.next('chat.postMessage', { reset: true, after: true })
    slack.faults.next('chat.postMessage', { truncate: true })
    await post()
    const lost = [await failed(post()), await failed(post())]

    expect(lost).to.deep.equal([true, true])
    expect(slack.messages(help)).to.have.lengthOf(3)
  })

  it('cuts the connection before the effect, and comes late', async () => {
    slack.faults.next('chat.postMessage', { reset: true })
    slack.faults.next('chat.postMessage', { delayMs: 30 })
    const cut = await failed(post())
    const started = performance.now()
    await post()

    expect(cut).to.equal(true)
    expect(performance.now() - started).to.be.at.least(28)
    expect(slack.messages(help)).to.have.lengthOf(1)
  })

  it('hits the call it was meant for', async () => {
    slack.faults.next('chat.postMessage', { error: 'internal_error' }, { skip: 1, times: 2 })
    slack.faults.next('chat.postMessage', { error: 'is_archived' }, { where: ({ text }) => text === 'that one' })
    const errors = []
    for (const text of ['a', 'b', 'c', 'd', 'that one']) errors.push((await post(text)).body['error'])

    expect(errors).to.deep.equal([undefined, 'internal_error', 'internal_error', undefined, 'is_archived'])
  })

  it('lasts until it is over, and complains about a fault that was never met', async () => {
    const over = slack.faults.always('*', { status: 502 })
    const during = [(await post()).status, (await callApi(slack, 'auth.test')).status]
    over()
    slack.faults.next('views.open', { status: 500 })

    expect(during).to.deep.equal([502, 502])
    expect((await post()).status).to.equal(200)
    expect(() => slack.assertClean()).to.throw('a fault was planned for views.open and never met')
  })

  it('fails the fake’s own checks as a sentence, not as a crash', async () => {
    await callApi(slack, 'nothing.such', {} as Fields)

    expect(() => slack.assertClean()).to.throw('Slack has 1 complaint(s):\n- unknown method nothing.such')
    expect(slack.forgive(/nothing/)).to.have.lengthOf(1)
    slack.assertClean()
  })
})
