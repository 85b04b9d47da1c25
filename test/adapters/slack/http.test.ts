import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { Outage } from '../../../src/kernel/errors.js'
import { type Desk, openDesk } from './desk.js'
import { held, openHouse, whisper } from './house.js'

describe('Slack at the door', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  const help = () => desk.slack.commandFields('U0ANA', 'C0RECEPTION', '/desk', 'help')

  beforeEach(async () => {
    desk = await openDesk({ transport: 'http' })
    house = openHouse()
    desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
    desk.slack.addChannel({ id: 'C0RECEPTION', name: 'reception' })
    await desk.start(house.house)
  })
  afterEach(() => desk.close())

  const refusals = {
    'a wrong secret': { secret: 'another' },
    'an old timestamp': { at: -301 },
    'a timestamp from the future': { at: 3_600 },
    'a timestamp that is none': { headers: { 'x-slack-request-timestamp': 'soon' } },
    'no signature': { omit: ['x-slack-signature'] },
    'no timestamp': { omit: ['x-slack-request-timestamp'] },
    'a body that was changed': { mutate: (body: string) => `${body}x` },
    'an empty signature': { signature: '' },
    'a signature of another length': { signature: 'v0=00' },
  }
  for (const [what, how] of Object.entries(refusals)) {
    it(`refuses ${what}, and nothing happens`, async () => {
      const answer = await desk.slack.deliverRaw({ form: help(), ...how })

      expect(answer.status).to.equal(401)
      expect(answer.text).to.match(/^The .*\.$/)
      expect(house.handled).to.deep.equal([])
    })
  }

  it('takes timestamps that are five minutes off, either way', async () => {
    expect((await desk.slack.deliverRaw({ form: help(), at: -298 })).status).to.equal(200)
    expect((await desk.slack.deliverRaw({ form: help(), at: 298 })).status).to.equal(200)
  })

  it('refuses the replay of a request that was handled', async () => {
    await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')

    const replay = await desk.slack.deliverRaw({ like: 'last', replay: true })

    expect(replay.status).to.equal(401)
    expect(replay.text).to.equal('The request has been handled already.')
    expect(house.handled).to.have.lengthOf(1)
  })

  it('asks for patience while the first of two identical requests is being handled, and then takes none again', async () => {
    const work = held<void>()
    house.answers(async () => {
      await work.promise
      return { kind: 'done' }
    })
    const first = desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'help')
    await desk.slack.until(() => house.handled.length === 1)

    const during = await desk.slack.deliverRaw({ like: 'last', replay: true })
    work.release()
    await first

    expect(during.status).to.equal(409)
    expect((await desk.slack.deliverRaw({ like: 'last', replay: true })).status).to.equal(401)
    expect(house.handled).to.have.lengthOf(1)
  })

  it('takes an identical request after one that it could not take', async () => {
    let down = true
    house.answers(() => {
      if (down) throw new Outage('the database does not answer')
      return { kind: 'done' }
    })
    const event = desk.slack.eventEnvelope({
      type: 'app_mention',
      user: 'U0ANA',
      text: `<@${desk.slack.botUserId}> help`,
      ts: '1.000001',
      channel: 'C0RECEPTION',
      event_ts: '1.000001',
    })

    const first = await desk.slack.deliverRaw({ json: event })
    down = false
    const second = await desk.slack.deliverRaw({ json: event })

    expect(first.status).to.equal(503)
    expect(second.status).to.equal(200)
  })

  it('echoes the challenge, only when it is signed', async () => {
    const json = { type: 'url_verification', challenge: 'c' }

    expect(await desk.slack.verifyUrl()).to.equal(true)
    expect((await desk.slack.deliverRaw({ json, secret: 'another' })).status).to.equal(401)
  })

  it('answers the check of its certificate, and looks at nothing that is smuggled along', async () => {
    const unsigned = ['x-slack-signature', 'x-slack-request-timestamp']

    const check = await desk.slack.deliverRaw({ form: { ssl_check: '1', token: 't' }, omit: unsigned })
    const smuggled = await desk.slack.deliverRaw({ form: { ssl_check: '1', ...help() }, omit: unsigned })
    const signed = await desk.slack.deliverRaw({ form: { ssl_check: '1', ...help() } })

    expect([check.status, smuggled.status, signed.status]).to.deep.equal([200, 401, 200])
    expect(house.handled).to.deep.equal([])
  })

  const broken = {
    'JSON that is none': { body: '{"type":', contentType: 'application/json', status: 400 },
    'a payload that is none': { form: { payload: '{' }, status: 400 },
    'a list': { body: '[1]', contentType: 'application/json', status: 400 },
    'a command without a trigger': { form: { command: '/desk', text: '', user_id: 'U0ANA' }, status: 400 },
    'an event without an id': { json: { type: 'event_callback', event: { type: 'app_mention' } }, status: 400 },
    'a press without an element': { form: { payload: '{"type":"block_actions","actions":[]}' }, status: 400 },
    'something that is neither JSON nor a form': { body: '<xml/>', contentType: 'text/xml', status: 415 },
  }
  for (const [what, { status, ...raw }] of Object.entries(broken)) {
    it(`says in a sentence what is wrong with ${what}`, async () => {
      const answer = await desk.slack.deliverRaw(raw)

      expect(answer.status).to.equal(status)
      expect(answer.text).to.match(/^[A-Z].*\.$/)
      expect(house.handled).to.deep.equal([])
    })
  }

  it('takes a content type with its charset', async () => {
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8'

    expect((await desk.slack.deliverRaw({ form: help(), contentType })).status).to.equal(200)
  })

  it('refuses other methods and bodies that are larger than anything Slack sends', async () => {
    const http = desk.platform.http!

    expect((await http({ method: 'GET', headers: {}, body: new Uint8Array() })).status).to.equal(405)
    expect((await http({ method: 'POST', headers: {}, body: new Uint8Array(5_000_000) })).status).to.equal(413)
  })

  it('takes what is none of its business without troubling the house', async () => {
    const told = [
      await desk.slack.deliverOuter({ type: 'app_rate_limited', minute_rate_limited: 1 }),
      await desk.slack.deliverInteraction({ type: 'something_new', user: { id: 'U0ANA' }, team: { id: 'T' } }),
      await desk.slack.deliverEvent({ type: 'emoji_changed' }),
    ]

    expect(told.map(({ ok }) => ok)).to.deep.equal([true, true, true])
    expect(house.handled).to.deep.equal([])
  })

  it('does not answer as taken what arrives before it is open', async () => {
    const shut = await openDesk({ transport: 'http' })
    const answer = await shut.platform.http!({ method: 'POST', headers: {}, body: new Uint8Array() })
    await shut.close()

    expect(answer.status).to.not.equal(200)
  })

  it('keeps what people type, and every secret, out of the log', async () => {
    house.answers(() => whisper('done'))
    await desk.slack.command('U0ANA', 'C0RECEPTION', '/desk', 'my secret words')
    await desk.slack.deliverRaw({ form: { ...help(), text: 'my secret words' }, secret: 'x' })
    await desk.slack.deliverRaw({ form: { payload: '{"type":"block_actions","actions":"my secret words"}' } })

    const lines = JSON.stringify(desk.log.lines)
    for (const secret of ['my secret words', desk.slack.botToken, desk.slack.signingSecret])
      expect(lines).to.not.include(secret)
  })
})
