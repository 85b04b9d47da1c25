import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import type { ServedFile } from '../../../src/chat/page.js'
import { NoFile } from '../../../src/chat/platform.js'
import { type Inn, openInn } from './inn.js'
import { cookiesOf, requestId, visit } from './visitor.js'

const bytes = (text: string) => new Blob([text]).stream() as ReadableStream<Uint8Array>
const holding = (name: string, type: string, text: string): ServedFile => ({
  kind: 'open',
  on: 'console',
  name,
  type,
  size: text.length,
  body: bytes(text),
})

const place = { platform: 'console', workspace: 'local', channel: 'reception' }

describe('The console serves files', () => {
  let inn: Inn
  beforeEach(async () => {
    inn = await openInn()
  })
  afterEach(() => inn.stop())

  const open = async (id: string, person = 'lena') => {
    const { cookie } = await visit(inn, person)
    return fetch(`${inn.url}/files/${id}`, { headers: { cookie } })
  }

  it('to those who may have them, with nothing in them that runs', async () => {
    inn.files.set('1', (viewer) => (viewer === 'lena' ? holding('hose.png', 'image/png', 'PNG') : undefined))

    const response = await open('1')

    expect(await response.text()).to.equal('PNG')
    expect(response.headers.get('content-type')).to.equal('image/png')
    expect(response.headers.get('content-disposition')).to.match(/^inline; /)
    expect(response.headers.get('content-security-policy')).to.contain('sandbox').and.contain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).to.equal('nosniff')
    const other = await open('1', 'mia')
    expect(other.status).to.equal(404)
    expect(await other.text()).to.contain('not for you to see')
  })

  const risky = ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'application/pdf', 'text/xml', 'x', '']
  for (const type of risky) {
    it(`unopened, where they say that they are “${type}”`, async () => {
      inn.files.set('1', () => holding('page.html', type, '<script>alert(1)</script>'))

      const { headers } = await open('1')

      expect(headers.get('content-type')).to.equal('application/octet-stream')
      expect(headers.get('content-disposition')).to.match(/^attachment; /)
    })
  }

  it('as bare text where they are that', async () => {
    inn.files.set('1', () => holding('log.txt', 'text/plain; charset=latin1', '<b>log</b>'))

    const { headers } = await open('1')

    expect(headers.get('content-type')).to.equal('text/plain; charset=utf-8')
    expect(headers.get('content-disposition')).to.match(/^inline; /)
  })

  it('under their own names, whatever stands in those', async () => {
    inn.files.set('1', () => holding('../ære "x"\r\nset-cookie: a=b; (1).png', 'image/png', 'PNG'))

    const { headers } = await open('1')

    const full = '.._%C3%A6re%20%22x%22__set-cookie%3A%20a%3Db%3B%20%281%29.png'
    expect(headers.get('content-disposition')).to.equal(
      `inline; filename="..__re _x___set-cookie: a=b; (1).png"; filename*=UTF-8''${full}`,
    )
    expect(headers.get('set-cookie')).to.equal(null)
  })

  for (const [kind, status, words] of [
    ['gone', 410, 'was deleted in the console'],
    ['closed', 503, 'may not read files in the console'],
    ['away', 503, 'is not connected there'],
  ] as const) {
    it(`and says in a sentence when one is ${kind}`, async () => {
      inn.files.set('1', () => ({ kind, on: 'console', name: 'hose <1>.png' }))

      const response = await open('1')
      const html = await response.text()

      expect(response.status).to.equal(status)
      expect(html).to.contain(words)
      expect(html).to.not.contain('<1>')
    })
  }

  it('after signing in, to those who followed a link without being known', async () => {
    inn.setOpen(false)
    inn.files.set('1', () => holding('hose.png', 'image/png', 'PNG'))
    const { port } = inn.web.address()

    const asked = await fetch(`${inn.url}/files/1`)
    expect(asked.status).to.equal(401)
    expect(await asked.text()).to.contain('data-to="/files/1"')
    const signedIn = await fetch(`http://127.0.0.1:${port}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ code: 'abcd-efgh' }),
    })
    const back = await fetch(`${inn.url}/files/1`, { headers: { cookie: cookiesOf(signedIn) } })
    expect(await back.text()).to.equal('PNG')
  })

  describe('that people attach on it', () => {
    const attach = (cookie: string, name: string, bytes: string | Uint8Array, type = 'image/png') =>
      fetch(`${inn.url}/api/files?${new URLSearchParams({ name })}`, {
        method: 'POST',
        headers: { 'content-type': type, 'x-frontdesk': '1', cookie },
        body: bytes as string,
      })
    const attached = async (cookie: string, name: string, bytes: string, type?: string): Promise<string> =>
      ((await (await attach(cookie, name, bytes, type)).json()) as { file: { id: string } }).file.id

    it('stand in their message, without a word too, for whoever sees the channel, until it is taken back', async () => {
      const lena = await visit(inn, 'lena')
      const id = await attached(lena.cookie, 'ære <1>.png', 'PNG')
      const body = { id: requestId(), channel: 'reception', text: '', files: [id] }
      const { message } = (await lena.send('POST', '/api/messages', body)).body
      const path = `/c/reception/m/${message.id}/${id}`

      expect(message.html).to.contain(`src="${path}"`).and.contain('ære &lt;1&gt;.png')
      const heard = inn.heard.find((one) => one.kind === 'said')
      expect(heard?.kind === 'said' && heard.message.files).to.deep.equal([
        { id, name: 'ære <1>.png', type: 'image/png', size: 3 },
      ])
      const mia = await visit(inn, 'mia')
      const seen = await fetch(inn.url + path, { headers: { cookie: mia.cookie } })
      expect(await seen.text()).to.equal('PNG')
      expect(seen.headers.get('content-security-policy')).to.contain('sandbox')
      const opened = await inn.web.openFile?.({ id, name: 'x' }, { ...place, message: message.id })
      expect(await new Response(opened?.body).text()).to.equal('PNG')

      await lena.send('DELETE', `/api/messages/${message.id}`, { id: requestId(), channel: 'reception' })
      expect((await fetch(inn.url + path, { headers: { cookie: mia.cookie } })).status).to.equal(404)
      const failure = await inn.web
        .openFile?.({ id, name: 'x' }, { ...place, message: message.id })
        .catch((error: unknown) => error)
      expect(failure).to.be.instanceOf(NoFile).with.property('reason', 'gone')
    })

    it('are nobody else’s to send, and no path into the machine', async () => {
      const [lena, mia] = [await visit(inn, 'lena'), await visit(inn, 'mia')]
      const id = await attached(lena.cookie, '../../etc/passwd', 'x', 'text/html')
      const say = (files: readonly string[]) =>
        mia.send('POST', '/api/messages', { id: requestId(), channel: 'reception', text: 'mine', files })

      const report = (files: readonly string[]) =>
        mia.send('POST', '/api/submits', {
          id: requestId(),
          command: 'incident report',
          args: {},
          files: { photo: files },
        })

      for (const wrong of [id, '../secret', `${id}.json`, 'nothing0']) {
        expect((await say([wrong])).body.error.code).to.equal('web.upload')
        expect((await report([wrong])).body.error.code).to.equal('web.upload')
      }
      expect(inn.heard.filter(({ kind }) => kind === 'said' || kind === 'submit')).to.deep.equal([])
    })

    it('are refused above ten megabytes, when empty, and from strangers', async () => {
      const { cookie } = await visit(inn, 'lena')

      const large = await attach(cookie, 'film.mov', new Uint8Array(10 * 1024 * 1024 + 1))
      const empty = await attach(cookie, 'empty.txt', '')
      const stranger = await attach('', 'x.txt', 'x')

      expect(large.status).to.equal(413)
      expect(empty.status).to.equal(422)
      expect(stranger.status).to.equal(401)
    })
  })
})
