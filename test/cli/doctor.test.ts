import { chmodSync } from 'node:fs'
import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { deskScopes, type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'
import { smallDesk } from '../organisation/files.js'

for (const dialect of dialects) {
  describe(`frontdesk doctor, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
    })
    afterEach(() => here.close())

    it('finds nothing to mend before the first start, nor while the desk runs', async () => {
      const before = await here.type(['doctor'])
      expect(before.code).to.equal(0)
      expect(before.out).to.include('Everything is in order.')

      const desk = await here.serve()
      const { code, out } = await here.type(['doctor'])
      expect(code).to.equal(0)
      expect(out).to.include('answers and is up to date').and.include('is in force, as version 1')
      await desk.stop()
    })

    it('tells that the desk file on disk is not the one in force', async () => {
      const file = here.file('desk.yaml', smallDesk())
      await here.type(['apply', file, '--yes'])
      here.file('desk.yaml', smallDesk({ languages: '[en]' }))

      const { code, out } = await here.type(['doctor'], { also: { DESK_FILE: file } })

      expect(code).to.equal(0)
      expect(out)
        .to.match(/^note .*desk\.yaml is not what is in force \(version 1\)/m)
        .and.include('frontdesk apply')
    })
  })
}

describe('frontdesk doctor', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
  })
  afterEach(() => here.close())

  it('finds a database that others can read, and says what to type', async () => {
    const file = here.file('desk.yaml', smallDesk())
    await here.type(['apply', file, '--yes'])
    chmodSync(`${here.home}/data/frontdesk.sqlite`, 0o644)

    const { code, out } = await here.type(['doctor'], { also: { DESK_FILE: file } })

    expect(code).to.equal(1)
    expect(out).to.include('MEND').and.include(`chmod 600 ${here.home}/data/frontdesk.sqlite`)
    expect(out).to.include('One thing to mend.')
  })

  it('finds a database that cannot be opened, without telling its password', async () => {
    const { code, out } = await here.type(['doctor'], {
      also: { DATABASE_URL: 'postgres://desk:secret@127.0.0.1:1/desk' },
    })

    expect(code).to.equal(1)
    expect(out).to.include('The database postgres://127.0.0.1:1/desk cannot be opened: nobody answers there.')
    expect(out).to.not.include('secret')
  })

  it('finds a broken desk file before the first start', async () => {
    const file = here.file('desk.yaml', smallDesk({ teams: '\n  reception: {name: Reception, members: [anna]}' }))

    const { code, out } = await here.type(['doctor'], { also: { DESK_FILE: file } })

    expect(code).to.equal(1)
    expect(out).to.include('has one problem: ').and.include('anna').and.include('frontdesk check')
  })

  it('finds what keeps tasks from being done by themselves', async () => {
    const automation = `{webhooks: {doors: {url: 'https://doors.example.org/in', secret: DOORS_SECRET, answers: callback}}}`
    const file = here.file('desk.yaml', smallDesk({ automation }))
    await here.type(['apply', file, '--yes'])

    const ill = await here.type(['doctor'], { also: { DESK_FILE: file } })
    const also = { DESK_FILE: file, DOORS_SECRET: '32 characters that nobody guesses' }
    const better = await here.type(['doctor'], { also })
    const well = await here.type(['doctor', '--language', 'da'], {
      also: { ...also, PUBLIC_URL: 'https://desk.example.org' },
    })

    expect(ill.code).to.equal(1)
    expect(ill.out).to.include('Set DOORS_SECRET, or DOORS_SECRET_FILE')
    expect(better.out).to.include('The webhook doors answers later, and PUBLIC_URL is not set')
    expect(well.out).to.include('Det, der sker af sig selv, kan ske: webhooks 1, scripts 0.')
  })

  describe('with Slack', () => {
    let slack: FakeSlack
    beforeEach(async () => {
      slack = await openFakeSlack()
    })
    afterEach(() => slack.close())

    const tokens = () => ({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    })

    it('tells the workspace whose tokens these are', async () => {
      const { code, out } = await here.type(['doctor'], { also: tokens() })

      expect(out).to.include('Slack takes the bot’s token').and.include(slack.teamId).and.include('Socket Mode')
      expect(code).to.equal(0)
      slack.assertClean()
    })

    it('names the scopes that the manifest asks for and the app was not granted', async () => {
      const few = deskScopes.filter((scope) => !['reactions:read', 'usergroups:read', 'users:read'].includes(scope))
      slack.addToken({ value: 'xoxb-few', kind: 'bot', scopes: new Set(few) })

      const { code, out } = await here.type(['doctor'], { also: { ...tokens(), SLACK_BOT_TOKEN: 'xoxb-few' } })

      expect(code).to.equal(1)
      expect(out).to.include('The Slack app lacks scopes: reactions:read, usergroups:read, users:read.')
      expect(out).to.include('frontdesk manifest slack')
    })

    it('looks at every channel that the desk file names, and at no other', async () => {
      const word = (id: string) => `slack:${slack.teamId}/${id}`
      slack.addChannel({ id: 'C0HELP', name: 'help' })
      slack.addChannel({ id: 'C0OLD', name: 'old' })
      slack.addChannel({ id: 'C0OTHERS', name: 'others', botIsMember: false })
      await slack.archive('C0OLD')
      const to = ['C0HELP', 'C0OLD', 'C0OTHERS', 'C0TYPO'].map((id) => `'${word(id)}'`).join(', ')
      const routes = `\n  - {records: all, to: [${to}, 'slack:T0ELSEWHERE/C0HELP'], facts: all}`
      const file = here.file('desk.yaml', smallDesk({ routes }))
      await here.type(['apply', file, '--yes'])

      const { code, out } = await here.type(['doctor'], { also: { ...tokens(), DESK_FILE: file } })

      expect(code).to.equal(1)
      expect(out).to.include('One Slack channel that the desk file names takes messages.')
      expect(out).to.match(/MEND +The channel #old .*C0OLD\) is archived/)
      expect(out).to.match(/MEND +The app is not in the channel #others/)
      expect(out).to.match(/MEND +There is no channel .*C0TYPO/)
      expect(out).to.match(/note +The channel slack:T0ELSEWHERE\/C0HELP is in another workspace/)
      expect(slack.calls('conversations.list').length + slack.calls('users.list').length).to.equal(0)
      slack.assertClean()
    })

    it('says in Danish what to do', async () => {
      const also = { ...tokens(), SLACK_BOT_TOKEN: 'xoxb-old', LANG: 'da_DK.UTF-8' }

      const { out } = await here.type(['doctor'], { also })

      expect(out).to.include('Slack godtager ikke SLACK_BOT_TOKEN').and.include('Kopiér Bot User OAuth Token')
    })

    it('tells of tokens that Slack does not take, and where to find the right ones', async () => {
      const also = { ...tokens(), SLACK_BOT_TOKEN: 'xoxb-old', SLACK_APP_TOKEN: 'xapp-old' }

      const { code, out } = await here.type(['doctor'], { also })

      expect(code).to.equal(1)
      expect(out).to.include('Slack does not take SLACK_BOT_TOKEN').and.include('invalid_auth')
      expect(out).to.include('Slack does not take SLACK_APP_TOKEN').and.include('connections:write')
    })
  })
})
