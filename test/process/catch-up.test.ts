import { expect } from 'chai'
import { openReader } from '../../src/store/index.js'
import { type Machine, machine, type ServedDesk, until } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'
import { smallDesk } from '../organisation/files.js'

const [reception, lobby, cellar] = ['C0RECEPTION', 'C0LOBBY', 'C0CELLAR']
const report = 'report the shower is broken work:stopped affects:me'

for (const dialect of dialects) {
  describe(`a desk that was killed while people went on talking, on ${dialect}`, () => {
    let here: Machine
    let slack: FakeSlack
    let desk: ServedDesk
    beforeEach(async () => {
      here = await machine(dialect)
      slack = await openFakeSlack()
      for (const [id, name] of Object.entries({ [reception]: 'reception', [lobby]: 'lobby', [cellar]: 'cellar' }))
        slack.addChannel({ id, name })
      slack.addUser({ id: 'U0ANA', name: 'ana', realName: 'Ana Keller', locale: 'en-GB' })
      slack.addUser({ id: 'U0FREJA', name: 'freja', realName: 'Freja Holm', locale: 'en-GB' })
      await start()
    })
    afterEach(async () => {
      await slack.quiet().catch(() => undefined)
      slack.connectHttp(undefined)
      await here.close()
      await slack.close()
      slack.assertClean()
    })

    const place = (channel: string) => `slack:${slack.teamId}/${channel}`
    const start = async (): Promise<void> => {
      const file = here.file(
        'desk.yaml',
        smallDesk({
          people: `\n  ana: {name: Ana Keller, accounts: [${place('U0ANA')}]}\n  lukas: {name: Lukas Wyss}`,
          roles: '\n  - {role: agent, to: team:reception}\n  - {role: admin, to: ana}',
          routes: `\n  - {records: all, to: ['${place(reception)}', '${place(cellar)}'], facts: all}`,
        }),
      )
      desk = await here.serve({
        DESK_FILE: file,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        LOG_LEVEL: 'info',
      })
      slack.connectHttp(`${desk.url}/slack/events`)
    }
    const die = async (): Promise<void> => {
      await slack.quiet()
      slack.connectHttp(undefined)
      await desk.kill()
    }
    const caughtUp = () =>
      until(
        async () => desk.said().includes('what was missed is read'),
        () => `it has caught up; it said ${desk.said()}`,
      )
    const rows = async <Row>(sql: string): Promise<readonly Row[]> => {
      const reader = await openReader(here.config().location)
      const found = await reader.read.rows<Row>(sql)
      await reader.close()
      return found
    }
    const remarks = async () =>
      (await rows<{ text: string }>('SELECT "text" FROM "remark" ORDER BY "id"')).map(({ text }) => text)
    const titles = async () =>
      (await rows<{ title: string }>('SELECT "title" FROM "record" ORDER BY "id"')).map(({ title }) => title)
    const toldAna = (words: string) =>
      until(
        async () => slack.messages(slack.directMessages('U0ANA')).find(({ text }) => text.includes(words))?.text,
        `ana was told ${words}`,
      )
    /** An incident whose thread is in the reception. */
    const reported = async (): Promise<string> => {
      await slack.command('U0FREJA', lobby, '/incident', report)
      const card = await until(async () => slack.messages(reception)[0], 'a card')
      const sent = async () => (await rows(`SELECT 1 FROM "sent_message" WHERE "role" = 'card'`)).length >= 2
      await until(sent, 'both cards are written down')
      return card.ts
    }
    const said = async (ts: string, ...texts: string[]) => {
      const messages = []
      for (const text of texts) messages.push(await slack.say('U0ANA', reception, text, { threadTs: ts }))
      return messages
    }

    it('takes what was said, edited, deleted and marked, and tells its administrator in one line', async () => {
      const ts = await reported()
      const [first, second] = await said(ts, 'coming at nine', 'wrong thread')
      await die()

      await said(ts, 'I am at the door')
      await slack.edit('U0ANA', reception, first!.ts, 'coming at ten')
      await slack.remove('U0ANA', reception, second!.ts)
      await slack.say('U0FREJA', lobby, `<@${slack.botUserId}> the lift is stuck`, { raw: true })
      const seen = await slack.say('U0FREJA', lobby, 'the lamp is dark')
      await slack.react('U0ANA', lobby, seen.ts, 'ticket')
      await slack.archive(cellar)
      await start()
      await caughtUp()

      expect(await remarks()).to.deep.equal(['coming at ten', '', 'I am at the door'])
      expect(await titles()).to.deep.equal(['the shower is broken', 'the lift is stuck', 'the lamp is dark'])
      const line = await toldAna('have caught up')
      expect(line, line).to.include('New messages: 2, edits: 1, deletions: 1, reactions: 1, channels changed: 1')
      await toldAna('C0CELLAR is archived')
    })

    it('takes everything once when it is killed while it reads', async () => {
      const ts = await reported()
      await die()
      await said(ts, 'one', 'two')
      await slack.say('U0FREJA', lobby, `<@${slack.botUserId}> the lift is stuck`, { raw: true })
      // The thread is not answered before the process has died.
      slack.faults.next('conversations.replies', { delayMs: 2_000 })
      await start()
      await until(async () => slack.calls('conversations.replies').length > 0, 'it reads the thread')
      await die()

      await start()
      await caughtUp()

      expect(await remarks()).to.deep.equal(['one', 'two'])
      expect(await titles()).to.deep.equal(['the shower is broken', 'the lift is stuck'])
    })

    it('tells in its log at the start what is not right, and what to do', async () => {
      await slack.archive(cellar)
      await die()

      await start()

      await until(
        async () => /"level":50.*slack.doctor.channel_archived.*Open it again/.test(desk.said()),
        'it has told',
      )
      expect((await fetch(`${desk.url}/readyz`)).status).to.equal(200)
    })

    it('takes nothing twice when it is killed and started again', async () => {
      const ts = await reported()
      await die()
      await said(ts, 'one', 'two')
      await slack.say('U0FREJA', lobby, `<@${slack.botUserId}> the lift is stuck`, { raw: true })
      await start()
      await caughtUp()
      await die()

      await start()
      await caughtUp()

      expect(await remarks()).to.deep.equal(['one', 'two'])
      expect(await titles()).to.deep.equal(['the shower is broken', 'the lift is stuck'])
    })
  })
}
