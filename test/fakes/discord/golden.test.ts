import { expect } from 'chai'
import type { APIInteraction } from 'discord.js'
import type { Fields } from '../fields.js'
import { goldenSet } from '../golden.js'
import { callApi, openClient, register, type SmallClient } from './client.js'
import { type FakeDiscord, openFakeDiscord } from './index.js'

/** A body of the golden set, and where it is sent; for an invalid one, which error Discord answers and where in the tree. */
interface Golden {
  readonly about: string
  readonly route: 'message' | 'modal' | 'reply' | 'choices' | 'commands' | 'thread' | 'post'
  readonly body: unknown
  readonly code?: string
  readonly path?: string
}

const callbackTypes = { reply: 4, choices: 8, modal: 9 }

describe('fake Discord: the golden set', () => {
  let discord: FakeDiscord
  let small: SmallClient
  let channel: string
  let forum: string
  let ana: string
  let answer: (raw: APIInteraction) => Promise<unknown>

  before(async () => {
    discord = await openFakeDiscord({ rateLimits: 'off' })
    const guild = discord.addGuild({ name: 'Alpine Hotel' })
    channel = discord.addChannel(guild.id, { name: 'reception' }).id
    const tags = ['1', '2', '3', '4', '5', '6'].map((id) => ({ id, name: `tag ${id}` }))
    forum = discord.addChannel(guild.id, { name: 'incidents', kind: 'forum', tags }).id
    ana = discord.addMember(guild.id, { name: 'ana' }).id
    small = await openClient(discord, (raw) => answer(raw))
  })

  after(async () => {
    await small.close()
    await discord.close()
  })

  /** Lets a person do something, and answers it with the body; what is refused is answered well after that. */
  const inAnswer = async (route: keyof typeof callbackTypes, data: unknown) => {
    await register(discord)
    const type = callbackTypes[route]
    const safe = route === 'choices' ? { type: 8, data: { choices: [] } } : { type: 4, data: { content: 'sorry' } }
    answer = (raw) => small.respond(raw, { type, data }).catch(() => small.respond(raw, safe))
    const person = discord.as(ana)
    if (route === 'choices') await person.completes(channel, '/incident show', 'record', 'x')
    else await person.types(channel, '/incident report', { summary: 'x' })
    const sent = JSON.stringify({ type, data })
    const calls = () => discord.calls('POST /interactions/:interaction/:token/callback')
    const seen = await discord.until(() =>
      calls().findLast(({ body, status }) => status > 0 && JSON.stringify(body) === sent),
    )
    return { status: seen.status, body: (seen.response ?? {}) as Fields }
  }

  const send = async ({ route, body }: Golden): Promise<{ status: number; body: Fields }> => {
    if (route === 'message') return callApi(discord, `POST /channels/${channel}/messages`, body)
    if (route === 'commands') return callApi(discord, `PUT /applications/${discord.applicationId}/commands`, body)
    if (route === 'post') return callApi(discord, `POST /channels/${forum}/threads`, body)
    if (route !== 'thread') return inAnswer(route, body)
    const said = await discord.as(ana).writes(channel, 'x')
    return callApi(discord, `POST /channels/${channel}/messages/${said.id}/threads`, body)
  }

  for (const fixture of goldenSet<Golden>('discord', 'valid'))
    it(`takes ${fixture.about}`, async () => {
      const { status, body } = await send(fixture)

      expect(status, JSON.stringify(body)).to.be.within(200, 204)
    })

  for (const fixture of goldenSet<Golden>('discord', 'invalid'))
    it(`refuses ${fixture.about}`, async () => {
      const { status, body } = await send(fixture)

      expect(status, JSON.stringify(body)).to.equal(400)
      expect(body).to.include({ code: 50035, message: 'Invalid Form Body' })
      const at = ['errors', ...(fixture.path ? [fixture.path] : []), '_errors[0]', 'code'].join('.')
      expect(body).to.have.nested.property(at, fixture.code)
    })
})
