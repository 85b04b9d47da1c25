import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createHeartbeat } from '../../src/heartbeat.js'
import { seconds } from '../../src/kernel/duration.js'

describe('the heartbeat', () => {
  let heard: IncomingMessage[]
  let status: number | undefined
  let logged: { readonly fields: object; readonly says: string }[]
  const server = createServer((incoming, outgoing) => {
    heard.push(incoming)
    if (status !== undefined) outgoing.writeHead(status).end('thanks')
  })
  const log = () => {
    const note = (fields: object, says: string) => void logged.push({ fields, says })
    return { debug: note, info: note, warn: note, error: note }
  }
  const at = (login = '') => `http://${login}127.0.0.1:${(server.address() as AddressInfo).port}/ping/s3cret?key=s3cret`
  before((done) => void server.listen(0, '127.0.0.1', done))
  beforeEach(() => {
    heard = []
    status = 200
    logged = []
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('is heard by the watcher, and says so', async () => {
    expect(await createHeartbeat({ url: at(), log: log() })()).to.equal(true)
    expect(heard.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(['GET /ping/s3cret?key=s3cret'])
    expect(logged).to.deep.equal([])
  })

  it('is nothing where no watcher is named', async () => {
    expect(await createHeartbeat({ log: log() })()).to.equal(true)
    expect(heard).to.deep.equal([])
  })

  it('names itself by the login in the address', async () => {
    await createHeartbeat({ url: at('ana:s3cret%40@'), log: log() })()

    expect(heard[0]?.headers.authorization).to.equal(`Basic ${Buffer.from('ana:s3cret@').toString('base64')}`)
  })

  it('that is not heard is logged, without what is secret in the address, and nothing more', async () => {
    status = 500
    expect(await createHeartbeat({ url: at('ana:s3cret@'), log: log() })()).to.equal(false)
    status = undefined
    expect(await createHeartbeat({ url: at(), log: log(), patience: 50 })()).to.equal(false)
    expect(await createHeartbeat({ url: 'http://127.0.0.1:1/s3cret', log: log(), patience: seconds(5) })()).to.equal(
      false,
    )

    expect(logged).to.have.lengthOf(3)
    expect(JSON.stringify(logged)).to.include('status 500').and.include('TimeoutError').and.not.include('s3cret')
  })
})
