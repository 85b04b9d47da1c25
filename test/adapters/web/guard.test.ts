import { request } from 'node:http'
import { expect } from 'chai'
import { type Inn, openInn } from './inn.js'
import { cookiesOf, requestId, visit, visitorWith } from './visitor.js'

/** A request with headers that fetch would not send. */
function raw(
  inn: Inn,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; body: string; cookies: readonly string[] }> {
  return new Promise((resolve, reject) => {
    const { port } = inn.web.address()
    const call = request({ host: '127.0.0.1', port, method, path, headers }, async (response) => {
      let text = ''
      for await (const part of response) text += part
      resolve({ status: response.statusCode ?? 0, body: text, cookies: response.headers['set-cookie'] ?? [] })
    })
    call.on('error', reject)
    call.end(body)
  })
}

describe('The console guards itself', () => {
  let inn: Inn
  beforeEach(async () => {
    inn = await openInn()
  })
  afterEach(() => inn.stop())

  const signIn = (code: string) =>
    fetch(`${inn.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ code }),
    })

  it('lets nothing run but its own files, and stands in no frame', async () => {
    const { headers } = await fetch(inn.url)

    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).to.contain("script-src 'self'").and.contain("frame-ancestors 'none'")
    expect(policy).not.to.contain('unsafe')
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    expect(headers.get('referrer-policy')).to.equal('same-origin')
  })

  it('gives a cookie that no script can read and no other site can send', async () => {
    const cookie = (await fetch(inn.url)).headers.getSetCookie().find((one) => one.startsWith('frontdesk_session='))

    expect(cookie).to.contain('HttpOnly').and.contain('SameSite=Strict').and.contain('Path=/')
  })

  it('has no style or script written into a page', async () => {
    await inn.says('reception', 'lena', 'hello')
    const html = await (await fetch(inn.url)).text()

    expect(html).not.to.match(/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/i)
  })

  it('does not answer to a foreign name while people may be switched', async () => {
    const foreign = await raw(inn, 'GET', '/api/me', { host: 'evil.example' })
    const local = await raw(inn, 'GET', '/', { host: `localhost:${inn.web.address().port}` })

    expect(foreign.status).to.equal(421)
    expect(local.status).to.equal(200)
  })

  it('lets nobody be switched whose request was passed on by a web server in front', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      const page = await fetch(inn.url, { headers: { [header]: '203.0.113.7' } })

      expect([page.status, page.headers.getSetCookie()], header).to.deep.equal([401, []])
    }
  })

  it('refuses a change that another page asks for', async () => {
    const mia = await visit(inn, 'mia')
    const body = { id: requestId(), channel: 'reception', text: 'from elsewhere' }
    const byOrigin = await mia.send('POST', '/api/messages', body, { origin: 'https://evil.example' })
    const bySite = await mia.send('POST', '/api/messages', body, { 'sec-fetch-site': 'cross-site' })
    const own = { 'content-type': 'application/json', cookie: mia.cookie, host: `127.0.0.1:${inn.web.address().port}` }
    const withoutHeader = await raw(inn, 'POST', '/api/messages', own, JSON.stringify(body))

    expect([byOrigin.status, bySite.status, withoutHeader.status]).to.deep.equal([403, 403, 403])
    expect(inn.heard).to.have.lengthOf(0)
  })

  it('takes a change from its own origin', async () => {
    const mia = await visit(inn, 'mia')
    const headers = { origin: inn.url, 'sec-fetch-site': 'same-origin' }
    const said = await mia.send('POST', '/api/messages', { id: requestId(), channel: 'reception', text: 'hi' }, headers)

    expect(said.status).to.equal(200)
  })

  it('refuses to switch people once another platform is connected, and ends at a sign-in page', async () => {
    const mia = await visit(inn, 'mia')
    inn.setOpen(false)
    const switched = await mia.send('POST', '/api/session', { person: 'lena' })
    const page = await fetch(inn.url)

    expect(switched.status).to.equal(403)
    expect(page.status).to.equal(401)
    expect(await page.text()).to.contain('One-time code')
  })

  it('signs in with a code and not with a wrong one', async () => {
    inn.setOpen(false)
    const wrong = await signIn('nope-nope')
    const right = await signIn(' abcd-efgh ')
    const me = await visitorWith(inn, cookiesOf(right)).get('/api/me')

    expect(wrong.status).to.equal(422)
    expect(me.body.person.id).to.equal('lena')
    expect(me.body).to.include({ open: false }).and.not.have.property('people')
  })

  it('does not let codes be guessed', async () => {
    inn.setOpen(false)
    for (let attempt = 0; attempt < 5; attempt++) await signIn('nope-nope')
    const sixth = await signIn('abcd-efgh')

    expect(sixth.status).to.equal(429)
    expect(sixth.headers.get('retry-after')).to.equal('60')
  })

  it('knows nobody without a cookie, and nobody by one that was made up', async () => {
    for (const cookie of ['', 'frontdesk_session=aaaaaaaaaaaaaaaaaaaa']) {
      const me = await visitorWith(inn, cookie).get('/api/me')
      expect(me.status).to.equal(401)
      expect(me.body.error.says).to.equal('You are not signed in.')
    }
  })

  it('ends a session for good', async () => {
    inn.setOpen(false)
    const lena = visitorWith(inn, cookiesOf(await signIn('abcd-efgh')))
    await lena.send('DELETE', '/api/session', {})

    expect((await lena.get('/api/me')).status).to.equal(401)
  })

  it('asks a link from another site to come again, because it brings no cookie', async () => {
    const host = `127.0.0.1:${inn.web.address().port}`
    const headers = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    const first = await raw(inn, 'GET', '/r/INC-41', headers)

    expect(first.cookies).to.deep.equal([])
    expect(first.body).to.contain('http-equiv="refresh"').and.contain('/r/INC-41?again=1')
  })

  it('shows a page of the desk itself to whom it is for, and to others as if there were none', async () => {
    const [lena, mia] = [await visit(inn, 'lena'), await visit(inn, 'mia')]

    const shown = await lena.page('/jobs')
    expect(shown.status).to.equal(200)
    expect(shown.html).to.contain('class="record-page"').and.not.contain('data-number')
    expect((await mia.page('/jobs')).status).to.equal(404)
    expect((await mia.page('/jobs')).html).to.equal((await mia.page('/nowhere')).html)
  })

  it('tells a private record and an absent one in the same words', async () => {
    const lena = await visit(inn, 'lena')
    const mia = await visit(inn, 'mia')
    await lena.send('POST', '/api/submits', {
      id: requestId(),
      command: 'incident report',
      args: { what: 'secret: theft' },
    })
    const hidden = await mia.page('/r/INC-41')
    const absent = await mia.page('/r/INC-99')

    expect((await lena.page('/r/INC-41')).html).to.contain('secret: theft')
    expect(hidden.status).to.equal(404)
    expect(hidden).to.deep.equal(absent)
  })
})

describe('The port of the console', () => {
  it('tells that it lives and that it is ready', async () => {
    const inn = await openInn()
    const [health, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(inn.url + path)))
    await inn.stop()

    expect([health?.status, ready?.status]).to.deep.equal([200, 200])
  })

  it('hands other adapters the bytes as they came', async () => {
    const seen: { body: string; signature: string | undefined }[] = []
    const mount = {
      method: 'POST',
      path: '/slack/events',
      async handle({ body, headers }: { body: Uint8Array; headers: Readonly<Record<string, string>> }) {
        seen.push({ body: Buffer.from(body).toString(), signature: headers['x-slack-signature'] })
        return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'taken' }
      },
    }
    const inn = await openInn({ mounts: [mount] })
    const headers = { 'x-slack-signature': 'v0=abc', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${inn.url}/slack/events?x=1`, { method: 'POST', headers, body: 'a=1&b=%20x' })
    const text = await answer.text()
    await inn.stop()

    expect(text).to.equal('taken')
    expect(seen).to.deep.equal([{ body: 'a=1&b=%20x', signature: 'v0=abc' }])
  })

  it('does not take what a mounted adapter could not take', async () => {
    const handle = () => Promise.reject(new Error('no database'))
    const inn = await openInn({ mounts: [{ method: 'POST', path: '/slack/events', handle }] })
    const answer = await fetch(`${inn.url}/slack/events`, { method: 'POST', body: 'x' })
    await inn.stop()

    expect(answer.status).to.equal(500)
  })

  it('serves its files for ever under their version, and asks about them under another', async () => {
    const inn = await openInn()
    const html = await (await fetch(inn.url)).text()
    const path = /\/assets\/[\w-]+\/console\.css/.exec(html)?.[0] ?? ''
    const current = await fetch(inn.url + path)
    const etag = current.headers.get('etag') ?? ''
    const old = await fetch(`${inn.url}/assets/older/console.css`)
    const same = await fetch(`${inn.url}/assets/older/console.css`, { headers: { 'if-none-match': etag } })
    const outside = await fetch(`${inn.url}/assets/older/..%2f..%2fpackage.json`)
    await inn.stop()

    expect(current.headers.get('cache-control')).to.contain('immutable')
    expect(old.headers.get('cache-control')).to.equal('no-cache')
    expect([same.status, outside.status]).to.deep.equal([304, 404])
  })

  it('delivers to a channel once a key, changes what stands there, and says where it cannot', async () => {
    const inn = await openInn()
    const card = { title: ['INC-1'], tone: 'plain', blocks: [] } as const
    const to = { platform: 'console', workspace: 'local', channel: 'reception' }
    const message = { key: 'k1', to, card, language: 'en' } as const
    const address = await inn.web.deliver(message)
    const again = await inn.web.deliver(message)
    await inn.web.deliver({ ...message, edit: address, card: { ...card, title: ['INC-1 changed'] } })
    const lost = await inn.web
      .deliver({ ...message, key: 'k2', to: { ...to, channel: 'cellar' } })
      .catch((error) => error)
    const gone = await inn.web.deliver({ ...message, edit: { ...address, message: '999999' } }).catch((error) => error)
    const link = await inn.web.linkTo?.(address)
    const stands = await inn.doors.shelf.get(address)
    await inn.stop()

    expect(again).to.deep.equal(address)
    expect(stands?.card?.title).to.deep.equal(['INC-1 changed'])
    expect(lost).to.include({ name: 'Undeliverable', reason: 'unknown place' })
    expect(gone).to.include({ name: 'Undeliverable', reason: 'cannot be edited' })
    expect(link).to.equal(`${inn.url}/c/reception/t/${address.message}`)
  })

  it('refuses a port that is taken', async () => {
    const inn = await openInn()
    const second = await openInn({ port: inn.web.address().port }).catch((error) => error)
    await inn.stop()

    expect(second).to.include({ code: 'EADDRINUSE' })
  })

  it('stops while browsers are connected', async () => {
    const inn = await openInn()
    const mia = await visit(inn, 'mia')
    await fetch(`${inn.url}/api/events`, { headers: { cookie: mia.cookie } })
    await inn.stop()
  })
})
