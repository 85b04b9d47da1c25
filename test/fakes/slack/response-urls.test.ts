import { expect } from 'chai'
import type { Fields } from './fields.js'
import { type FakeSlack, openFakeSlack } from './index.js'
import { openPlainApp } from './plain-app.js'
import { callApi, standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'
const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }

describe('fake Slack: response addresses', () => {
  let slack: FakeSlack
  let stop: () => Promise<void>
  const clock = standingClock()

  beforeEach(async () => {
    slack = await openFakeSlack({ now: clock.now, signingNow: Date.now })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
    stop = (await openPlainApp(slack)).close
  })

  afterEach(async () => {
    await stop()
    await slack.close()
  })

  const respond = async (url: unknown, body: Fields): Promise<{ status: number; text: string }> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(String(url), { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, text: await response.text() }
  }
  const forCommand = (): string => String(slack.commandFields(ana, help, '/incident')['response_url'])
  const forPress = async (ts: string): Promise<unknown> => {
    await slack.press(ana, help, ts, 'go')
    return slack.deliveries.at(-1)?.outgoing.payload['response_url']
  }
  const card = async (): Promise<string> => {
    const blocks = [{ type: 'actions', elements: [button] }]
    return String((await callApi(slack, 'chat.postMessage', { channel: help, text: 'card', blocks })).body['ts'])
  }

  it('takes five posts in half an hour', async () => {
    const [busy, late] = [forCommand(), forCommand()]
    const statuses = []
    for (let count = 0; count < 6; count += 1) statuses.push((await respond(busy, { text: 'a' })).status)
    clock.pass(30 * 60_000 + 1)

    expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 404])
    expect((await respond(late, { text: 'a' })).status).to.equal(404)
  })

  it('answers the person alone unless told otherwise', async () => {
    const url = forCommand()
    await respond(url, { text: 'for you' })
    await respond(url, { text: 'for all', response_type: 'in_channel' })

    expect(slack.ephemerals(ana).map(({ text }) => text)).to.deep.equal(['for you'])
    expect(slack.messages(help).map(({ text }) => text)).to.deep.equal(['for all'])
  })

  it('replaces and deletes the message that was pressed', async () => {
    const ts = await card()
    await respond(await forPress(ts), {
      replace_original: true,
      text: 'done',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    expect(slack.messages(help)[0]).to.include({ ts, text: 'done' })

    await respond(await forPress(ts), { delete_original: true })

    expect(slack.messages(help)).to.be.empty
  })

  it('replaces an ephemeral message, whose payload carries no message', async () => {
    const blocks = [{ type: 'actions', elements: [button] }]
    const shown = await callApi(slack, 'chat.postEphemeral', { channel: help, user: ana, text: 'psst', blocks })
    const url = await forPress(String(shown.body['message_ts']))
    const payload = slack.deliveries.at(-1)?.outgoing.payload as Fields

    await respond(url, { replace_original: true, text: 'done' })

    expect(payload).not.to.have.property('message')
    expect(payload['container']).to.include({ is_ephemeral: true, channel_id: help })
    expect(slack.ephemerals(ana).map(({ text }) => text)).to.deep.equal(['done'])
  })

  it('complains about what Slack would refuse, though the status is 200', async () => {
    const { status, text } = await respond(forCommand(), { text: 'a', blocks: [{ type: 'header' }] })

    expect([status, JSON.parse(text)]).to.deep.include(200)
    expect(JSON.parse(text)).to.include({ ok: false, error: 'invalid_blocks' })
    expect(slack.violations).to.have.lengthOf(1)
  })
})
