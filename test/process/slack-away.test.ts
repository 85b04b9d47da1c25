import { expect } from 'chai'
import { type Machine, machine, until } from '../builders/frontdesk.js'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'

describe('a desk that starts while Slack is away', () => {
  let here: Machine
  let slack: FakeSlack
  beforeEach(async () => {
    here = await machine()
    slack = await openFakeSlack()
  })
  afterEach(async () => {
    await here.close()
    await slack.close()
  })

  const settings = () => ({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
  })

  it('serves its console meanwhile, and is in Slack as soon as Slack answers', async () => {
    slack.faults.next('auth.test', { status: 503 })

    const desk = await here.serve(settings())

    expect((await fetch(`${desk.url}/readyz`)).status).to.equal(200)
    expect(desk.said()).to.include('a platform cannot be reached, and is tried again')
    await until(async () => slack.calls('apps.connections.open').length > 0, 'the desk has come back to Slack')
    expect(await desk.stop()).to.equal(0)
  })

  it('serves its console when Slack does not let it in, and does not say that it is in Slack', async () => {
    const desk = await here.serve({ ...settings(), SLACK_BOT_TOKEN: 'xoxb-old' })

    expect((await fetch(`${desk.url}/readyz`)).status).to.equal(200)
    expect(desk.said()).to.include('a platform does not let the desk in').and.include('invalid_auth')
    expect(desk.said()).to.not.include('and in slack')
    expect(await desk.stop()).to.equal(0)
  })
})
