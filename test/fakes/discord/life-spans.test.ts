import { expect } from 'chai'
import { type APIInteraction, type DiscordAPIError, Routes } from 'discord.js'
import { openClient, register, type SmallClient, standingClock } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

const modal = {
  title: 'More',
  custom_id: 'more',
  components: [{ type: 18, label: 'Note', component: { type: 4, custom_id: 'note', style: 2, required: false } }],
}

describe('fake Discord: how long an interaction lives, and what it takes', () => {
  let discord: FakeDiscord
  let small: SmallClient
  let channel: string
  let ana: string
  let answer: (interaction: APIInteraction) => Promise<unknown>
  const clock = standingClock()

  beforeEach(async () => {
    discord = await openFakeDiscord({ now: clock.now, ackMs: 200 })
    const guild = discord.addGuild({ name: 'Alpine Hotel' })
    channel = discord.addChannel(guild.id, { name: 'reception' }).id
    ana = discord.addMember(guild.id, { name: 'ana' }).id
    small = await openClient(discord, (raw) => answer(raw))
    await register(discord)
  })

  afterEach(async () => {
    await small.close()
    await discord.close()
  })

  const types = () => discord.as(ana).types(channel, '/incident report', { summary: 'x' })

  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'taken',
      (error: DiscordAPIError) => error.code,
    )

  const follow = ({ application_id, token }: APIInteraction, body: unknown = { content: 'more' }) =>
    codeOf(small.client.rest.post(Routes.webhook(application_id, token), { body, auth: false }))

  it('three seconds until the first answer', async () => {
    const seen: unknown[] = []
    answer = async (raw) => {
      clock.pass(3_001)
      seen.push(await codeOf(small.respond(raw, { type: 5 })))
    }
    const asked = await types()

    expect(seen).to.deep.equal([10062])
    expect(asked.outcome).to.equal('failed')
    expect(discord.forgive(/three seconds/)).to.have.lengthOf(2)
  })

  it('and it is a complaint when there is none', async () => {
    answer = async () => undefined
    await types()

    expect(() => discord.check()).to.throw('/incident report by ana was not answered within three seconds')
  })

  it('one first answer', async () => {
    const seen: unknown[] = []
    answer = async (raw) => {
      seen.push(await codeOf(small.respond(raw, { type: 5 })))
      seen.push(await codeOf(small.respond(raw, { type: 4, data: { content: 'x' } })))
      seen.push(await codeOf(small.respond(raw, { type: 9, data: modal })))
    }
    await types()
    await discord.until(() => seen.length === 3)

    expect(seen).to.deep.equal(['taken', 40060, 40060])
    expect(() => discord.check()).to.throw('was deferred and never answered')
  })

  it('the same id and token when it is brought again', async () => {
    const seen: unknown[] = []
    answer = async (raw) => seen.push(await codeOf(small.respond(raw, { type: 4, data: { content: 'x' } })))
    discord.redeliver(await types())
    await discord.until(() => seen.length === 2)

    expect(seen).to.deep.equal(['taken', 40060])
    expect(new Set(small.heard.map(({ id }) => id))).to.have.lengthOf(1)
    expect(discord.messages(channel)).to.have.lengthOf(1)
  })

  it('fifteen minutes for what comes after, and nothing before the first answer', async () => {
    const seen: unknown[] = []
    answer = async (raw) => {
      seen.push(await follow(raw))
      await small.respond(raw, { type: 4, data: { content: 'x' } })
      clock.pass(15 * 60_000)
      seen.push(await follow(raw))
      clock.pass(1)
      seen.push(await follow(raw))
    }
    await types()
    await discord.until(() => seen.length === 3)

    expect(seen).to.deep.equal([10015, 'taken', 50027])
    expect(discord.forgive(/came before its first response/)).to.have.lengthOf(1)
  })

  it('no form in answer to a form, no update without a message, and only so much in a deferral', async () => {
    const seen: unknown[] = []
    answer = async (raw) => {
      if (raw.type === 2) {
        seen.push(await codeOf(small.respond(raw, { type: 7, data: { content: 'x' } })))
        seen.push(await codeOf(small.respond(raw, { type: 5, data: { flags: 1 << 15 } })))
        return small.respond(raw, { type: 9, data: modal })
      }
      seen.push(await codeOf(small.respond(raw, { type: 9, data: modal })))
      return small.respond(raw, { type: 4, data: { content: 'thanks' } })
    }
    await types()
    await discord.as(ana).submits({ Note: 'n' })

    expect(seen).to.deep.equal([50035, 50035, 50035])
    discord.check()
  })

  it('a nonce for five minutes', async () => {
    const body = { content: 'x', nonce: 'n', enforce_nonce: true }
    const first = await small.post(channel, body)
    clock.pass(5 * 60_000 - 1)
    const same = await small.post(channel, body)
    clock.pass(1)
    const other = await small.post(channel, body)

    expect(same['id']).to.equal(first['id'])
    expect(other['id']).not.to.equal(first['id'])
  })
})
