import type { App } from '@slack/bolt'
import { expect } from 'chai'
import { openBolt, type Transport } from './bolt-app.js'
import { type FakeSlack, type FakeSlackOptions, openFakeSlack } from './index.js'
import { standingClock } from './web-client.js'

const ana = 'U0ANA'
const help = 'C0HELP'

for (const transport of ['http', 'socket'] as const satisfies readonly Transport[])
  describe(`fake Slack with a real Bolt app over ${transport}`, () => {
    let slack: FakeSlack
    let stop: () => Promise<void>

    const open = async (listen: (app: App) => void, options: FakeSlackOptions = {}): Promise<void> => {
      slack = await openFakeSlack(options)
      slack.addUser({ id: ana, name: 'ana' })
      slack.addChannel({ id: help, name: 'help' })
      const { close } = await openBolt(slack, transport, listen)
      stop = close
    }

    afterEach(async () => {
      await stop()
      await slack.close()
    })

    it('shows a person what a command is acknowledged with', async () => {
      await open((app) => app.command('/incident', ({ ack, command }) => ack(`You said: ${command.text}`)))

      const answer = await slack.command(ana, help, '/incident', 'report mail is down')

      expect(answer).to.include({ ok: true, transport, attempts: 1 })
      expect(slack.ephemerals(ana).map(({ text }) => text)).to.deep.equal(['You said: report mail is down'])
      slack.assertClean()
    })

    it('complains about a command nobody answers, and does not send it twice', async () => {
      await open(() => undefined, { ackMs: 120 })

      const answer = await slack.command(ana, help, '/incident', 'report')

      expect(answer).to.include({ ok: false, attempts: 1 })
      expect(() => slack.assertClean()).to.throw('/incident by U0ANA was not acknowledged')
    })

    it('lets a form be opened with the trigger of a command, filled in and sent', async () => {
      const seen: unknown[] = []
      await open((app) => {
        app.command('/incident', async ({ ack, body, client }) => {
          await ack()
          await client.views.open({ trigger_id: body.trigger_id, view: reportForm })
        })
        app.view('report', async ({ ack, view }) => {
          seen.push(view.state.values)
          await ack()
        })
      })

      await slack.command(ana, help, '/incident')
      const form = await slack.until(() => slack.views(ana).at(-1))
      const sent = await slack.submit(ana, form.id, { summary: 'mail is down', urgency: 'high' })

      expect(sent).to.include({ ok: true, closed: true })
      expect(seen).to.have.lengthOf(1)
      expect(seen[0]).to.have.nested.property('summary.text.value', 'mail is down')
      expect(seen[0]).to.have.nested.property('urgency.choice.selected_option.value', 'high')
      slack.assertClean()
    })

    it('keeps a form open while the app complains about an input', async () => {
      await open((app) => {
        app.shortcut('report', async ({ ack, body, client }) => {
          await ack()
          await client.views.open({ trigger_id: body.trigger_id, view: reportForm })
        })
        app.view('report', ({ ack }) => ack({ response_action: 'errors', errors: { summary: 'Say more.' } }))
      })

      await slack.globalShortcut(ana, 'report')
      const form = await slack.until(() => slack.views(ana).at(-1))
      const sent = await slack.submit(ana, form.id, { summary: 'x', urgency: 'low' })

      expect(sent).to.include({ closed: false })
      expect(sent.errors).to.deep.equal({ summary: 'Say more.' })
      slack.assertClean()
    })

    it('carries a press with the message, its state and a response address', async () => {
      await open((app) => {
        app.event('app_mention', async ({ say }) => {
          await say({ text: 'Take it?', blocks: [{ type: 'actions', block_id: 'b', elements: [takeButton] }] })
        })
        app.action('take', async ({ ack, respond, body }) => {
          await ack()
          await respond({ replace_original: true, text: `Taken by ${body.user.id}` })
        })
      })

      await slack.say(ana, help, '@desk take this')
      const card = await slack.until(() =>
        slack.messages(help).find(({ blocks }) => blocks?.[0]?.['type'] === 'actions'),
      )
      await slack.press(ana, help, card.ts, 'take')
      await slack.until(() => card.text === 'Taken by U0ANA')

      expect(slack.notifiedBy(card).users).to.deep.equal([])
      slack.assertClean()
    })

    it('refuses a form when the app has dawdled for more than three seconds', async () => {
      const clock = standingClock()
      let error = ''
      await open(
        (app) =>
          app.command('/incident', async ({ ack, body, client }) => {
            await ack()
            clock.pass(3_001)
            await client.views.open({ trigger_id: body.trigger_id, view: reportForm }).catch((failure: unknown) => {
              error = (failure as { data: { error: string } }).data.error
            })
          }),
        { now: clock.now, signingNow: Date.now },
      )

      await slack.command(ana, help, '/incident')
      await slack.until(() => error)

      expect(error).to.equal('expired_trigger_id')
    })

    it('tells the real client how long to wait', async () => {
      const waits: unknown[] = []
      await open((app) =>
        app.command('/say', async ({ ack, client }) => {
          await ack()
          for (const text of ['a', 'b', 'c', 'd'])
            await client.chat.postMessage({ channel: help, text }).catch((failure: unknown) => {
              waits.push((failure as { retryAfter: number }).retryAfter)
            })
        }),
      )

      await slack.command(ana, help, '/say')
      await slack.until(() => waits.length > 0)

      expect(waits).to.deep.equal([1])
      expect(slack.messages(help)).to.have.lengthOf(3)
      slack.assertClean()
    })

    it('echoes the bot’s own messages as events', async () => {
      const heard: string[] = []
      await open((app) => {
        app.command('/say', async ({ ack, client }) => {
          await ack()
          const { ts } = await client.chat.postMessage({ channel: help, text: 'one' })
          await client.chat.update({ channel: help, ts: ts as string, text: 'two' })
        })
        app.message(({ message }) => {
          heard.push(message.subtype ?? 'plain')
          return Promise.resolve()
        })
      })

      await slack.command(ana, help, '/say')
      await slack.until(() => slack.deliveries.length === 3)
      await slack.quiet()

      const events = slack.deliveries.map(({ outgoing }) => outgoing.payload['event']).filter(Boolean)
      expect(events).to.have.lengthOf(2)
      expect(events[0]).to.include({ type: 'message', bot_id: slack.botId, user: slack.botUserId })
      expect(events[1]).to.include({ subtype: 'message_changed' })
      expect(heard).to.deep.equal(['message_changed'])
      slack.assertClean()
    })
  })

const takeButton = {
  type: 'button' as const,
  action_id: 'take',
  text: { type: 'plain_text' as const, text: 'Take' },
  value: '1',
}

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const reportForm = {
  type: 'modal' as const,
  callback_id: 'report',
  title: plain('Report'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'summary',
      label: plain('What'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'urgency',
      label: plain('How urgent'),
      element: {
        type: 'static_select' as const,
        action_id: 'choice',
        options: [
          { text: plain('High'), value: 'high' },
          { text: plain('Low'), value: 'low' },
        ],
      },
    },
  ],
}
