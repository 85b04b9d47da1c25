import { expect } from 'chai'
import { type FakeSlack, openFakeSlack } from './index.js'
import { callApi, standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

describe('fake Slack: calling the Web API', () => {
  let slack: FakeSlack
  const clock = standingClock()

  beforeEach(async () => {
    slack = await openFakeSlack({ now: clock.now })
    slack.addUser({ id: ana, name: 'ana', realName: 'Ana Ibsen', locale: 'da-DK' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const post = (token: string | undefined) =>
    callApi(slack, 'chat.postMessage', { channel: help, text: 'hi' }, { token: token ?? '' })

  it('refuses calls without a token, with an unknown, a revoked or an expired one, all with status 200', async () => {
    slack.addToken({ value: 'xoxb-gone', kind: 'bot', revoked: true })
    slack.addToken({ value: 'xoxb-old', kind: 'bot', expiresAt: clock.now() })

    const answers = [await post(''), await post('xoxb-nobody'), await post('xoxb-gone'), await post('xoxb-old')]

    expect(answers.map(({ body }) => body['error'])).to.deep.equal([
      'not_authed',
      'invalid_auth',
      'token_revoked',
      'token_expired',
    ])
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]))
  })

  it('refuses a token in the address, and complains', async () => {
    const response = await fetch(`${slack.apiUrl}auth.test?token=${slack.botToken}`, { method: 'POST' })

    expect(await response.json()).to.include({ ok: false, error: 'not_authed' })
    expect(slack.violations).to.deep.equal(['auth.test was called with the token in the address'])
  })

  it('names the scope that is missing, and those that are there', async () => {
    slack.addToken({ value: 'xoxb-small', kind: 'bot', scopes: new Set(['users:read']) })

    const { body } = await post('xoxb-small')

    expect(body).to.include({ error: 'missing_scope', needed: 'chat:write', provided: 'users:read' })
    expect(slack.violations).to.deep.equal(['chat.postMessage was called without the scope chat:write'])
  })

  it('complains about methods and arguments that do not exist', async () => {
    const method = await callApi(slack, 'chat.postMesage', { channel: help, text: 'hi' })
    const argument = await callApi(slack, 'chat.postMessage', { channel: help, text: 'hi', client_msg_id: '1' })

    expect(method.body).to.include({ error: 'unknown_method' })
    expect(argument.body).to.include({ error: 'invalid_arguments' })
    expect(slack.violations).to.have.lengthOf(2)
  })

  it('takes form bodies with JSON in the arguments, and JSON bodies, and no others', async () => {
    const metadata = { event_type: 'desk', event_payload: { key: 'a' } }
    const args = { channel: help, text: 'hi', metadata }
    const form = await callApi(slack, 'chat.postMessage', args, { json: false })
    const json = await callApi(slack, 'chat.postMessage', args)
    const other = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'text/plain' },
      body: 'hi',
    })

    expect(slack.messages(help).map((one) => one.metadata)).to.deep.equal([metadata, metadata])
    expect([form.body['ok'], json.body['ok']]).to.deep.equal([true, true])
    expect(await other.json()).to.include({ error: 'invalid_post_type' })
  })

  it('answers users with their locale only when asked, and marks people of other organisations', async () => {
    slack.addUser({ id: 'U0BEA', name: 'bea', teamId: 'T0OTHER', isStranger: false })

    const plain = await callApi(slack, 'users.info', { user: ana })
    const local = await callApi(slack, 'users.info', { user: ana, include_locale: true })
    const external = await callApi(slack, 'users.info', { user: 'U0BEA' })
    const nobody = await callApi(slack, 'users.info', { user: 'U0NOBODY' })

    expect(plain.body['user']).to.include({ real_name: 'Ana Ibsen', tz: 'Europe/Copenhagen', tz_offset: 3_600 })
    expect(plain.body['user']).not.to.have.property('locale')
    expect(local.body['user']).to.include({ locale: 'da-DK' })
    expect(external.body['user']).to.include({ team_id: 'T0OTHER', is_stranger: false })
    expect(nobody.body).to.include({ error: 'user_not_found' })
  })

  it('rotates tokens: twelve hours, and a refresh token works once', async () => {
    const refresh_token = slack.issueRefreshToken()
    const ask = () => callApi(slack, 'oauth.v2.access', { grant_type: 'refresh_token', refresh_token }, { token: '' })
    const first = await ask()
    const again = await ask()

    clock.pass(12 * 3_600_000)
    const late = await post(String(first.body['access_token']))

    expect(first.body).to.include({ ok: true, expires_in: 43_200 })
    expect(again.body).to.include({ error: 'invalid_refresh_token' })
    expect(late.body).to.include({ error: 'token_expired' })
  })

  it('records every request with its arguments and its answer', async () => {
    await post(slack.botToken)

    const [seen] = slack.calls('chat.postMessage')
    expect(seen).to.deep.include({ status: 200, args: { channel: help, text: 'hi' } })
    expect(seen?.response).to.include({ ok: true })
  })
})
