import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { pino } from 'pino'
import { mounted } from '../../adapters/web/mounts.js'
import { callbackDoor } from '../../src/automating.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { openReceiver, type Receiver } from '../builders/receiver.js'
import { automated } from './orders.js'

describe('the address at which an outcome is told', () => {
  let gate: Receiver
  let desk: DeskUnderTest
  let close: () => Promise<void>
  let base: string
  beforeEach(async () => {
    gate = await openReceiver()
    const file = automated(gate.url, { webhook: ', answers: callback' })
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    desk = await openDesk({ dialect: 'sqlite', file, config: { secretOf: () => 'between us', publicUrl: base } })
    const others = mounted(
      [callbackDoor(desk.parts)],
      (_, response) => response.writeHead(404).end('others'),
      pino({ level: 'silent' }),
    )
    server.on('request', others)
    close = () => new Promise((resolve) => void server.close(() => resolve()))
    await desk.as('emily').types('/request order gate with:"plate: BE 1234"')
    gate.answers({ status: 202 })
    await desk.parts.automation.look()
    await desk.parts.automation.settled()
  })
  afterEach(async () => {
    await close()
    await desk.close()
    await gate.close()
  })
  const post = async (url: string, body: string, language = 'en') => {
    const answer = await fetch(url, { method: 'POST', body, headers: { 'accept-language': language } })
    const text = await answer.text()
    return { status: answer.status, text, says: text.startsWith('{') ? String(JSON.parse(text).says) : '' }
  }
  const address = (): string => String(gate.received[0]?.body.callback)

  it('takes it once, and tells whoever comes with anything else what is wrong', async () => {
    expect(await post(`${address()}x`, '{"ok":true}')).to.deep.include({
      status: 404,
      says: 'This address is not known.',
    })
    expect(await post(`${base}/callback/`, '{"ok":true}', 'da-DK,da;q=0.9')).to.deep.include({
      status: 404,
      says: 'Adressen kendes ikke.',
    })
    expect((await post(address(), 'ok')).says).to.match(/JSON with ok/)
    expect((await post(address(), '{"ok":true,"more":1}')).status).to.equal(400)
    expect((await post(address(), `{"ok":true,"note":"${'x'.repeat(70_000)}"}`)).status).to.equal(413)
    expect((await desk.record('TSK-1')).state).to.equal('open')

    expect(await post(address(), '{"ok":true}')).to.deep.include({ status: 200, says: 'Thank you.' })
    expect((await desk.record('TSK-1')).state).to.equal('done')
    expect(await post(address(), '{"ok":false}')).to.deep.include({
      status: 410,
      says: 'The outcome was told already.',
    })
  })

  it('takes nothing any more when a person has done it meanwhile', async () => {
    await desk.as('marco').types('/task done TSK-1')
    const { status, says } = await post(address(), '{"ok":false}')
    expect(status).to.equal(410)
    expect(says).to.match(/Somebody else has done this/)
    expect((await desk.record('TSK-1')).state).to.equal('done')
  })

  it('is one step beneath its path, and by POST alone', async () => {
    expect((await fetch(address())).status).to.equal(404)
    expect((await post(`${address()}/more`, '{"ok":true}')).text).to.equal('others')
  })
})
