import { expect } from 'chai'
import { WebSocket } from 'ws'
import { openBolt } from './bolt-app.js'
import type { Fields } from './fields.js'
import { type FakeSlack, type FakeSlackOptions, openFakeSlack } from './index.js'
import { callApi } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

interface Line {
  readonly frames: Fields[]
  readonly socket: WebSocket
  readonly closed: Promise<void>
}

describe('fake Slack: Socket Mode', () => {
  let slack: FakeSlack

  const open = async (options: FakeSlackOptions = {}): Promise<void> => {
    slack = await openFakeSlack({ ackMs: 1_000, socketRetryMs: 1_000, warningMs: 20, ...options })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
  }

  const address = async (): Promise<string> => {
    const { body } = await callApi(slack, 'apps.connections.open', {}, { token: slack.appToken })
    return String(body['url'])
  }

  /** A bare socket that acknowledges what `acks` says. */
  const connect = async (acks: (frame: Fields) => unknown = () => undefined): Promise<Line> => {
    const frames: Fields[] = []
    const socket = new WebSocket(await address())
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as Fields
        frames.push(frame)
        if (frame['type'] === 'hello' || frame['type'] === 'disconnect') resolve()
        const answer = acks(frame)
        if (frame['envelope_id'] && answer !== undefined) socket.send(JSON.stringify(answer))
      })
    })
    return { frames, socket, closed }
  }

  const plainAck = (frame: Fields): unknown => ({ envelope_id: frame['envelope_id'] })

  afterEach(() => slack.close())

  it('gives an address only to the app token, and only in the header', async () => {
    await open()

    const withBot = await callApi(slack, 'apps.connections.open')
    const inBody = await callApi(slack, 'apps.connections.open', { token: slack.appToken }, { token: '', json: false })
    const appOnWeb = await callApi(slack, 'users.info', { user: ana }, { token: slack.appToken })

    expect(withBot.body).to.include({ ok: false, error: 'not_allowed_token_type' })
    expect(inBody.body).to.include({ ok: false, error: 'invalid_auth' })
    expect(appOnWeb.body).to.include({ ok: false, error: 'not_allowed_token_type' })
  })

  it('lets an address be used once', async () => {
    await open()
    const url = await address()
    const first = new WebSocket(url)
    await new Promise((resolve) => first.on('open', resolve))

    const second = new WebSocket(url)
    const error = await new Promise<Error>((resolve) => second.on('error', resolve))

    expect(error.message).to.include('403')
    expect(slack.violations).to.deep.equal(['a socket was opened with a used or unknown ticket'])
  })

  it('says hello, and turns the eleventh socket away', async () => {
    await open()
    const lines: Line[] = []
    for (let count = 0; count < 11; count += 1) lines.push(await connect())

    expect(lines[0]?.frames[0]).to.include({ type: 'hello', num_connections: 1 })
    expect(lines[9]?.frames[0]).to.include({ type: 'hello', num_connections: 10 })
    expect(lines[10]?.frames[0]).to.include({ type: 'disconnect', reason: 'too_many_websockets' })
    expect(slack.sockets.count).to.equal(10)
  })

  it('gives each payload to one socket, whichever', async () => {
    await open()
    const lines = [await connect(plainAck), await connect(plainAck), await connect(plainAck)]

    for (let count = 0; count < 30; count += 1) await slack.say(ana, help, `message ${count}`)

    const shares = lines.map(({ frames }) => frames.length - 1)
    expect(shares.reduce((sum, one) => sum + one, 0)).to.equal(30)
    expect(Math.min(...shares)).to.be.greaterThan(0)
  })

  it('sends an unacknowledged event again, in the same envelope', async () => {
    await open({ socketRetryMs: 30 })
    let seen = 0
    const line = await connect((frame) => {
      if (frame['type'] !== 'events_api') return undefined
      seen += 1
      return seen === 2 ? plainAck(frame) : undefined
    })

    await slack.say(ana, help, 'hello')

    const [first, second] = line.frames.slice(1) as [Fields, Fields]
    expect(first).to.include({ retry_attempt: 0, accepts_response_payload: false })
    expect(second).to.include({ retry_attempt: 1, retry_reason: 'timeout', envelope_id: first['envelope_id'] })
    slack.assertClean()
  })

  it('sends what was never acknowledged to the next socket, in the same envelope', async () => {
    await open({ socketRetryMs: 5_000 })
    const first = await connect()
    const said = slack.say(ana, help, 'hello')
    await slack.until(() => first.frames.length === 2)

    slack.sockets.dropAll()
    await slack.until(() => slack.sockets.count === 0)
    const second = await connect(plainAck)
    await said

    expect(second.frames[1]).to.include({ envelope_id: first.frames[1]?.['envelope_id'] })
    slack.assertClean()
  })

  it('keeps an event for the socket that comes after an outage', async () => {
    await open({ socketRetryMs: 200 })
    const first = await connect()
    first.socket.close()
    await first.closed
    const said = slack.say(ana, help, 'hello')

    const second = await connect(plainAck)
    await said

    expect(second.frames).to.have.lengthOf(2)
    slack.assertClean()
  })

  it('reads the body of an acknowledgement only where it says so', async () => {
    await open()
    await connect((frame) => ({ envelope_id: frame['envelope_id'], payload: { text: 'done' } }))

    const command = await slack.command(ana, help, '/incident')
    const shortcut = await slack.globalShortcut(ana, 'report')

    expect(command.body).to.deep.equal({ text: 'done' })
    expect(shortcut.body).to.equal(undefined)
    expect(slack.ephemerals(ana)).to.have.lengthOf(1)
  })

  it('complains about envelopes it never sent and acknowledgements it had already', async () => {
    await open()
    await connect((frame) => {
      if (frame['type'] === 'hello') return undefined
      return plainAck(frame)
    })
    const line = await connect((frame) => (frame['type'] === 'hello' ? undefined : plainAck(frame)))

    line.socket.send(JSON.stringify({ envelope_id: 'nobody' }))
    await slack.until(() => slack.violations.length === 1)

    expect(slack.violations[0]).to.equal('an unknown envelope was acknowledged: nobody')
  })

  it('does not send a command again, and complains', async () => {
    await open({ ackMs: 60 })
    const line = await connect()

    const answer = await slack.command(ana, help, '/incident')

    expect(answer).to.include({ ok: false, attempts: 1, failure: 'http_timeout' })
    expect(line.frames).to.have.lengthOf(2)
    expect(slack.violations).to.have.lengthOf(1)
  })

  it('warns a while before it closes', async () => {
    await open()
    const line = await connect()

    slack.sockets.disconnect('warning')
    expect(slack.sockets.count).to.equal(1)
    await line.closed

    expect(line.frames[1]).to.include({ type: 'disconnect', reason: 'warning' })
  })

  it('sees a real Bolt app come back after a refresh and lose nothing', async () => {
    await open({ socketRetryMs: 400 })
    const heard: string[] = []
    const { close } = await openBolt(slack, 'socket', (app) => {
      app.message(({ message }) => {
        heard.push((message as { text?: string }).text ?? '')
        return Promise.resolve()
      })
    })

    await slack.say(ana, help, 'before')
    slack.sockets.disconnect('refresh_requested')
    await slack.until(() => slack.sockets.count === 0)
    await slack.say(ana, help, 'between')
    await close()

    expect(heard).to.deep.equal(['before', 'between'])
    expect(slack.sockets.opened).to.equal(2)
    slack.assertClean()
  })
})
