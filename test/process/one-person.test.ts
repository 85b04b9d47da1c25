import { expect } from 'chai'
import { readBlocks } from '../adapters/slack/reading.js'
import { type Machine, machine, type ServedDesk, until } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { type FakeSlack, openFakeSlack, type StoredMessage } from '../fakes/slack/index.js'
import { smallDesk } from '../organisation/files.js'

const lobby = 'C0LOBBY'
const yes = 'Yes, that is me'

type Blocks = NonNullable<StoredMessage['blocks']>
type Shown = { readonly ts: string; readonly text: string; readonly blocks?: Blocks }

for (const dialect of dialects) {
  describe(`one person in Slack and on the console, on ${dialect}`, () => {
    let here: Machine
    let slack: FakeSlack
    let desk: ServedDesk
    beforeEach(async () => {
      here = await machine(dialect)
      slack = await openFakeSlack()
      slack.addChannel({ id: lobby, name: 'lobby' })
      slack.addUser({ id: 'U0ANA', name: 'ana', realName: 'Ana Keller', locale: 'en-GB' })
      slack.addUser({ id: 'U0LUKAS', name: 'lukas_w', realName: 'Lukas', locale: 'en-GB' })
      slack.addGroup('S0PORTERS', 'porters', [])
      await start()
    })
    afterEach(async () => {
      await slack.quiet().catch(() => undefined)
      slack.connectHttp(undefined)
      await here.close()
      await slack.close()
      slack.assertClean()
    })

    const start = async (): Promise<void> => {
      const file = here.file(
        'desk.yaml',
        smallDesk({
          people: `\n  ana: {name: Ana Keller, accounts: ['slack:${slack.teamId}/U0ANA']}\n  lukas: {name: Lukas Wyss}`,
          roles: `\n  - {role: agent, to: [team:reception, team:housekeeping, "group:slack:${slack.teamId}/S0PORTERS"]}`,
          routes: `\n  - {records: all, to: 'slack:${slack.teamId}/${lobby}', facts: all}`,
        }),
      )
      desk = await here.serve({
        DESK_FILE: file,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      })
      slack.connectHttp(`${desk.url}/slack/events`)
    }
    const read = ({ text, blocks }: Pick<Shown, 'text' | 'blocks'>) =>
      blocks?.length ? readBlocks(slack, blocks) : text
    const types = async (user: string, words: string): Promise<Shown> => {
      const before = slack.ephemerals(user).length
      await slack.command(user, lobby, `/${words.split(' ')[0]}`, words.split(' ').slice(1).join(' '))
      return until(async () => slack.ephemerals(user)[before], `an answer to ${words}`)
    }
    const press = async (user: string, shown: Shown, label: string, channel = lobby): Promise<string> => {
      const before = slack.ephemerals(user).length
      const [block, action] = buttonOf(shown.blocks ?? [], label)
      await slack.press(user, channel, shown.ts, action, { block_id: block })
      return read(await until(async () => slack.ephemerals(user)[before], `an answer to ${label}`))
    }
    const code = async (person: string) =>
      /[0-9a-z]{4}-[0-9a-z]{4}/.exec((await here.type(['code', person])).out)?.[0] ?? ''
    const consoleOf = async (person: string) => {
      const headers = { 'content-type': 'application/json', 'x-frontdesk': '1' }
      const post = (path: string, body: object, cookie = '') =>
        fetch(`${desk.url}/api/${path}`, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: JSON.stringify(body),
        })
      const signedIn = await post('session', { code: await code(person) })
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ')
      let acts = 0
      return {
        act: async (path: string, body: object) =>
          JSON.stringify(
            await (
              await post(path, { id: `${person}-act-${++acts}-${process.hrtime.bigint()}`, ...body }, cookie)
            ).json(),
          ),
        inbox: async () => (await fetch(`${desk.url}/api/messages?channel=@${person}`, { headers: { cookie } })).text(),
      }
    }

    it('says yes on both, with the desk killed in between, and takes along what was open', async () => {
      await types('U0LUKAS', 'incident report the boiler is cold work:stopped affects:me')
      const before = await consoleOf('lukas')
      const offered = await before.act('commands', { channel: '@lukas', words: '/desk link' })
      const question = await types('U0LUKAS', `desk link ${/[0-9a-z]{4}-[0-9a-z]{4}/.exec(offered)?.[0]}`)
      expect(read(question)).to.include('the same person as').and.include('Lukas Wyss').and.include('INC-1')
      expect(await press('U0LUKAS', question, yes)).to.include('Now the other side is asked')

      await slack.quiet()
      slack.connectHttp(undefined)
      await desk.kill()
      await start()

      const console = await consoleOf('lukas')
      const asked = await until(async () => {
        const text = await console.inbox()
        return text.includes('desk agree') && text
      }, 'lukas is asked on the console')
      const ask = /"ask":"([^"]+)","answer":"yes"/.exec(asked)?.[1]
      expect(await console.act('presses', { command: 'desk agree', args: { ask, answer: 'yes' } })).to.include('INC-1')

      expect(read(await types('U0LUKAS', 'desk whoami')))
        .to.include('Lukas Wyss')
        .and.include('agent')
      expect(await press('U0LUKAS', question, yes)).to.include('linked already')
      const told = () => slack.messages(slack.directMessages('U0LUKAS')).map(read)
      await until(
        async () => told().some((text) => text.includes('belongs to') && text.includes('Lukas Wyss')),
        'the other side is told',
      )
    })

    it('is nobody any more with the event that says so: by an old button, too', async () => {
      await types('U0LUKAS', 'incident report the boiler is cold work:stopped affects:me')
      const card = await until(async () => slack.messages(lobby).find(({ blocks }) => blocks?.length), 'the card')
      await slack.changeUser('U0ANA', { deleted: true })
      // A press that was on its way: Slack takes none of somebody who has left.
      slack.addUser({ id: 'U0ANA', deleted: false })

      expect(await press('U0ANA', card, 'Take it')).to.include('Your account is not active at this desk any more.')
      await slack.changeUser('U0ANA', { deleted: false, isRestricted: true })
      expect(read(await types('U0ANA', 'desk whoami'))).to.include('none in particular')
      await slack.changeUser('U0ANA', { isRestricted: false })
      expect(read(await types('U0ANA', 'desk whoami'))).to.include('agent')
      await slack.changeUser('U0ANA', { teamId: 'T0OTHER' })
      expect(await press('U0ANA', card, 'Take it')).to.include('another organisation')
    })

    it('may what a user group may for as long as it is in it', async () => {
      expect(read(await types('U0LUKAS', 'desk whoami'))).to.include('none in particular')
      await slack.changeGroup('S0PORTERS', { add: ['U0LUKAS'] })
      expect(read(await types('U0LUKAS', 'desk whoami'))).to.include('agent (a group of this account)')

      await slack.changeGroup('S0PORTERS', { remove: ['U0LUKAS'] })
      expect(read(await types('U0LUKAS', 'desk whoami'))).to.include('none in particular')
    })
  })
}

/** The block and the action of a button by its label. */
function buttonOf(blocks: Blocks, label: string): [block: string, action: string] {
  for (const block of blocks) {
    for (const element of (block['elements'] as { text?: { text?: string }; action_id?: string }[] | undefined) ?? []) {
      if (element.text?.text === label) return [String(block['block_id']), element.action_id ?? '']
    }
  }
  throw new Error(`there is no button “${label}”`)
}
