import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { cliVoices } from '../src/cli/voice.js'
import { BadConfig, languageOfTerminal, readConfig, root, settings, staysHere } from '../src/config.js'

const english = cliVoices.in('en')

/** What is wrong with an environment, in English. */
function complaints(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    return error.problems.map(({ words, params }) => english.say(words, params))
  }
}

describe('the settings', () => {
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'frontdesk-settings-'))
  })
  afterEach(() => rmSync(home, { recursive: true }))

  const file = (content: string): string => {
    writeFileSync(join(home, 'secret'), content)
    return join(home, 'secret')
  }

  it('are all there without any being set', () => {
    const { secretOf, ...config } = readConfig({})

    expect(secretOf?.('DOORS_SECRET')).to.equal(undefined)
    expect(config).to.deep.equal({
      host: '127.0.0.1',
      port: 3000,
      location: { dialect: 'sqlite', file: join(root, 'data', 'frontdesk.sqlite') },
      deskFile: join(root, 'demo', 'desk.yaml'),
      dataDir: join(root, 'data'),
      logLevel: 'info',
    })
  })

  it('can each stand in a file, whose last line end does not count', () => {
    const config = readConfig({
      SLACK_BOT_TOKEN_FILE: file('xoxb-1\n'),
      SLACK_SIGNING_SECRET: 's3cret',
      PORT_FILE: '',
    })

    expect(config.slack).to.deep.equal({ botToken: 'xoxb-1', signingSecret: 's3cret' })
  })

  it('name whom to tell that the desk is well, and do not repeat an address that is wrong', () => {
    const heartbeatUrl = 'https://watch.example.org/ping/s3cret'
    expect(readConfig({ HEARTBEAT_URL_FILE: file(`${heartbeatUrl}\n`) })).to.include({ heartbeatUrl })

    for (const wrong of ['s3cret', 'ftp://watch.example.org/s3cret', 'file:///s3cret'])
      expect(complaints({ HEARTBEAT_URL: wrong })).to.deep.equal([
        'HEARTBEAT_URL is not right: an address such as https://watch.example.org/desk is expected.',
      ])
  })

  it('say how Discord is reached', () => {
    const key = 'AB'.repeat(32)
    const config = readConfig({
      DISCORD_TOKEN_FILE: file('a.b-c_d\n'),
      DISCORD_PUBLIC_KEY: key,
      DISCORD_API_URL: 'http://127.0.0.1:9/api/',
    })

    expect(config.discord).to.deep.equal({
      token: 'a.b-c_d',
      publicKey: key.toLowerCase(),
      apiUrl: 'http://127.0.0.1:9/api',
    })
    expect(readConfig({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }).discord).to.equal(undefined)
    expect(complaints({ DISCORD_PUBLIC_KEY: key })).to.deep.equal([
      'DISCORD_TOKEN is missing: Discord needs it besides DISCORD_PUBLIC_KEY.',
    ])
    expect(complaints({ DISCORD_TOKEN: 'a b' })[0]).to.include('copy it once more')
    expect(complaints({ DISCORD_TOKEN: 'a.b', DISCORD_PUBLIC_KEY: 'key' })[0]).to.include('64 characters')
  })

  it('are refused when a setting is given twice, or its file cannot be read', () => {
    expect(complaints({ PORT: '1', PORT_FILE: file('2') })).to.deep.equal([
      'Both PORT and PORT_FILE are set; keep one of them.',
    ])
    expect(complaints({ HOST_FILE: join(home, 'nowhere') })[0]).to.include('it does not exist')
  })

  it('take an empty one for one that is not set, as deployment files leave them', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '' }).port).to.equal(3000)
  })

  it('tell which half of Slack’s is missing', () => {
    expect(complaints({ SLACK_BOT_TOKEN: 'xoxb-1' })[0]).to.include('SLACK_APP_TOKEN (Socket Mode) or')
    expect(complaints({ SLACK_APP_TOKEN: 'xapp-1' })).to.deep.equal([
      'SLACK_BOT_TOKEN is missing: Slack needs it besides the other Slack settings.',
    ])
    expect(complaints({ SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).to.have.lengthOf(2)
  })

  it('of the terminal choose its language', () => {
    expect(languageOfTerminal({ LANG: 'da_DK.UTF-8' })).to.equal('da')
    expect(languageOfTerminal({ LANG: 'da_DK.UTF-8', LC_ALL: 'en_GB.UTF-8' })).to.equal('en')
    expect(languageOfTerminal({ LANG: 'fr_CH.UTF-8' })).to.equal('en')
  })

  it('stand in docs/settings.md, each with what holds unless it is set and what it is for', () => {
    const doc = readFileSync(join(root, 'docs', 'settings.md'), 'utf8')
    const listed = doc.split('\n').filter((line) => line.startsWith('| `'))

    const rows = Object.entries(settings).map(
      ([name, standard]) =>
        `| \`${name}\` | ${standard ? `\`${standard}\`` : '–'} | ${english.say(`settings.about.${name}`)} |`,
    )

    expect(listed).to.deep.equal(rows)
  })

  it('tell whether the console is for this machine alone', () => {
    expect(staysHere(readConfig({}))).to.equal(true)
    expect(staysHere(readConfig({ HOST: 'localhost', PUBLIC_URL: 'http://localhost:3000' }))).to.equal(true)
    expect(staysHere(readConfig({ HOST: '0.0.0.0' }))).to.equal(false)
    expect(staysHere(readConfig({ PUBLIC_URL: 'https://desk.example.org' }))).to.equal(false)
  })
})
