import { WebClient } from '@slack/web-api'
import { expect } from 'chai'
import type { Fields } from './fields.js'
import { type FakeSlack, openFakeSlack } from './index.js'
import { callApi, standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

describe('fake Slack: files', () => {
  let slack: FakeSlack
  const clock = standingClock()

  beforeEach(async () => {
    slack = await openFakeSlack({ now: clock.now, fileReadyMs: 2_000 })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const call = async (method: string, args: Fields): Promise<Fields> => (await callApi(slack, method, args)).body
  const announce = (length: number, more: Fields = {}) =>
    call('files.getUploadURLExternal', { filename: 'chart.png', length, ...more })
  const picture = (id: unknown) =>
    call('chat.postMessage', {
      channel: help,
      text: 'chart',
      blocks: [{ type: 'image', alt_text: 'a chart', slack_file: { id } }],
    })

  it('takes what the real client uploads, into a thread', async () => {
    const parent = await slack.say(ana, help, 'where is the chart?')
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })

    await client.filesUploadV2({
      channel_id: help,
      thread_ts: parent.ts,
      initial_comment: 'here',
      filename: 'chart.png',
      file: Buffer.from('picture'),
    })

    const [reply] = slack.thread(help, parent.ts)
    expect(reply).to.include({ text: 'here', subtype: 'file_share' })
    expect(slack.files()[0]).to.deep.include({ size: 7, channels: [help], completed: true })
    slack.assertClean()
  })

  it('wants a length, a short description, the bytes, the right number of them, and all that once', async () => {
    expect(await announce(0)).to.include({ error: 'invalid_arguments' })
    expect(await announce(1, { alt_txt: 'a'.repeat(1_001) })).to.include({ error: 'invalid_arguments' })
    const { upload_url, file_id } = await announce(3)
    const complete = () => call('files.completeUploadExternal', { files: [{ id: file_id }], channel_id: help })

    expect(await complete()).to.include({ error: 'file_upload_not_received' })
    expect((await fetch(String(upload_url), { method: 'POST', body: 'four' })).status).to.equal(400)
    expect((await fetch(String(upload_url), { method: 'POST', body: 'abc' })).status).to.equal(200)
    expect(await complete()).to.include({ ok: true })
    expect(await complete()).to.include({ error: 'file_upload_already_completed' })
    expect(slack.violations).to.deep.equal(['4 bytes were posted for chart.png, but 3 were announced'])
  })

  it('shows a picture in a block only once it was shared and has been processed', async () => {
    const upload = async (target: Fields): Promise<unknown> => {
      const { upload_url, file_id } = await announce(3)
      await fetch(String(upload_url), { method: 'POST', body: 'abc' })
      await call('files.completeUploadExternal', { files: [{ id: file_id }], ...target })
      return file_id
    }
    const [shared, hidden] = [await upload({ channel_id: help }), await upload({})]
    const atOnce = await picture(shared)
    clock.pass(2_000)

    expect(atOnce).to.include({ error: 'invalid_blocks' })
    expect(await picture(shared)).to.include({ ok: true })
    expect(await picture(hidden)).to.include({ error: 'invalid_blocks' })
  })

  it('gives a file’s bytes to a bearer, and the sign-in page to anybody else', async () => {
    const { files } = await slack.say(ana, help, 'the log', { files: [{ name: 'mail.log', bytes: 'all is lost' }] })
    const url = String(files?.[0]?.['url_private'])
    const withToken = await fetch(url, { headers: { authorization: `Bearer ${slack.botToken}` } })
    const without = await fetch(url)

    expect(await withToken.text()).to.equal('all is lost')
    expect([without.status, await without.text()]).to.satisfy(
      ([status, text]: [number, string]) => status === 200 && text.includes('Sign in'),
    )
  })
})
