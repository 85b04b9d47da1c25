import { expect } from 'chai'
import { openBolt } from './bolt-app.js'
import { type FakeSlack, type FakeSlackOptions, openFakeSlack, sign } from './index.js'
import { type Heard, openPlainApp, type Says } from './plain-app.js'

const ana = 'U0ANA'
const help = 'C0HELP'

const eventId = ({ body }: Heard): string => (JSON.parse(body) as { event_id: string }).event_id

describe('fake Slack: deliveries over HTTP', () => {
  let slack: FakeSlack
  let heard: Heard[]
  const closing: (() => Promise<void>)[] = []

  const open = async (options: FakeSlackOptions = {}): Promise<void> => {
    slack = await openFakeSlack({ ackMs: 300, retryMs: [0, 5, 10], ...options })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
    closing.push(slack.close)
  }

  const answering = async (...says: Says[]): Promise<void> => {
    await open()
    const app = await openPlainApp(slack, ...says)
    heard = app.heard
    closing.push(app.close)
  }

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  it('signs the exact bytes and names the content type without a charset', async () => {
    await answering({})

    await slack.say(ana, help, 'blåbærgrød & <b>')

    const { headers, body } = heard[0] as Heard
    const timestamp = headers['x-slack-request-timestamp'] as string
    expect(headers['x-slack-signature']).to.equal(sign(slack.signingSecret, timestamp, body))
    expect(headers['content-type']).to.equal('application/json')
    expect(body).to.include('bl\\u00e5b\\u00e6rgr\\u00f8d &amp; &lt;b&gt;')
    await slack.command(ana, help, '/incident', 'list')
    expect(heard[1]?.headers['content-type']).to.equal('application/x-www-form-urlencoded')
  })

  it('sends an event again until it is taken, with the same event_id and the reason', async () => {
    await answering({ status: 500 }, undefined, { status: 404 }, {})

    await slack.say(ana, help, 'hello')

    expect(heard.map(({ headers }) => headers['x-slack-retry-num'])).to.deep.equal([undefined, '1', '2', '3'])
    expect(heard.map(({ headers }) => headers['x-slack-retry-reason'])).to.deep.equal([
      undefined,
      'http_error',
      'http_timeout',
      'http_error',
    ])
    expect(new Set(heard.map(eventId))).to.have.lengthOf(1)
    slack.assertClean()
  })

  it('stops after three retries, and sends what was lost when asked', async () => {
    await answering({ status: 500 }, { status: 500 }, { status: 500 }, { status: 500 }, {})

    await slack.say(ana, help, 'hello')
    expect(slack.lost).to.have.lengthOf(1)
    expect(slack.forgive(/event message was not acknowledged/)).to.have.lengthOf(1)
    const [answer] = await slack.redeliverLost()

    expect(answer).to.include({ ok: true })
    expect(new Set(heard.map(eventId))).to.have.lengthOf(1)
    slack.assertClean()
  })

  it('does not retry when the app asks it not to', async () => {
    await answering({ status: 500, headers: { 'x-slack-no-retry': '1' } })

    await slack.say(ana, help, 'hello')

    expect(heard).to.have.lengthOf(1)
  })

  it('sends commands, presses and forms once only', async () => {
    await answering({ status: 500 })

    const answer = await slack.command(ana, help, '/incident', 'list')
    await slack.globalShortcut(ana, 'report')

    expect(answer).to.include({ ok: false, attempts: 1, status: 500 })
    expect(heard).to.have.lengthOf(2)
    expect(slack.violations).to.have.lengthOf(2)
  })

  it('repeats a delivery under the same event_id, or under a new one without headers', async () => {
    await answering({})
    await slack.say(ana, help, 'hello')

    await slack.redeliver('last', { times: 2 })
    await slack.redeliver('last', { sameEventId: false, headers: false })

    const [first, second, third, fourth] = heard as [Heard, Heard, Heard, Heard]
    expect([second, third].map(eventId)).to.deep.equal([eventId(first), eventId(first)])
    expect(second.headers).to.include({ 'x-slack-retry-num': '1' })
    expect(eventId(fourth)).not.to.equal(eventId(first))
    expect(fourth.headers).not.to.have.property('x-slack-retry-num')
  })

  it('holds events back and lets them go in another order', async () => {
    await answering({})
    slack.holdEvents()
    const { ts } = await slack.say(ana, help, 'first')
    await slack.edit(ana, help, ts, 'second')
    expect(heard).to.be.empty

    await slack.releaseEvents((events) => events.toReversed())

    const kinds = heard.map(({ body }) => (JSON.parse(body) as { event: { subtype?: string } }).event.subtype)
    expect(kinds).to.deep.equal(['message_changed', undefined])
  })

  it('delivers only events that are subscribed to and covered by a scope', async () => {
    await open({ events: ['message.im', 'reaction_added'], scopes: ['im:history', 'chat:write'] })
    const app = await openPlainApp(slack)
    closing.push(app.close)

    const { ts } = await slack.say(ana, help, 'in the channel')
    await slack.react(ana, help, ts, 'eyes')
    await slack.say(ana, slack.directMessages(ana), 'in the direct conversation')

    expect(app.heard).to.have.lengthOf(1)
  })

  it('asks the app to prove its address', async () => {
    await open()
    const { close } = await openBolt(slack, 'http', () => undefined)
    closing.push(close)

    expect(await slack.verifyUrl()).to.equal(true)
  })

  describe('requests that are not quite right, at a bare Bolt app', () => {
    let ran: number

    beforeEach(async () => {
      ran = 0
      await open({ ackMs: 1_000 })
      const { close } = await openBolt(slack, 'http', (app) => {
        app.command('/incident', ({ ack }) => {
          ran += 1
          return ack()
        })
      })
      closing.push(close)
    })

    const form = () => slack.commandFields(ana, help, '/incident', 'list')

    for (const [what, raw] of Object.entries({
      'a wrong secret': { secret: 'another' },
      'a timestamp 301 s old': { at: -301 },
      'no signature': { omit: ['x-slack-signature'] },
      'no timestamp': { omit: ['x-slack-request-timestamp'] },
      'one byte changed': { mutate: (body: string) => body.replace('list', 'lisT') },
    }))
      it(`are refused with ${what}`, async () => {
        const { status } = await slack.deliverRaw({ form: form(), ...raw })

        expect([status, ran]).to.deep.equal([401, 0])
      })

    it('run no command when it is smuggled into an ssl_check', async () => {
      const { status } = await slack.deliverRaw({ form: { ...form(), ssl_check: '1' }, secret: 'another' })

      expect([status, ran]).to.deep.equal([200, 0])
    })

    it('run when they come from an hour ahead, or twice: the app must guard against both itself', async () => {
      const { status } = await slack.deliverRaw({ form: form(), at: 3_600 })
      await slack.command(ana, help, '/incident', 'list')
      const replay = await slack.deliverRaw({ like: 'last', replay: true })

      expect([status, replay.status, ran]).to.deep.equal([200, 200, 3])
    })

    it('are refused with a charset in the content type', async () => {
      const { status } = await slack.deliverRaw({
        form: form(),
        contentType: 'application/x-www-form-urlencoded; charset=utf-8',
      })

      expect([status, ran]).to.deep.equal([400, 0])
    })
  })
})
