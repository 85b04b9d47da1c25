import { expect } from 'chai'
import { readBlocks } from '../adapters/slack/reading.js'
import { type Machine, machine, type ServedDesk, until } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { type FakeSlack, openFakeSlack, type StoredMessage } from '../fakes/slack/index.js'
import { smallDesk } from '../organisation/files.js'

const [lobby, back, bar] = ['C0LOBBY', 'C0BACK', 'C0BAR']
const publicUrl = 'https://desk.example.org'

for (const dialect of dialects) {
  describe(`one record in two channels of Slack and on the console, on ${dialect}`, () => {
    let here: Machine
    let slack: FakeSlack
    let desk: ServedDesk
    let cookie: string
    let acts = 0

    beforeEach(async () => {
      here = await machine(dialect)
      slack = await openFakeSlack()
      slack.addUser({ id: 'U0FREJA', name: 'freja', realName: 'Freja Holm', locale: 'da-DK' })
      slack.addUser({ id: 'U0ANA', name: 'ana', realName: 'Ana Keller', locale: 'en-GB' })
      for (const id of [lobby, back, bar]) slack.addChannel({ id, name: id.slice(2).toLowerCase() })
      const at = (channel: string) => `'slack:${slack.teamId}/${channel}'`
      const file = here.file(
        'desk.yaml',
        smallDesk({
          people: `\n  ana: {name: Ana Keller, accounts: ['slack:${slack.teamId}/U0ANA']}\n  lukas: {name: Lukas Wyss}\n  freja: {name: Freja Holm, language: da, accounts: ['slack:${slack.teamId}/U0FREJA']}`,
          routes: `\n  - {records: all, to: [${at(lobby)}, ${at(back)}, console:local/reception], facts: all}`,
          console: '{channels: [{id: reception, name: reception}]}',
        }),
      )
      desk = await here.serve({
        DESK_FILE: file,
        PUBLIC_URL: publicUrl,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      })
      slack.connectHttp(`${desk.url}/slack/events`)
      cookie = await signIn('ana')
    })
    afterEach(async () => {
      await slack.quiet().catch(() => undefined)
      slack.connectHttp(undefined)
      await here.close()
      await slack.close()
      slack.assertClean()
    })

    const signIn = async (person: string): Promise<string> => {
      const code = /[0-9a-z]{4}-[0-9a-z]{4}/.exec((await here.type(['code', person])).out)?.[0] ?? ''
      const answer = await post('session', { code }, '')
      return answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ')
    }
    const post = (path: string, body: object, as = cookie) =>
      fetch(`${desk.url}/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-frontdesk': '1', cookie: as },
        body: JSON.stringify(body),
      })

    const read = ({ text, blocks }: StoredMessage) => (blocks?.length ? readBlocks(slack, blocks) : text)
    const cardIn = (channel: string) =>
      until(async () => slack.messages(channel).find((one) => read(one).includes('INC-1')), `a card in ${channel}`)
    /** What the desk wrote into the thread of the card there. */
    const copies = async (channel: string): Promise<readonly StoredMessage[]> =>
      slack.thread(channel, (await cardIn(channel)).ts).filter(({ user }) => user === slack.botUserId)
    const copied = (channel: string, words: string) =>
      until(async () => (await copies(channel)).find((one) => read(one).includes(words)), `“${words}” in ${channel}`)
    const messages = async (thread?: string): Promise<readonly { id: string; html: string; card?: object }[]> => {
      const query = new URLSearchParams({ channel: 'reception', ...(thread ? { thread } : {}) })
      const answer = await fetch(`${desk.url}/api/messages?${query}`, { headers: { cookie } })
      return ((await answer.json()) as { messages: { id: string; html: string }[] }).messages
    }
    const root = async () =>
      (await until(async () => (await messages()).find(({ html }) => html.includes('INC-1')), 'a card')).id
    const onConsole = async (words: string) => {
      const thread = await root()
      return until(
        async () => (await messages(thread)).find(({ html }) => html.includes(words)),
        `“${words}” on the console`,
      )
    }
    /** Reports it in a channel, and has it taken: once the cards say so, the desk knows where they stand. */
    const reports = async (channel: string): Promise<void> => {
      await slack.command('U0FREJA', channel, '/incident', 'report no water in 204 work:stopped affects:me')
      await Promise.all([cardIn(lobby), cardIn(back), root()])
      await slack.command('U0ANA', lobby, '/incident', 'take INC-1')
      for (const place of [lobby, back])
        await until(async () => read(await cardIn(place)).includes('in progress'), `it is taken in ${place}`)
      await until(async () => (await messages())[0]?.html.includes('in progress'), 'it is taken on the console')
    }

    it('carries words and a picture to where they were not said, and takes them back', async () => {
      await reports(lobby)
      const card = await cardIn(lobby)
      const said = await slack.say('U0FREJA', lobby, 'Slangen er revnet', {
        threadTs: card.ts,
        files: [{ name: 'hose <1>.png', bytes: 'PNG of the hose' }],
      })

      const copy = await copied(back, 'Freja Holm wrote on Slack:')
      expect(read(copy)).to.include('Slangen er revnet').and.include('hose <1>.png')
      const [path] = /\/files\/[0-9a-z]+/.exec(JSON.stringify(copy.blocks)) ?? []
      expect(JSON.stringify(copy.blocks)).to.include(`${publicUrl}${path}`)
      const { html } = await onConsole('Freja Holm')
      expect(html).to.include('wrote on Slack:').and.include(`<img src="${path}"`)
      expect(html).to.not.include('<1>')

      const file = await fetch(desk.url + path, { headers: { cookie } })
      expect(await file.text()).to.equal('PNG of the hose')
      expect(file.headers.get('content-type')).to.equal('image/png')
      expect((await fetch(desk.url + path)).status).to.equal(401)

      await slack.edit('U0FREJA', lobby, said.ts, 'Slangen er helt revnet')
      await copied(back, 'Slangen er helt revnet')
      await onConsole('Slangen er helt revnet')
      await slack.remove('U0FREJA', lobby, said.ts)
      await copied(back, '(deleted by its writer)')
      await onConsole('(deleted by its writer)')
      expect((await fetch(desk.url + path, { headers: { cookie } })).status).to.equal(404)
      expect((await copies(lobby)).map(read).join()).to.not.include('wrote')
      expect((await copies(back)).map(read).filter((text) => text.includes('wrote'))).to.have.lengthOf(1)
    })

    it('says where something was written in the reader’s own language, and carries all of it', async () => {
      await reports(bar)
      const long = `It began on Monday. ${'It drips. '.repeat(780)}That is all.`
      const thread = await root()

      await post('messages', { id: `places-act-${++acts}`, channel: 'reception', thread, text: long })

      for (const channel of [lobby, back]) {
        const text = read(await copied(channel, 'Ana Keller wrote in the console:'))
        expect(text.replace(/\s+/g, '')).to.include(long.replace(/\s+/g, ''))
      }
      const direct = slack.directMessages('U0FREJA')
      expect(read(await copied(direct, 'Ana Keller skrev i konsollen:'))).to.include('That is all.')
      expect((await messages(thread)).filter(({ html }) => html.includes('It began'))).to.have.lengthOf(1)
    })
  })
}
