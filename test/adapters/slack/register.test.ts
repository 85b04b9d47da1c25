import { expect } from 'chai'
import { describe, it } from 'mocha'
import { slackManifest } from '../../../adapters/slack/index.js'
import { createRegistry } from '../../../src/chat/command.js'
import { registry, voices } from './house.js'

describe('the manifest of the Slack app', () => {
  it('has a slash command for each word, with its verbs as a hint and people as ids', () => {
    expect(slackManifest(registry).features.slash_commands).to.deep.equal([
      {
        command: '/incident',
        description: 'Report a problem; Show an incident',
        usage_hint: 'report | show',
        should_escape: true,
      },
      { command: '/desk', description: 'Show what there is.', usage_hint: 'help', should_escape: true },
    ])
  })

  it('has a shortcut for each place where a command can be started', () => {
    expect(slackManifest(registry).features.shortcuts).to.deep.equal([
      { name: 'Report this', type: 'message', callback_id: 'report:message', description: 'Report a problem.' },
      { name: 'Report this', type: 'global', callback_id: 'report:anywhere', description: 'Report a problem.' },
    ])
  })

  it('uses sockets, or the address where Slack shall post', () => {
    const requestUrl = 'https://desk.example/slack/events'

    expect(slackManifest(registry).settings).to.deep.include({ socket_mode_enabled: true })
    const { settings, features } = slackManifest(registry, { requestUrl })
    expect(settings).to.deep.include({
      socket_mode_enabled: false,
      interactivity: { is_enabled: true, request_url: requestUrl },
    })
    expect(settings.event_subscriptions.request_url).to.equal(requestUrl)
    expect(features.slash_commands.map(({ url }) => url)).to.deep.equal([requestUrl, requestUrl])
  })

  it('asks for no right that the desk does not use', () => {
    const { bot } = slackManifest(registry).oauth_config.scopes

    for (const scope of ['chat:write.public', 'chat:write.customize', 'users:read.email'])
      expect(bot).to.not.include(scope)
  })

  it('keeps within what Slack takes, and says when there is too much', () => {
    const commands = Array.from({ length: 51 }, (_, n) => ({
      name: `word${n} help`,
      takes: {},
      who: 'anyone',
      example: '/x',
      run: async () => ({ kind: 'done' }) as const,
    }))
    const many = createRegistry(
      commands,
      () => ({ ...voices.in('en'), say: () => 'x'.repeat(500) }),
      () => [],
    )
    const few = createRegistry(
      commands.slice(0, 3),
      () => ({ ...voices.in('en'), say: () => 'x'.repeat(500) }),
      () => [],
    )

    expect(() => slackManifest(many)).to.throw('50 slash commands')
    expect(slackManifest(few).features.slash_commands[0]?.description).to.have.lengthOf(150)
  })
})
