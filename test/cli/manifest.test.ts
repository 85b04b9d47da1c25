import { expect } from 'chai'
import { commands } from '../../commands/index.js'
import { type Machine, machine } from '../builders/frontdesk.js'

describe('frontdesk manifest slack', () => {
  let here: Machine
  before(async () => {
    here = await machine()
  })
  after(() => here.close())

  it('prints the app from the commands’ own definitions, without settings or a database', async () => {
    const { code, out } = await here.frontdesk(['manifest', 'slack'], { DATABASE_URL: 'nonsense', PORT: 'nonsense' })

    expect(code).to.equal(0)
    const made = JSON.parse(out)
    const heads = [...new Set(commands.map(({ name }) => `/${name.split(' ')[0]}`))]
    expect(made.features.slash_commands.map(({ command }: { command: string }) => command)).to.deep.equal(heads)
    expect(made.settings.socket_mode_enabled).to.equal(true)
    expect(made.display_information.name).to.equal('Frontdesk')
  })

  it('names the address to which Slack posts, when there is one', async () => {
    const { out } = await here.type(['manifest', 'slack', '--http', 'https://desk.example.org', '--name', 'Hotel desk'])

    const made = JSON.parse(out)
    expect(made.settings.socket_mode_enabled).to.equal(false)
    expect(made.settings.event_subscriptions.request_url).to.equal('https://desk.example.org/slack/events')
    expect(made.features.slash_commands[0].url).to.equal('https://desk.example.org/slack/events')
    expect(made.display_information.name).to.equal('Hotel desk')
  })

  it('refuses an address that Slack would not post to', async () => {
    for (const address of ['http://desk.example.org', 'desk.example.org']) {
      const { code, out, err } = await here.type(['manifest', 'slack', '--http', address])

      expect(code).to.equal(2)
      expect(out).to.equal('')
      expect(err).to.include('https')
    }
  })
})
