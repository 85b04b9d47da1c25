import { expect } from 'chai'
import type { Fields } from './fields.js'
import { type FakeSlack, openFakeSlack } from './index.js'
import { callApi } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

describe('fake Slack: messages', () => {
  let slack: FakeSlack

  beforeEach(async () => {
    slack = await openFakeSlack({ rateLimits: 'off' })
    slack.addUser({ id: ana, name: 'ana' })
    slack.addUser({ id: 'U0EVE', name: 'eve' })
    slack.addChannel({ id: help, name: 'help' })
  })

  afterEach(() => slack.close())

  const post = async (args: Fields): Promise<Fields> =>
    (await callApi(slack, 'chat.postMessage', { channel: help, text: 'hi', ...args })).body
  const update = async (ts: unknown, args: Fields): Promise<Fields> =>
    (await callApi(slack, 'chat.update', { channel: help, ts, ...args })).body

  for (const [what, channel, error] of [
    ['an unknown channel', 'C0NONE', 'channel_not_found'],
    ['a private channel without the bot', 'C0SECRET', 'channel_not_found'],
    ['a public channel without the bot', 'C0OPEN', 'not_in_channel'],
    ['an archived channel', 'C0OLD', 'is_archived'],
    ['a read-only channel', 'C0NEWS', 'restricted_action_read_only_channel'],
    ['a channel for threads only', 'C0THREADS', 'restricted_action_thread_only_channel'],
    ['a deactivated person', 'U0GONE', 'channel_not_found'],
    ['another bot', 'U0BOT', 'cannot_dm_bot'],
  ] as const)
    it(`refuses a post to ${what}`, async () => {
      slack.addChannel({ id: 'C0SECRET', private: true, botIsMember: false })
      slack.addChannel({ id: 'C0OPEN', botIsMember: false })
      slack.addChannel({ id: 'C0OLD', archived: true })
      slack.addChannel({ id: 'C0NEWS', readOnly: true })
      slack.addChannel({ id: 'C0THREADS', threadOnly: true })
      slack.addUser({ id: 'U0GONE', deleted: true })
      slack.addUser({ id: 'U0BOT', isBot: true })

      expect(await post({ channel })).to.include({ ok: false, error })
    })

  it('posts to a person in the direct conversation with them', async () => {
    const { channel } = await post({ channel: ana })

    expect(channel).to.equal(slack.directMessages(ana))
  })

  it('replies only to a parent that is there, and not to replies or in locked threads', async () => {
    const parent = await post({})
    const reply = await post({ thread_ts: parent['ts'] })
    const locked = await post({})
    slack.lockThread(help, String(locked['ts']))

    expect(await post({ thread_ts: reply['ts'] })).to.include({ error: 'cannot_reply_to_message' })
    expect(await post({ thread_ts: '1.000001' })).to.include({ error: 'thread_not_found' })
    expect(await post({ thread_ts: locked['ts'] })).to.include({ error: 'restricted_action_thread_locked' })
    expect(slack.messages(help)[0]).to.include({ reply_count: 1, latest_reply: reply['ts'] })
    expect(slack.thread(help, String(parent['ts']))).to.have.lengthOf(1)
  })

  it('splits text above 4000 characters on a post, and refuses it on an update', async () => {
    const { ts } = await post({ text: 'a'.repeat(4_041) })

    expect(slack.messages(help).map(({ text }) => text.length)).to.deep.equal([4_000, 41])
    expect(await update(ts, { text: 'a'.repeat(4_001) })).to.include({ error: 'msg_too_long' })
    expect(await update(ts, { text: 'a'.repeat(4_000) })).to.include({ ok: true })
  })

  it('wants some content, and not markdown beside text', async () => {
    expect(await post({ text: '' })).to.include({ error: 'no_text' })
    expect(await post({ markdown_text: '*a*' })).to.include({ error: 'markdown_text_conflict' })
    expect(await post({ attachments: Array(101).fill({ text: 'a' }) })).to.include({ error: 'too_many_attachments' })
  })

  it('updates and deletes only the bot’s own messages that are still there', async () => {
    const theirs = await slack.say(ana, help, 'mine')
    const { ts } = await post({})
    await callApi(slack, 'chat.delete', { channel: help, ts })

    expect(await update(theirs.ts, { text: 'a' })).to.include({ error: 'cant_update_message' })
    expect(await update(ts, { text: 'a' })).to.include({ error: 'message_not_found' })
    const { body } = await callApi(slack, 'chat.delete', { channel: help, ts: theirs.ts })
    expect(body).to.include({ error: 'cant_delete_message' })
  })

  it('cannot update what only one person saw', async () => {
    const shown = await callApi(slack, 'chat.postEphemeral', { channel: help, user: ana, text: 'psst' })
    slack.channel(help)?.members.delete('U0EVE')
    const stranger = await callApi(slack, 'chat.postEphemeral', { channel: help, user: 'U0EVE', text: 'psst' })

    expect(await update(shown.body['message_ts'], { text: 'a' })).to.include({ error: 'message_not_found' })
    expect(stranger.body).to.include({ error: 'user_not_in_channel' })
    expect(slack.ephemerals(ana)).to.have.lengthOf(1)
    expect(slack.messages(help)).to.be.empty
  })

  it('keeps blocks and metadata that an update leaves out, and drops what it empties', async () => {
    const metadata = { event_type: 'desk', event_payload: { key: 'a' } }
    const { ts } = await post({ blocks: [{ type: 'divider' }], metadata })
    await update(ts, { text: 'two' })
    expect(slack.messages(help)[0]).to.deep.include({ text: 'two', metadata })
    expect(slack.messages(help)[0]?.blocks).to.have.lengthOf(1)

    await update(ts, { text: 'three', blocks: [], metadata: {} })

    expect(slack.messages(help)[0]?.blocks).to.be.empty
    expect(slack.messages(help)[0]).not.to.have.property('metadata')
  })

  it('takes only flat metadata below 8 kB', async () => {
    const of = (event_payload: unknown) => post({ metadata: { event_type: 'desk', event_payload } })

    expect(await of({ a: 'x', b: 1, c: true, d: ['y'] })).to.include({ ok: true })
    expect(await of({ a: { deep: 1 } })).to.include({ error: 'invalid_metadata_schema' })
    expect(await of({ a: 'x'.repeat(8_192) })).to.include({ error: 'metadata_too_large' })
    expect(await post({ metadata: 'x' })).to.include({ error: 'invalid_metadata_format' })
  })

  it('leaves a tombstone where a thread has lost its parent', async () => {
    const { ts } = await post({})
    await slack.say(ana, help, 'reply', { threadTs: String(ts) })

    await callApi(slack, 'chat.delete', { channel: help, ts })

    expect(slack.messages(help)[0]).to.include({ subtype: 'tombstone' })
    expect(await update(ts, { text: 'a' })).to.include({ error: 'message_not_found' })
  })

  it('links to a message and to a reply', async () => {
    const parent = await post({})
    const reply = await post({ thread_ts: parent['ts'] })
    const link = async (message_ts: unknown) =>
      (await callApi(slack, 'chat.getPermalink', { channel: help, message_ts })).body['permalink']

    const digits = String(parent['ts']).replace('.', '')
    expect(await link(parent['ts'])).to.equal(`https://desk.slack.com/archives/${help}/p${digits}`)
    expect(await link(reply['ts'])).to.include(`?thread_ts=${parent['ts']}&cid=${help}`)
  })

  it('schedules within 120 days, 30 in five minutes, and never posts one with metadata', async () => {
    const soon = Math.floor(Date.now() / 1_000) + 600
    const schedule = async (args: Fields) =>
      (await callApi(slack, 'chat.scheduleMessage', { channel: help, text: 'later', post_at: soon, ...args })).body

    expect(await schedule({ post_at: 1 })).to.include({ error: 'time_in_past' })
    expect(await schedule({ post_at: soon + 120 * 86_400 })).to.include({ error: 'time_too_far' })
    for (let count = 0; count < 30; count += 1) expect(await schedule({})).to.include({ ok: true })
    expect(await schedule({})).to.include({ error: 'restricted_too_many' })
  })
})
