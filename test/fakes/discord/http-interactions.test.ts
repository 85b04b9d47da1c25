import { createPublicKey, verify } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Fields } from '../fields.js'
import { register } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'
import { flaws } from './signing.js'

/** A careful application: it looks at the signature and the time, and answers in the response. */
const openApplication = async (discord: FakeDiscord, { careful = true } = {}) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(discord.publicKey, 'hex')])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const heard: Fields[] = []
  const genuine = (headers: NodeJS.Dict<string | string[]>, body: string): boolean => {
    const [stamp, signature] = [String(headers['x-signature-timestamp']), String(headers['x-signature-ed25519'])]
    const fresh = Math.abs(Date.now() / 1_000 - Number(stamp)) <= 300
    return fresh && verify(null, Buffer.from(stamp + body), key, Buffer.from(signature, 'hex'))
  }
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    if (careful && !genuine(request.headers, body)) return response.writeHead(401).end()
    const payload = JSON.parse(body) as Fields
    if (payload['type'] !== 1) heard.push(payload)
    const answer = payload['type'] === 1 ? { type: 1 } : { type: 4, data: { content: 'Yes', flags: 64 } }
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

describe('fake Discord: interactions over HTTP', () => {
  let discord: FakeDiscord
  let application: Awaited<ReturnType<typeof openApplication>>
  let channel: string
  let ana: string

  const setUp = async (careful: boolean): Promise<void> => {
    discord = await openFakeDiscord()
    const guild = discord.addGuild({ name: 'Alpine Hotel' })
    channel = discord.addChannel(guild.id, { name: 'reception' }).id
    ana = discord.addMember(guild.id, { name: 'ana' }).id
    application = await openApplication(discord, { careful })
    await register(discord)
    discord.useHttp(application.url)
  }

  afterEach(async () => {
    application.close()
    await discord.close()
  })

  const types = () => discord.as(ana).types(channel, '/incident report', { summary: 'x' })

  it('are signed, and answered in the response', async () => {
    await setUp(true)
    const asked = await types()

    expect(asked.original).to.include({ content: 'Yes', onlyFor: ana })
    expect(application.heard).to.have.lengthOf(1)
    discord.check()
  })

  it('refuse every flaw with 401, and take a ping', async () => {
    await setUp(true)
    const payload = { id: '1', type: 2, version: 1 }
    const statuses: number[] = []
    for (const flaw of flaws) statuses.push((await discord.http.send(payload, flaw)).status)

    expect(statuses).to.deep.equal(flaws.map(() => 401))
    expect(await discord.http.ping()).to.equal(true)
    expect(application.heard).to.deep.equal([])
  })

  it('are told apart from a replay by nothing but their id', async () => {
    await setUp(true)
    await types()
    const again = await discord.http.replay()

    expect(again.status).to.equal(200)
    expect(new Set(application.heard.map(({ id }) => id))).to.have.lengthOf(1)
  })

  it('are sent with a bad signature now and then, and whoever takes that is complained of', async () => {
    await setUp(false)
    await types()

    expect(discord.forgive(/was answered 200, not 401/)).to.have.lengthOf(1)
  })
})
