import { expect } from 'chai'
import type { Fields } from './fields.js'
import { ClientRefusal, type FakeSlack, openFakeSlack, shownText } from './index.js'
import { openPlainApp } from './plain-app.js'
import { callApi } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

const refusal = async (act: () => Promise<unknown>): Promise<string> => {
  try {
    await act()
    return ''
  } catch (error) {
    expect(error).to.be.instanceOf(ClientRefusal)
    return (error as Error).message
  }
}

describe('fake Slack: people', () => {
  let slack: FakeSlack
  let stop: () => Promise<void>

  beforeEach(async () => {
    slack = await openFakeSlack({ rateLimits: 'off', commands: ['/incident'], metadataSubscriptions: ['desk'] })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addUser({ id: 'U0FAR', name: 'far', teamId: 'T0OTHER' })
    slack.addChannel({ id: help, name: 'help', extShared: true })
    stop = (await openPlainApp(slack)).close
  })

  afterEach(async () => {
    await stop()
    await slack.close()
  })

  const events = (): Fields[] =>
    slack.deliveries.map(({ outgoing }) => outgoing.payload['event']).filter(Boolean) as Fields[]
  const last = (): Fields => slack.deliveries.at(-1)?.outgoing.payload as Fields

  it('write as their client writes: mentions by id, links in brackets, < and & escaped', async () => {
    slack.addGroup('S0CAB', 'cab', [ana])
    const { text } = await slack.say(
      ana,
      help,
      'a < b & @desk, @cab: see #help and https://example.com <!here> @nobody',
    )

    expect(text).to.equal(
      'a &lt; b &amp; <@U0DESKBOT>, <!subteam^S0CAB>: see <#C0HELP|> and <https://example.com> <!here> @nobody',
    )
    await slack.command(ana, help, '/incident', 'assign to:@ana <script> a@ana')
    expect(last()['text']).to.equal('assign to:<@U0ANA|ana> &lt;script&gt; a@ana')
    expect(shownText('a &lt; b <https://example.com|there>')).to.equal('a < b there')
  })

  it('who mention the bot are heard twice, by two event ids', async () => {
    await slack.say(ana, help, '@desk help')

    expect(events().map(({ type }) => type)).to.have.members(['message', 'app_mention'])
    expect(new Set(slack.deliveries.map(({ outgoing }) => outgoing.payload['event_id']))).to.have.lengthOf(2)
  })

  it('from other organisations can talk and press, but have no commands', async () => {
    await slack.say('U0FAR', help, 'hello')

    expect(events()[0]).to.include({ user: 'U0FAR', user_team: 'T0OTHER', team: 'T0OTHER' })
    expect(last()).to.include({ is_ext_shared_channel: true, team_id: slack.teamId })
    expect(await refusal(() => slack.command('U0FAR', help, '/incident'))).to.include('is external')
    const { ts } = await slack.say(ana, help, 'x')
    expect(await refusal(() => slack.messageShortcut('U0FAR', help, ts, 'report'))).to.include('is external')
  })

  it('cannot use commands that are not declared, buttons that are not there, or channels they are not in', async () => {
    slack.addChannel({ id: 'G0SECRET', private: true, members: [] })
    const { ts } = await slack.say(ana, help, 'x')

    expect(await refusal(() => slack.command(ana, help, '/other'))).to.equal('/other is not a command here')
    expect(await refusal(() => slack.press(ana, help, ts, 'approve'))).to.include('There is no approve to use here')
    expect(await refusal(() => slack.say(ana, 'G0SECRET', 'x'))).to.include('is not in G0SECRET')
    await slack.changeUser(ana, { deleted: true })
    expect(await refusal(() => slack.say(ana, help, 'x'))).to.include('deactivated')
  })

  it('who press twice send two payloads with two triggers, and what they picked before', async () => {
    const options = [{ text: { type: 'plain_text', text: 'High' }, value: 'high' }]
    const elements = [
      { type: 'button', action_id: 'go', value: '7', text: { type: 'plain_text', text: 'Go' } },
      { type: 'static_select', action_id: 'urgency', options },
    ]
    const blocks = [{ type: 'actions', block_id: 'b', elements }]
    const { body } = await callApi(slack, 'chat.postMessage', { channel: help, text: 'card', blocks })
    const ts = String(body['ts'])

    await slack.press(ana, help, ts, 'urgency', { selected_option: 'high' })
    await slack.press(ana, help, ts, 'go')
    const first = last()
    await slack.press(ana, help, ts, 'go')

    expect(first['trigger_id']).not.to.equal(last()['trigger_id'])
    expect((last()['actions'] as Fields[])[0]).to.deep.include({
      action_id: 'go',
      block_id: 'b',
      value: '7',
      type: 'button',
    })
    expect(last()).to.have.nested.property('state.values.b.urgency.selected_option.value', 'high')
    expect(last()['message']).to.include({ ts, bot_id: slack.botId })
  })

  it('type into an external select and then choose what the app offered', async () => {
    const heard = slack.deliveries
    const offer = { options: [{ text: { type: 'plain_text', text: 'Mail' }, value: 'svc-1' }] }
    await stop()
    stop = (await openPlainApp(slack, { body: JSON.stringify(offer), headers: { 'content-type': 'application/json' } }))
      .close
    const label = { type: 'plain_text', text: 'Service' }
    const element = { type: 'external_select', action_id: 'pick', min_query_length: 2 }
    const view = {
      type: 'modal',
      title: label,
      submit: label,
      blocks: [{ type: 'input', block_id: 'service', label, element }],
    }
    const { trigger_id } = slack.commandFields(ana, help, '/incident')
    const id = ((await callApi(slack, 'views.open', { trigger_id, view })).body['view'] as { id: string }).id

    expect(await refusal(() => slack.suggest(ana, id, 'pick', 'm'))).to.include('from 2 characters on')
    const options = await slack.suggest(ana, id, 'pick', 'ma')
    slack.fill(ana, id, { service: 'svc-1' })

    expect(options).to.have.lengthOf(1)
    expect(heard.at(-1)?.outgoing.payload).to.include({ type: 'block_suggestion', value: 'ma', block_id: 'service' })
    expect(slack.views(ana)[0]?.values).to.have.nested.property('service.pick.selected_option.value', 'svc-1')
  })

  it('and channels change around the app, which hears of it', async () => {
    slack.addChannel({ id: 'G0SECRET', name: 'secret', private: true })
    const { ts } = await slack.say(ana, help, 'x')
    await slack.edit(ana, help, ts, 'y')
    await slack.unfurl(help, ts)
    await slack.react(ana, help, ts, 'eyes')
    await slack.unreact(ana, help, ts, 'eyes')
    await slack.remove(ana, help, ts)
    await slack.openHome(ana)
    await slack.rename(help, 'helpdesk')
    await slack.archive(help)
    const id = await slack.shareExternally('G0SECRET')
    await slack.sayWithSubtype(id, 'huddle_thread')
    await slack.otherBotSays(id, 'beep')

    expect(id).to.equal('C0SECRET')
    expect(events().map(({ type, subtype }) => subtype ?? type)).to.deep.equal([
      'message',
      'message_changed',
      'message_changed',
      'reaction_added',
      'reaction_removed',
      'message_deleted',
      'app_home_opened',
      'channel_rename',
      'channel_archive',
      'channel_id_changed',
      'huddle_thread',
      'bot_message',
    ])
    slack.assertClean()
  })

  it('are told apart from the app, whose metadata is reported where it subscribed', async () => {
    const metadata = { event_type: 'desk', event_payload: { key: 'a' } }
    await callApi(slack, 'chat.postMessage', { channel: help, text: 'hi', metadata })
    await slack.quiet()

    expect(events().map(({ type }) => type)).to.have.members(['message', 'message_metadata_posted'])
    expect(events().find(({ type }) => type === 'message')).not.to.have.property('metadata')
  })

  it('are notified by control sequences alone', () => {
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: 'to <@U0ANA> in <#C0HELP>' } },
      { type: 'section', text: { type: 'plain_text', text: '<!channel>' } },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
      },
    ]

    expect(slack.notifiedBy({ text: '@channel &lt;!everyone&gt; <!subteam^S0CAB|@cab>', blocks })).to.deep.equal({
      users: ['U0ANA'],
      groups: ['S0CAB'],
      channels: ['C0HELP'],
      everyone: ['here'],
    })
    expect(slack.notifiedBy({ text: '@channel', link_names: true }).everyone).to.deep.equal(['channel'])
  })

  it('of a whole organisation, with another team’s authorisation, can be made to speak', async () => {
    const authorizations = [{ enterprise_id: 'E0ORG', team_id: 'T0OTHER', user_id: 'W0BOT', is_bot: true }]
    const outer = { team_id: null, enterprise_id: 'E0ORG', is_enterprise_install: true, authorizations }
    await slack.deliverEvent(
      { type: 'app_mention', user: 'W0ANA', text: 'hi', channel: help, ts: '1.000001' },
      { outer },
    )
    await slack.deliverOuter({
      type: 'app_rate_limited',
      team_id: slack.teamId,
      minute_rate_limited: 1,
      api_app_id: slack.appId,
    })

    expect(slack.deliveries[0]?.outgoing.payload).to.include({ team_id: null, enterprise_id: 'E0ORG' })
    expect(last()).to.include({ type: 'app_rate_limited' })
  })
})
