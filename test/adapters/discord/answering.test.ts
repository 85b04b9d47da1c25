import { expect } from 'chai'
import { commands } from '../../../commands/index.js'
import { voices as allVoices } from '../../../src/assemble.js'
import type { Card } from '../../../src/chat/card.js'
import { createRegistry } from '../../../src/chat/command.js'
import type { Form } from '../../../src/chat/form.js'
import type { Inbound } from '../../../src/chat/inbound.js'
import type { Reply } from '../../../src/chat/reply.js'
import { minutes } from '../../../src/kernel/duration.js'
import { Outage } from '../../../src/kernel/errors.js'
import { dayBlock } from '../../builders/day.js'
import { standingClock } from '../../fakes/discord/client.js'
import type { FakeInteraction } from '../../fakes/discord/index.js'
import { card, held, openHouse, whisper } from '../slack/house.js'
import { type Desk, type DeskOptions, openDesk } from './desk.js'

const text = (name: string, more = {}) =>
  ({ kind: 'text', name, label: `The ${name}`, lines: 'one', limit: 150, ...more }) as const

const form: Form = {
  command: 'incident report',
  known: { origin: 'x' },
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  fields: [text('title')],
}
const long: Form = {
  ...form,
  fields: ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((name) => text(name)),
}

const real = createRegistry(
  commands,
  (language) => allVoices.in(language),
  () => [],
)
const step = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [`The ${name}`, `my ${name}`]))
/** As a reader reads it. */
const read = (markdown: string): string => markdown.replace(/\\/g, '')

for (const transport of ['gateway', 'http'] as const) {
  describe(`what Discord shows of an answer, over the ${transport}`, () => {
    let desk: Desk
    let house: ReturnType<typeof openHouse>
    let reception: string
    let ana: ReturnType<Desk['discord']['as']>

    const open = async (options: DeskOptions = {}) => {
      desk = await openDesk({ ...(transport === 'http' ? { http: true } : {}), ...options })
      const { discord, guild } = desk
      house = openHouse()
      reception = discord.addChannel(guild.id, { name: 'reception' }).id
      ana = discord.as(discord.addMember(guild.id, { name: 'ana' }).id)
      await desk.start(house.house)
      await discord.until(() => discord.commands(guild.id).length > 0)
      return discord
    }
    afterEach(() => desk.close())

    const place = () => ({ platform: 'discord', workspace: desk.guild.id, channel: reception })
    const button = (label: string, more = {}): Card =>
      card('INC-1', {
        kind: 'actions',
        actions: [{ kind: 'press', label, press: { command: 'incident take', args: { record: 'INC-1' } }, ...more }],
      })
    const put = (what: Card, key = 'k1') => desk.platform.deliver({ key, to: place(), card: what, language: 'en' })
    const shown = ({ original }: FakeInteraction): string => (original ? read(desk.discord.textOf(original)) : '')
    const whispers = () => ana.whispers().map((one) => read(desk.discord.textOf(one)))
    const said = () => desk.discord.messages(reception).map((one) => read(desk.discord.textOf(one)))
    const tells = (words: string) => desk.discord.until(() => whispers().some((one) => one.includes(words)), words)
    const directs = () =>
      desk.discord.messages(desk.discord.direct(ana.user.id).id).map((one) => desk.discord.textOf(one))
    const submitted = () => house.of('submit').map(({ args }) => args)

    it('whispers, says aloud and stays silent, as the house answers', async () => {
      await open()
      const replies: Reply[] = [whisper('For you'), { kind: 'say', card: card('For all') }, { kind: 'done' }]
      house.answers(() => replies.shift() ?? { kind: 'done' })

      const all = []
      for (const _ of [1, 2, 3]) all.push(await ana.types(reception, '/desk help'))

      expect(all.map(({ original }) => original?.onlyFor)).to.deep.equal([ana.user.id, undefined, ana.user.id])
      expect(all.map(shown)).to.deep.equal(['### For you', '### For all', 'Done.'])
    })

    it('changes nothing on the screen when the card itself tells what was done', async () => {
      await open()
      await put(button('Take it'))

      const pressed = await ana.presses(reception, 'Take it')

      expect(pressed.response?.type).to.equal(6)
      expect(whispers()).to.deep.equal([])
    })

    it('goes on in further messages where one has no room', async () => {
      const discord = await open()
      const quote = 'many words '.repeat(400)
      house.answers(() => whisper('Long', { kind: 'quote', text: quote }, { kind: 'quote', text: `${quote}end` }))

      const asked = await ana.types(reception, '/desk help')
      await discord.until(() => whispers().join('\n').includes('end'))

      expect(asked.followUps.every(({ onlyFor }) => onlyFor === ana.user.id)).to.equal(true)
    })

    it('shows a picture', async () => {
      const discord = await open()
      house.answers(() => whisper('Chart', dayBlock()))

      const asked = await ana.types(reception, '/desk help')
      await discord.until(() => asked.original?.attachments.length === 1)

      expect(shown(asked)).to.include('Chart')
    })

    it('opens a form, and keeps what was filled in from step to step', async () => {
      await open()
      house.answers((inbound) => (inbound.kind === 'submit' ? whisper('Reported') : { kind: 'form', form: long }))
      await ana.types(reception, '/incident report')

      const first = await ana.submits(step('one', 'two', 'three', 'four', 'five'))
      expect(shown(first)).to.include('step 1 of 2')
      expect(submitted()).to.deep.equal([])
      await ana.presses(first.original!, 'Continue')
      const last = await ana.submits(step('six', 'seven'))

      expect(submitted()).to.deep.equal([
        { origin: 'x', ...Object.fromEntries(long.fields.map(({ name }) => [name, `my ${name}`])) },
      ])
      expect(shown(last)).to.include('Reported')
      expect(whispers()).to.have.lengthOf(1)
    })

    it('reports once, although the last step was opened twice and sent twice', async () => {
      await open()
      house.answers((inbound) => (inbound.kind === 'submit' ? whisper('Reported') : { kind: 'form', form: long }))
      await ana.types(reception, '/incident report')
      const first = await ana.submits(step('one', 'two', 'three', 'four', 'five'))
      await ana.presses(first.original!, 'Continue')
      const { effects } = house
      const source = first.original!
      const components = JSON.parse(JSON.stringify(source.components))
      await ana.submits(step('six', 'seven'))
      Object.assign(source, { components })
      await ana.presses(source, 'Continue')
      await ana.submits(step('six', 'seven'))

      expect(house.of('submit')).to.have.lengthOf(2)
      expect(house.effects).to.equal(effects + 1)
    })

    it('gives the form back with what was typed when something was wrong with it', async () => {
      await open()
      house.answers((inbound) =>
        inbound.kind === 'submit'
          ? { kind: 'problems', fields: { title: 'Say a little more.' }, card: card('Not sent yet') }
          : { kind: 'form', form },
      )
      await ana.types(reception, '/incident report')

      const sent = await ana.submits({ 'The title': 'my words' })

      expect(shown(sent)).to.include('Not sent yet').and.include('**The title**: Say a little more')
      await ana.presses(sent.original!, 'Open the form')
      expect(ana.form()?.inputs[0]?.value).to.equal('my words')
    })

    it('keeps what was typed into a form through an outage', async () => {
      await open()
      house.answers((inbound) => {
        if (inbound.kind === 'submit') throw new Outage('the database does not answer')
        return { kind: 'form', form }
      })
      await ana.types(reception, '/incident report')

      const sent = await ana.submits({ 'The title': 'my words' })

      expect(shown(sent)).to.include('cannot be reached right now')
      await ana.presses(sent.original!, 'Open the form')
      expect(ana.form()?.inputs[0]?.value).to.equal('my words')
    })

    it('apologises for a command in an outage, and names the number of a fault', async () => {
      await open()
      const errors: Error[] = [new Outage('down'), new TypeError('oops')]
      house.answers(() => {
        throw errors.shift() ?? new Error('none')
      })

      const [first, second] = [await ana.types(reception, '/desk help'), await ana.types(reception, '/desk help')]

      expect(shown(first)).to.include('cannot be reached right now')
      expect(shown(second)).to.match(/this number: id\d+/)
    })

    it('asks once more before it does what cannot be taken back', async () => {
      await open()
      const confirm = { title: 'Cancel it?', text: 'Nobody works on it then.', yes: 'Cancel it', no: 'Keep it' }
      await put(button('Cancel', { confirm }))

      const kept = await ana.presses(reception, 'Cancel')
      expect(shown(kept)).to.include('Cancel it?')
      expect(shown(await ana.presses(kept.original!, 'Keep it'))).to.include('Nothing was changed')
      expect(house.handled.filter(({ kind }) => kind === 'press')).to.deep.equal([])
      const asked = await ana.presses(reception, 'Cancel')
      const done = await ana.presses(asked.original!, 'Cancel it')

      expect(house.of('press')).to.have.lengthOf(1)
      expect(shown(done)).to.equal('Done.')
      expect(done.original?.id).to.equal(asked.original?.id)
    })

    it('suggests in time, and nothing when the house cannot', async () => {
      await open()
      await desk.platform.stop()
      await desk.start({ ...house.house, registry: real })
      const { discord } = desk
      await discord.until(() => discord.commands(desk.guild.id).some(({ name }) => name === 'Their open records'))
      const choices = [{ value: 'INC-1', label: 'INC-1', detail: 'the lift' }]
      house.answers(() => ({ kind: 'choices', choices }))
      expect(await ana.completes(reception, '/incident take', 'record', 'lift')).to.deep.equal([
        { name: 'INC-1 – the lift', value: 'INC-1' },
      ])

      house.answers(() => {
        throw new Outage('down')
      })
      expect(await ana.completes(reception, '/incident take', 'record', 'lift')).to.deep.equal([])
      const [first] = house.of('complete')
      expect(first).to.deep.include({ command: 'incident take', argument: 'record', typed: 'lift', canOpenForm: false })
    })

    it('shows from the menu on a person what the house has of them', async () => {
      await open()
      await desk.platform.stop()
      await desk.start({ ...house.house, registry: real })
      const bo = desk.discord.addMember(desk.guild.id, { name: 'bo' })
      await desk.discord.until(() => desk.discord.commands(desk.guild.id).some(({ type }) => type === 2))
      house.answers(() => whisper('Open records of bo'))

      const asked = await ana.usesOnPerson(reception, 'Their open records', bo.id)

      const person = { platform: 'discord', workspace: desk.guild.id, user: bo.id }
      expect(house.of('shortcut')[0]).to.deep.include({ name: 'theirs', person })
      expect(shown(asked)).to.include('Open records of bo')
    })

    it('says that it is working on it, and then the outcome in its place', async () => {
      const discord = await open({ patience: 20 })
      const work = held<Reply>()
      house.answers(() => work.promise)

      const asked = await ana.types(reception, '/desk help')
      expect(shown(asked)).to.include('Still working on it')
      expect(house.spooled).to.have.lengthOf(1)
      work.release(whisper('All there is'))

      await discord.until(() => shown(asked).includes('All there is'))
      expect(whispers()).to.have.lengthOf(1)
    })

    it('says aloud what took long, and to the one who waits that it is done', async () => {
      const discord = await open({ patience: 20 })
      const work = held<Reply>()
      house.answers(() => work.promise)
      const asked = await ana.types(reception, '/desk help')

      work.release({ kind: 'say', card: card('For all') })

      await discord.until(() => shown(asked).includes('Done'))
      expect(said()).to.deep.equal(['### For all'])
    })

    it('never puts what is for one person on the card that they pressed a button on', async () => {
      const discord = await open({ patience: 20 })
      await put(button('Take it'))
      const work = held<Reply>()
      house.answers(() => work.promise)

      const pressed = await ana.presses(reception, 'Take it')
      work.release(whisper('You may not take it'))
      await tells('You may not take it')
      const inbound = JSON.parse(JSON.stringify(house.of('press')[0])) as Inbound
      await desk.platform.answerLate(inbound, whisper('A secret'))

      expect(pressed.followUps.map((one) => discord.textOf(one))).to.deep.equal(['### A secret'])
      expect(said()).to.deep.equal(['### INC-1'])
    })

    it('answers by direct message when a quarter of an hour has gone by, and in the place when that is closed', async () => {
      const time = standingClock(Date.now())
      await open({ fake: { now: time.now }, clock: { now: () => new Date(time.now()) } })
      await ana.types(reception, '/desk help')
      const [inbound] = house.of('command')
      time.pass(minutes(16))

      await desk.platform.answerLate(inbound!, whisper('Reported after all'))

      expect(directs()).to.deep.equal(['### Reported after all'])
    })

    it('tells somebody who takes no direct messages where they said it how they can be told', async () => {
      const discord = await open()
      const bo = discord.as(discord.addMember(desk.guild.id, { name: 'bo', dmsClosed: true }).id)
      house.answers((inbound) => (inbound.kind === 'said' ? whisper('A secret') : { kind: 'done' }))

      await bo.writes(reception, 'the lift is stuck', { toDesk: true })

      const told = await discord.until(() => discord.messages(reception)[1])
      expect(discord.textOf(told)).to.include('you take no direct messages').and.not.include('secret')
    })

    it('answers aloud what was said aloud, once, and in answer to it', async () => {
      const discord = await open()
      house.answers((inbound) =>
        inbound.kind === 'said' ? { kind: 'say', card: card('Reported as INC-1') } : { kind: 'done' },
      )

      const said = await ana.writes(reception, 'the lift is stuck', { toDesk: true })

      const told = await discord.until(() => discord.messages(reception)[1])
      expect(told.replyTo?.messageId).to.equal(said.id)
      expect(discord.pings(told).users).to.deep.equal([])
    })

    it('answers a button of an earlier version, and one whose meaning a restart has taken', async () => {
      const discord = await open()
      const at = await put(button('Take it', { press: { command: 'incident take', args: { note: 'x'.repeat(200) } } }))
      await desk.platform.stop()
      await desk.start(house.house)

      const pressed = await ana.presses(at.message, 'Take it')

      expect(shown(pressed)).to.include('no longer knows')
      const message = discord.message(reception, at.message)!
      Object.assign(message, {
        components: JSON.parse(JSON.stringify(message.components).replace(/"k\|[^"]+"/, '"old:7"')),
      })
      expect(shown(await ana.presses(at.message, 'Take it'))).to.include('earlier version')
    })

    it('goes on with a form after a restart with what is left of it', async () => {
      await open()
      house.answers((inbound) => (inbound.kind === 'submit' ? whisper('Reported') : { kind: 'form', form }))
      await ana.types(reception, '/incident report')
      await desk.platform.stop()
      await desk.start(house.house)

      await ana.submits({ 'The title': 'my words' })
      expect(submitted()).to.deep.equal([{ origin: 'x', title: 'my words' }])

      house.answers((inbound) => (inbound.kind === 'submit' ? whisper('Reported') : { kind: 'form', form: long }))
      await ana.types(reception, '/incident report')
      await desk.platform.stop()
      await desk.start(house.house)
      const sent = await ana.submits(step('one', 'two', 'three', 'four', 'five'))
      expect(shown(sent)).to.include('was restarted while you filled this in')
      await ana.presses(sent.original!, 'Open the form')
      expect(house.of('press').at(-1)?.args).to.include({ origin: 'x', one: 'my one', five: 'my five' })
    })
  })
}
