import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import { signatureOf } from '../../src/automation/index.js'
import { root } from '../../src/config.js'

/** A port that nobody had a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('the receiver in docs/automation.md', () => {
  let receiver: ChildProcess
  let url: string
  before(async () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs', 'automation.md'), 'utf8')) ?? []
    const port = await freePort()
    url = `http://127.0.0.1:${port}/`
    const env = { DOORS_SECRET: 'between us', PORT: String(port) }
    const says = `${code}\nconsole.log('code was read')`
    receiver = spawn(process.execPath, ['--input-type=module', '-e', says], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (receiver.stdout) await once(receiver.stdout, 'data')
    for (
      let tries = 0;
      tries < 100 &&
      !(await fetch(url).then(
        () => true,
        () => false,
      ));
      tries++
    )
      await new Promise((resolve) => setTimeout(resolve, 20))
  })
  after(() => receiver.kill())

  const body = JSON.stringify({ id: 'k1', for: { id: 'ana', name: 'Ana Søgaard' } })
  const call = async (key: string, at: number, said = body): Promise<readonly [number, string]> => {
    const timestamp = String(Math.floor(at / 1_000))
    const headers = {
      'idempotency-key': 'k1',
      'x-frontdesk-timestamp': timestamp,
      'x-frontdesk-signature': signatureOf(key, timestamp, body),
    }
    const answer = await fetch(url, { method: 'POST', headers, body: said })
    return [answer.status, await answer.text()]
  }

  it('does what is signed, once, and nothing else', async () => {
    const now = performance.timeOrigin + performance.now()
    expect(await call('another key', now)).to.deep.equal([401, ''])
    expect(await call('between us', now - 600_000)).to.deep.equal([401, ''])
    expect(await call('between us', now, body.replace('ana', 'eve'))).to.deep.equal([401, ''])
    expect(await call('between us', now)).to.deep.equal([200, 'opened for Ana Søgaard'])
    expect(await call('between us', now)).to.deep.equal([200, 'opened for Ana Søgaard'])
  })
})
