import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'

describe('somebody in Slack whom no desk file names', () => {
  let here: Machine
  let slack: FakeSlack
  beforeEach(async () => {
    here = await machine()
    slack = await openFakeSlack()
    slack.addChannel({ id: 'C0LOBBY', name: 'lobby' })
    slack.addUser({ id: 'U0FREJA', name: 'freja', realName: 'Freja Holm', locale: 'en-GB' })
  })
  afterEach(async () => {
    await here.close()
    await slack.close()
  })

  const signedIn = async (url: string, code: string) => {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ code }),
    })
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
    return { said: await answer.text(), cookie: cookie.join('; ') }
  }

  it('opens the page of their record with a one-time code, and none of the console’s channels', async () => {
    const { url, stop } = await here.serve({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
    })
    slack.connectHttp(`${url}/slack/events`)
    const reported = await slack.command(
      'U0FREJA',
      'C0LOBBY',
      '/incident',
      'report the shower is broken work:stopped affects:me',
    )
    const [number] = /INC-\d+/.exec(JSON.stringify(reported.body)) ?? []
    const answer = await slack.command('U0FREJA', 'C0LOBBY', '/desk', 'link')
    const [code = ''] = /[0-9a-z]{4}-[0-9a-z]{4}/.exec(JSON.stringify(answer.body)) ?? []

    const { said, cookie } = await signedIn(url, code)
    const page = await fetch(`${url}/r/${number}`, { headers: { cookie } })
    const me = await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()

    expect(said).to.include('"name":"freja"')
    expect([page.status, await page.text()].join()).to.match(/^200,.*the shower is broken/s)
    expect(me.channels.map(({ direct }: { direct: boolean }) => direct)).to.deep.equal([true])
    await stop()
  })
})
