import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { afterEach, beforeEach, describe, it } from 'mocha'
import { slackWords } from '../../../adapters/slack/index.js'
import type { FileRef } from '../../../src/chat/inbound.js'
import { NoFile } from '../../../src/chat/platform.js'
import { openHouse } from '../../contracts/house.js'
import { type Desk, openDesk } from './desk.js'

const ana = 'U0ANA'
const reception = 'C0RECEPTION'

describe('files in Slack', () => {
  let desk: Desk
  let elsewhere: Server
  let house: ReturnType<typeof openHouse>
  const asked: (string | undefined)[] = []

  beforeEach(async () => {
    desk = await openDesk({ transport: 'http', overhear: true })
    desk.slack.addUser({ id: ana, name: 'ana' })
    desk.slack.addChannel({ id: reception, name: 'reception' })
    house = openHouse([slackWords])
    await desk.start(house)
    asked.length = 0
    elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end('whatever')
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  })

  afterEach(async () => {
    await desk.close()
    await new Promise<void>((resolve) => elsewhere.close(() => resolve()))
  })

  const said = async (): Promise<FileRef> => {
    await desk.slack.say(ana, reception, 'look', { files: [{ name: 'hose.png', bytes: 'the hose' }] })
    const inbound = house.handed.find((one) => one.kind === 'said')
    return inbound?.kind === 'said' ? (inbound.message.files[0] as FileRef) : { name: 'none' }
  }
  const at = () => ({ platform: 'slack', workspace: desk.slack.teamId, channel: reception, message: '1.1' })
  const refused = async (file: FileRef): Promise<unknown> => {
    try {
      await desk.platform.openFile?.(file, at())
    } catch (error) {
      return error
    }
    throw new Error('it was opened')
  }
  const outside = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/hose.png`

  it('know their page in Slack and no key of ours', async () => {
    const file = await said()

    expect(file.url).to.match(/^https:\/\/[\w.-]+\/files\/U0ANA\//)
    expect(JSON.stringify(house.handed)).to.not.include(desk.slack.botToken)
  })

  it('are closed to us where the scope is missing, and Slack says so', async () => {
    const file = await said()
    desk.slack.token(desk.slack.botToken)?.scopes.delete('files:read')

    expect(await refused(file))
      .to.be.instanceOf(NoFile)
      .with.property('reason', 'closed')
    desk.slack.forgive(/files:read|missing_scope/)
  })

  it('are closed to us where Slack answers with its page to sign in', async () => {
    const file = await said()
    desk.slack.faults.next('file', { status: 200 })

    expect(await refused(file))
      .to.be.instanceOf(NoFile)
      .with.property('reason', 'closed')
  })

  it('never have our token sent to another host, neither at once nor by a detour', async () => {
    const file = await said()
    const stored = desk.slack.files()[0]!
    stored.servedFrom = outside()
    const atOnce = await refused(file)
    delete stored.servedFrom
    desk.slack.faults.next('file', { status: 302, location: outside() })
    const byDetour = await refused(file)

    for (const failure of [atOnce, byDetour]) expect(failure).to.be.instanceOf(NoFile).with.property('reason', 'closed')
    expect(asked).to.deep.equal([])
  })

  it('from another workspace come with their name, which only Slack can tell', async () => {
    await desk.slack.say(ana, reception, 'look', {
      files: [{ name: 'hose.png', bytes: 'the hose', foreign: true }],
    })

    const inbound = house.handed.find((one) => one.kind === 'said')
    expect(inbound?.kind === 'said' && inbound.message.files[0]).to.include({ name: 'hose.png', type: 'image/png' })
  })
})
