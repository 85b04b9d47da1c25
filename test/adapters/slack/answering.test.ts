import { expect } from 'chai'
import { afterEach, describe, it } from 'mocha'
import type { Form } from '../../../src/chat/form.js'
import type { Reply } from '../../../src/chat/reply.js'
import { Outage } from '../../../src/kernel/errors.js'
import { type Desk, openDesk, transports } from './desk.js'
import { card, held, openHouse, voices, whisper } from './house.js'
import { readBlocks } from './reading.js'

const form: Form = {
  command: 'incident report',
  known: { origin: 'x' },
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  fields: [
    { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 150 },
    { kind: 'text', name: 'details', label: 'More', lines: 'many', limit: 3000, optional: true },
  ],
}
const en = voices.in('en')
const reception = 'C0RECEPTION'

for (const transport of transports) {
  describe(`what the desk answers in Slack by ${transport}`, () => {
    let desk: Desk
    let house: ReturnType<typeof openHouse>
    const open = async (options: Partial<Parameters<typeof openDesk>[0]> = {}) => {
      desk = await openDesk({ transport, ...options })
      house = openHouse()
      desk.slack.addUser({ id: 'U0ANA', name: 'ana' })
      desk.slack.addChannel({ id: reception, name: 'reception' })
      await desk.start(house.house)
      return desk.slack
    }
    afterEach(() => desk.close())

    const told = () => desk.slack.ephemerals('U0ANA').map(({ blocks = [] }) => readBlocks(desk.slack, blocks).trim())
    const tells = (text: string) => desk.slack.until(() => told().find((one) => one.includes(text)), text)
    const onScreen = () => {
      const view = desk.slack.views('U0ANA').at(-1)
      return view && readBlocks(desk.slack, view.blocks)
    }
    const place = () => ({ platform: 'slack', workspace: desk.slack.teamId, channel: reception })
    const button = {
      kind: 'actions',
      actions: [{ kind: 'press', label: 'Take', press: { command: 'incident take', args: {} } }],
    } as const
    const withButton = () =>
      desk.platform.deliver({ key: 'k', to: place(), card: card('INC-1', button), language: 'en' })
    const opened = async (slack: Desk['slack'], answer: Reply | (() => Reply | Promise<Reply>)) => {
      house.answers((inbound) => {
        if (inbound.kind !== 'submit') return { kind: 'form', form }
        return typeof answer === 'function' ? answer() : answer
      })
      await slack.command('U0ANA', reception, '/incident', 'report')
      return slack.until(() => slack.views('U0ANA').at(-1)?.id)
    }

    it('whispers the answer to a command with its acknowledgement', async () => {
      const slack = await open()
      house.answers(() => whisper('Help', { kind: 'text', line: ['a < b & <!channel>'] }))

      await slack.command('U0ANA', reception, '/desk', 'help')

      expect(told()).to.deep.equal(['Help\na < b & <!channel>'])
      expect(slack.ephemerals('U0ANA')[0]?.by).to.equal('ack')
      expect(slack.calls('chat.postEphemeral')).to.deep.equal([])
    })

    it('whispers about a press without touching the card', async () => {
      const slack = await open()
      const address = await withButton()
      house.answers(() => whisper('It is yours'))

      await slack.press('U0ANA', reception, address.message, 'press:incident take:1')

      await tells('It is yours')
      expect(slack.ephemerals('U0ANA')[0]?.by).to.equal('response')
      expect(slack.messages(reception)).to.have.lengthOf(1)
    })

    it('answers a button of an earlier version, in words', async () => {
      const slack = await open()
      const { ts } = await slack.say('U0ANA', reception, 'x')
      const blocks = [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'approve_v1', text: { type: 'plain_text', text: 'x' } }],
        },
      ]
      Object.assign(slack.messages(reception)[0]!, { blocks })

      await slack.press('U0ANA', reception, ts, 'approve_v1')

      await tells(en.say('slack.buttonUnknown'))
      expect(house.handled).to.deep.equal([])
    })

    it('keeps a form of an earlier version open, and says that it was not sent', async () => {
      const slack = await open()
      const id = await opened(slack, { kind: 'done' })
      Object.assign(slack.views('U0ANA')[0]!, { private_metadata: 'v1:INC-1' })

      const sent = await slack.submit('U0ANA', id, { 'field:title': 'x' })

      expect(sent.errors).to.deep.equal({ 'field:title': en.say('slack.formUnknown') })
      expect(house.of('submit')).to.deep.equal([])
    })

    it('asks nobody about a button that only opens a page', async () => {
      const slack = await open()
      const link = {
        kind: 'actions',
        actions: [{ kind: 'link', label: 'Open', url: 'https://desk.example/r/INC-1' }],
      } as const
      const address = await desk.platform.deliver({ key: 'k', to: place(), card: card('INC-1', link), language: 'en' })

      expect((await slack.press('U0ANA', reception, address.message, 'link:1')).ok).to.equal(true)
      expect(house.handled).to.deep.equal([])
    })

    it('whispers in the thread about what was said there, and in the direct conversation where it may not', async () => {
      const slack = await open()
      const root = await slack.say('U0ANA', reception, 'x')
      house.answers(() => whisper('Noted'))

      await slack.say('U0ANA', reception, 'y', { threadTs: root.ts })
      await tells('Noted')
      slack.faults.next('chat.postEphemeral', { error: 'user_not_in_channel' })
      await slack.say('U0ANA', reception, 'z', { threadTs: root.ts })

      expect(slack.ephemerals('U0ANA')[0]?.thread_ts).to.equal(root.ts)
      const direct = slack.directMessages('U0ANA')
      await slack.until(() => slack.messages(direct).some(({ text }) => text.includes('Noted')))
    })

    it('answers once what Slack tells twice', async () => {
      const slack = await open()
      house.answers(() => ({ kind: 'say', card: card('Reported as INC-1') }))

      const { ts } = await slack.say('U0ANA', reception, `<@${slack.botUserId}> the lift is stuck`)
      await slack.redeliver('last', { sameEventId: false })
      await slack.quiet()

      expect(slack.thread(reception, ts)).to.have.lengthOf(1)
    })

    it('says in private what it may not say in the channel', async () => {
      const slack = await open()
      const address = await withButton()
      house.answers(() => ({ kind: 'say', card: card('Taken') }))
      slack.faults.next('chat.postMessage', { error: 'restricted_action_read_only_channel' })

      await slack.press('U0ANA', reception, address.message, 'press:incident take:1')

      await tells('Taken')
    })

    it('opens a form at a press, and offers it again when the trigger is too old', async () => {
      const slack = await open()
      const address = await withButton()
      house.answers(() => ({ kind: 'form', form }))
      slack.faults.next('views.open', { error: 'expired_trigger_id' })

      await slack.press('U0ANA', reception, address.message, 'press:incident take:1')
      await tells(en.say('slack.formExpired'))
      const offer = slack.ephemerals('U0ANA')[0]!
      await slack.press('U0ANA', offer.channel, offer.ts, 'reopen:incident report')

      const view = await slack.until(() => slack.views('U0ANA').at(-1))
      expect(JSON.parse(view.private_metadata)).to.deep.include({ command: 'incident report', known: { origin: 'x' } })
      expect(house.handled).to.have.lengthOf(1)
    })

    it('asks the house for the form anew when it has forgotten it', async () => {
      const slack = await open()
      const address = await withButton()
      house.answers(() => ({ kind: 'form', form }))
      slack.faults.next('views.open', { error: 'expired_trigger_id' })
      await slack.press('U0ANA', reception, address.message, 'press:incident take:1')
      await tells(en.say('slack.formExpired'))
      const offer = slack.ephemerals('U0ANA')[0]!
      const forgotten = JSON.stringify(offer.blocks).replace(/\\"f\\":\\"id\d+\\"/, '\\"f\\":\\"gone\\"')
      Object.assign(offer, { blocks: JSON.parse(forgotten) })

      await slack.press('U0ANA', offer.channel, offer.ts, 'reopen:incident report')

      expect(house.of('press').at(-1)).to.deep.include({ command: 'incident report', args: { origin: 'x' } })
    })

    it('closes a form and whispers where it was opened', async () => {
      const slack = await open()
      const id = await opened(slack, whisper('Reported as INC-1'))

      const sent = await slack.submit('U0ANA', id, { 'field:title': 'x' })

      expect(sent.closed).to.equal(true)
      await tells('Reported as INC-1')
      expect(slack.ephemerals('U0ANA').at(-1)?.channel).to.equal(reception)
    })

    it('puts a problem that belongs to no field at the first one', async () => {
      const slack = await open()
      const id = await opened(slack, {
        kind: 'problems',
        fields: { needed: 'Too early.', title: 'Say more.' },
        card: card('No'),
      })

      const sent = await slack.submit('U0ANA', id, { 'field:title': 'x' })

      expect(sent.errors).to.deep.equal({ 'field:title': 'Too early. Say more.' })
    })

    it('keeps a form open, with what was typed, through an outage', async () => {
      const slack = await open()
      const id = await opened(slack, () => {
        throw new Outage('the database does not answer')
      })

      const sent = await slack.submit('U0ANA', id, { 'field:title': 'x' })

      expect(sent.closed).to.equal(false)
      expect(sent.errors).to.deep.equal({ 'field:title': en.say('slack.outage') })
    })

    it('apologises for a command in an outage, and names the number of a fault', async () => {
      const slack = await open()
      const errors: Error[] = [new Outage('down'), new TypeError('oops')]
      house.answers(() => {
        throw errors.shift() ?? new Error('none')
      })

      await slack.command('U0ANA', reception, '/desk', 'help')
      await slack.command('U0ANA', reception, '/desk', 'help')

      expect(told()[0]).to.equal(en.say('slack.outage'))
      expect(told()[1]).to.match(/this number: id\d+\.$/)
    })

    it('shows in a slow form that it is being worked on, and then the outcome', async () => {
      const slack = await open({ patience: 30 })
      const work = held<Reply>()
      house.answers((inbound) => (inbound.kind === 'submit' ? work.promise : { kind: 'form', form }))
      await slack.command('U0ANA', reception, '/incident', 'report').then(() => slack.quiet())
      const id = await formThere(slack)

      const sent = await slack.submit('U0ANA', id, { 'field:title': 'x' })
      expect(sent.closed).to.equal(false)
      expect(onScreen()).to.include(en.say('slack.working'))
      expect(house.spooled).to.have.lengthOf(1)
      work.release(whisper('Reported as INC-1'))

      await slack.until(() => onScreen()?.includes('Reported as INC-1'))
    })

    it('gives a slow form back with what was typed when something was wrong with it', async () => {
      const slack = await open({ patience: 30 })
      const work = held<Reply>()
      house.answers((inbound) => (inbound.kind === 'submit' ? work.promise : { kind: 'form', form }))
      await slack.command('U0ANA', reception, '/incident', 'report').then(() => slack.quiet())
      const id = await formThere(slack)
      await slack.submit('U0ANA', id, { 'field:title': 'my words' })

      work.release({ kind: 'problems', fields: { title: 'Say a little more.' }, card: card('Not sent yet') })

      await slack.until(() => onScreen()?.includes('Say a little more.'))
      const view = slack.views('U0ANA').at(-1)!
      expect(Object.values(view.values['field:title'] ?? {})[0]).to.deep.include({ value: 'my words' })
    })

    it('finds a person who has closed the slow form meanwhile', async () => {
      const slack = await open({ patience: 30 })
      const work = held<Reply>()
      house.answers((inbound) => (inbound.kind === 'submit' ? work.promise : { kind: 'form', form }))
      await slack.command('U0ANA', reception, '/incident', 'report').then(() => slack.quiet())
      const id = await formThere(slack)
      await slack.submit('U0ANA', id, { 'field:title': 'x' })
      await slack.closeView('U0ANA', id)

      work.release(whisper('Reported as INC-1'))

      await tells('Reported as INC-1')
    })

    it('does not promise an outcome that it could not write down', async () => {
      const slack = await open({ patience: 20 })
      const work = held<Reply>()
      house.answers(() => work.promise)
      house.writes(async () => {
        throw new Error('disk full')
      })

      await slack.command('U0ANA', reception, '/desk', 'help')
      expect(told()).to.deep.equal([en.say('slack.unsure')])
      work.release(whisper('Help'))

      await tells('Help')
    })

    it('finds the person by other ways when the response address is spent', async () => {
      const slack = await open()
      house.answers(() => whisper('Help'))
      await slack.command('U0ANA', reception, '/desk', 'help')
      const written = JSON.parse(JSON.stringify(house.handled[0]))
      slack.faults.next('response_url', { status: 404 })

      await desk.platform.answerLate(written, whisper('Here it is'))

      await tells('Here it is')
      expect(slack.ephemerals('U0ANA').at(-1)?.by).to.equal('api')
    })

    it('tells that it is done when somebody was told to wait and there is nothing else to tell', async () => {
      const slack = await open({ patience: 20 })
      const work = held<Reply>()
      house.answers(() => work.promise)
      await slack.command('U0ANA', reception, '/desk', 'help')

      work.release({ kind: 'done' })

      await tells(en.say('slack.done'))
    })

    it('acknowledges a slow event once it is written down, and answers it later', async () => {
      const slack = await open({ eventPatience: 20 })
      const work = held<Reply>()
      house.answers(() => work.promise)

      await slack.say('U0ANA', slack.directMessages('U0ANA'), 'the lift is stuck')
      expect(house.spooled).to.have.lengthOf(1)
      work.release(whisper('Reported as INC-1'))

      await slack.until(() => slack.messages(slack.directMessages('U0ANA')).some(({ text }) => text.includes('INC-1')))
    })

    it('works on a button inside an outcome that stands in a form', async () => {
      const slack = await open({ patience: 30 })
      const work = held<Reply>()
      house.answers((inbound) => {
        if (inbound.kind === 'submit') return work.promise
        return inbound.kind === 'press' ? { kind: 'done' } : { kind: 'form', form }
      })
      await slack.command('U0ANA', reception, '/incident', 'report').then(() => slack.quiet())
      const id = await formThere(slack)
      await slack.submit('U0ANA', id, { 'field:title': 'x' })
      work.release(whisper('Reported as INC-1', button))
      await slack.until(() => onScreen()?.includes('INC-1'))

      await slack.pressInView('U0ANA', id, 'press:incident take:1')

      expect(house.of('press')[0]).to.deep.include({ command: 'incident take', place: place() })
      expect(house.of('press')[0]).to.not.have.property('card')
    })

    /** With so little patience the command itself may have been late, and the form is offered by a button. */
    async function formThere(slack: Desk['slack']): Promise<string> {
      const there = slack.views('U0ANA').at(-1)
      if (there) return there.id
      const offer = await slack.until(() =>
        slack.ephemerals('U0ANA').find(({ blocks = [] }) => JSON.stringify(blocks).includes('reopen:')),
      )
      await slack.press('U0ANA', offer.channel, offer.ts, 'reopen:incident report')
      return slack.until(() => slack.views('U0ANA').at(-1)?.id)
    }
  })
}
