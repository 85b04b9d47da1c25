import { expect } from 'chai'
import type { Fields } from './fields.js'
import { deskScopes, type FakeSlack, openFakeSlack } from './index.js'
import { callApi } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

const more = [
  'channels:manage',
  'channels:join',
  'groups:write',
  'pins:write',
  'pins:read',
  'bookmarks:write',
  'reactions:write',
]

describe('fake Slack: conversations', () => {
  let slack: FakeSlack

  beforeEach(async () => {
    slack = await openFakeSlack({
      rateLimits: 'off',
      scopes: [...deskScopes, ...more, 'canvases:write', 'usergroups:read'],
    })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const call = async (method: string, args: Fields = {}): Promise<Fields> => (await callApi(slack, method, args)).body
  const texts = (body: Fields): unknown[] => (body['messages'] as { text: string }[]).map(({ text }) => text)

  it('reads history newest first, in pages, between two moments, and without replies', async () => {
    const first = await slack.say(ana, help, 'one')
    await slack.say(ana, help, 'reply', { threadTs: first.ts })
    const third = await slack.say(ana, help, 'two')
    await slack.say(ana, help, 'three')

    const page = await call('conversations.history', { channel: help, limit: 2 })
    const cursor = (page['response_metadata'] as Fields)['next_cursor']
    const rest = await call('conversations.history', { channel: help, limit: 2, cursor })
    const since = await call('conversations.history', { channel: help, oldest: third.ts })
    const from = await call('conversations.history', { channel: help, oldest: third.ts, inclusive: true })

    expect([texts(page), page['has_more']]).to.deep.equal([['three', 'two'], true])
    expect([texts(rest), rest['has_more']]).to.deep.equal([['one'], false])
    expect(texts(since)).to.deep.equal(['three'])
    expect(texts(from)).to.deep.equal(['three', 'two'])
    expect(await call('conversations.history', { channel: help, limit: 1_000 })).to.include({ error: 'invalid_limit' })
  })

  it('shows metadata only when all of it is asked for', async () => {
    const metadata = { event_type: 'desk', event_payload: { key: 'a' } }
    const { ts } = await call('chat.postMessage', { channel: help, text: 'hi', metadata })

    const without = await call('conversations.replies', { channel: help, ts })
    const withAll = await call('conversations.replies', { channel: help, ts, include_all_metadata: true })

    expect((without['messages'] as Fields[])[0]).not.to.have.property('metadata')
    expect((withAll['messages'] as Fields[])[0]).to.deep.include({ metadata })
  })

  it('reads a direct conversation only with its own scope', async () => {
    slack.token(slack.botToken)?.scopes.delete('im:history')
    const channel = slack.directMessages(ana)

    expect(await call('conversations.history', { channel })).to.include({
      error: 'missing_scope',
      needed: 'im:history',
    })
  })

  it('opens a direct conversation once, and not with people who cannot have one', async () => {
    slack.addUser({ id: 'U0GONE', deleted: true })
    slack.addUser({ id: 'U0FAR', teamId: 'T0OTHER', isStranger: true })

    const [one, two] = [
      await call('conversations.open', { users: ana }),
      await call('conversations.open', { users: ana }),
    ]

    expect(one).to.deep.equal(two)
    expect(await call('conversations.open', { users: 'U0GONE' })).to.include({ error: 'user_disabled' })
    expect(await call('conversations.open', { users: 'U0FAR' })).to.include({ error: 'user_not_visible' })
    expect(await call('conversations.open', { users: 'U0NONE' })).to.include({ error: 'user_not_found' })
  })

  for (const [name, error] of [
    ['', 'invalid_name_required'],
    ['a'.repeat(81), 'invalid_name_maxlength'],
    ['Åben', 'invalid_name_specials'],
    ['UPPER', 'invalid_name_specials'],
    ['!!!', 'invalid_name_punctuation'],
    ['help', 'name_taken'],
  ] as const)
    it(`refuses to create a channel called "${name.slice(0, 10)}": ${error}`, async () => {
      expect(await call('conversations.create', { name })).to.include({ ok: false, error })
    })

  it('creates, fills, describes, renames and archives a channel', async () => {
    const made = await call('conversations.create', { name: 'inc-1', is_private: true })
    const channel = (made['channel'] as { id: string }).id

    expect(await call('conversations.invite', { channel, users: ana })).to.include({ ok: true })
    expect(await call('conversations.invite', { channel, users: ana })).to.include({ error: 'already_in_channel' })
    expect(await call('conversations.invite', { channel, users: slack.botUserId })).to.include({
      error: 'cant_invite_self',
    })
    const crowd = Array.from({ length: 101 }, (_, index) => `U0${index}`).join(',')
    expect(await call('conversations.invite', { channel, users: crowd })).to.include({ error: 'too_many_users' })
    expect(await call('conversations.setTopic', { channel, topic: 'x'.repeat(251) })).to.include({ error: 'too_long' })
    expect(await call('conversations.rename', { channel, name: 'inc-2' })).to.include({ ok: true })
    expect(await call('conversations.archive', { channel })).to.include({ ok: true })
    expect(await call('conversations.setTopic', { channel, topic: 'x' })).to.include({ error: 'is_archived' })
  })

  it('joins public channels and answers their members', async () => {
    slack.addChannel({ id: 'C0OPEN', name: 'open', botIsMember: false, members: [ana] })

    await call('conversations.join', { channel: 'C0OPEN' })

    expect((await call('conversations.members', { channel: 'C0OPEN' }))['members']).to.deep.equal([
      ana,
      slack.botUserId,
    ])
    expect((await call('conversations.info', { channel: 'C0OPEN' }))['channel']).to.include({ is_member: true })
  })

  it('pins, bookmarks, reacts and makes a canvas, once each', async () => {
    const { ts } = await slack.say(ana, help, 'hi')
    const at = { channel: help, timestamp: ts }
    const bookmark = { channel_id: help, type: 'link', title: 'Ticket', link: 'https://example.com' }

    expect(await call('pins.add', at)).to.include({ ok: true })
    expect(await call('pins.add', at)).to.include({ error: 'already_pinned' })
    expect(await call('reactions.add', { ...at, name: 'eyes' })).to.include({ ok: true })
    expect(await call('reactions.add', { ...at, name: 'eyes' })).to.include({ error: 'already_reacted' })
    expect(await call('bookmarks.add', bookmark)).to.include({ ok: true })
    expect(await call('bookmarks.add', { ...bookmark, link: 'slack://x' })).to.include({ error: 'invalid_link' })
    expect(await call('conversations.canvases.create', { channel_id: help })).to.include({ ok: true })
    const again = await call('conversations.canvases.create', { channel_id: help })
    expect(again).to.include({ error: 'channel_canvas_already_exists' })
  })

  it('has user groups only on paid plans', async () => {
    const free = await openFakeSlack({ paidPlan: false, scopes: ['usergroups:read'] })
    const { body } = await callApi(free, 'usergroups.list')
    await free.close()
    slack.addGroup('S0CAB', 'cab', [ana])

    expect(body).to.include({ error: 'plan_upgrade_required' })
    expect(await call('usergroups.users.list', { usergroup: 'S0CAB' })).to.deep.include({ users: [ana] })
  })
})
