import { expect } from 'chai'
import { type Golden, golden } from './fixtures.js'
import { type FakeSlack, openFakeSlack } from './index.js'
import { callApi } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

describe('fake Slack: Block Kit', () => {
  let slack: FakeSlack

  before(async () => {
    slack = await openFakeSlack({ rateLimits: 'off' })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
  })

  after(() => slack.close())

  const send = async ({ blocks, view }: Golden) => {
    if (!view) return callApi(slack, 'chat.postMessage', { channel: help, text: 'fallback', blocks }, { json: false })
    if (view['type'] === 'home') return callApi(slack, 'views.publish', { user_id: ana, view })
    const { trigger_id } = slack.commandFields(ana, help, '/incident')
    return callApi(slack, 'views.open', { trigger_id, view })
  }

  for (const fixture of golden('valid'))
    it(`takes ${fixture.about}`, async () => {
      const { body } = await send(fixture)

      expect(body, JSON.stringify(body)).to.include({ ok: true })
    })

  for (const fixture of golden('invalid'))
    it(`refuses ${fixture.about}`, async () => {
      const { status, body } = await send(fixture)

      expect(status).to.equal(200)
      expect(body).to.include({ ok: false, error: fixture.error })
      if (!fixture.pointer) return
      expect(body)
        .to.have.nested.property('response_metadata.messages')
        .that.includes(`[ERROR] ${fixture.says} [json-pointer:${fixture.pointer}]`)
    })

  it('wants text beside blocks, for screen readers', async () => {
    const { body } = await callApi(slack, 'chat.postMessage', { channel: help, blocks: [{ type: 'divider' }] })

    expect(body).to.include({ ok: false, error: 'no_text' })
    expect(slack.forgive(/without text/)).to.have.lengthOf(1)
  })

  it('refuses blocks that are not JSON, or no list', async () => {
    const notJson = await callApi(
      slack,
      'chat.postMessage',
      { channel: help, text: 'a', blocks: '[{' },
      { json: false },
    )
    const noList = await callApi(slack, 'chat.postMessage', { channel: help, text: 'a', blocks: { type: 'divider' } })

    expect(notJson.body).to.include({ error: 'invalid_blocks_format' })
    expect(noList.body).to.include({ error: 'invalid_blocks_format' })
  })
})
