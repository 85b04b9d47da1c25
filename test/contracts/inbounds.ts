import { expect } from 'chai'
import { accountWord, placeWord } from '../../src/chat/address.js'
import type { Form } from '../../src/chat/form.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { actor, card } from './house.js'
import type { Owes } from './platform.js'
import { type OpenStage, type Scene, scenes } from './scene.js'
import type { Person } from './stage.js'

export function inbounds(open: OpenStage, owes: Owes): void {
  const scene = scenes(open)

  it('a command, with who used it, where, and what was typed', async () => {
    const { stage, ana, handed } = await scene()

    await ana.command('incident report the lift is stuck', stage.place('reception'))

    const inbound = await handed('command')
    // Where commands have fields, what was typed comes by the field's name.
    expect([inbound.words, ...Object.values(inbound.given ?? {})].join(' ')).to.equal(
      'incident report the lift is stuck',
    )
    expectFrom(inbound, ana)
    expect(placeWord(inbound.place)).to.equal(placeWord(stage.place('reception')))
    expect(inbound.canOpenForm).to.equal(true)
  })

  it('two uses of the same command as two happenings', async () => {
    const { stage, house, ana, until } = await scene()

    await ana.command('desk help', stage.place('reception'))
    await ana.command('desk help', stage.place('reception'))

    await until('both are handed over', () => house.handed.length === 2)
    const [first, second] = house.handed
    expect(first!.ids.some((id) => second!.ids.includes(id))).to.equal(false)
  })

  it('a press, with the card it was on, its arguments and the version that was seen', async () => {
    const { stage, ana, handed, seen } = await scene()
    const at = await stage.platform.deliver({
      key: 'k1',
      to: stage.place('reception'),
      card: card('INC-1', {
        kind: 'actions',
        actions: [
          {
            kind: 'press',
            label: 'Take it',
            press: { command: 'incident take', args: { incident: 'INC-1', note: 'a=b&c "d" Ærø' }, seen: 7 },
          },
        ],
      }),
      language: 'en',
    })
    await seen(ana, 'INC-1')

    await ana.press('Take it')

    const inbound = await handed('press')
    expect(inbound).to.deep.include({
      command: 'incident take',
      args: { incident: 'INC-1', note: 'a=b&c "d" Ærø' },
      seen: 7,
      card: at,
    })
    expectFrom(inbound, ana)
  })

  it('a press that asks first, once it is confirmed', async () => {
    const { stage, ana, handed, seen } = await scene()
    const press = { command: 'incident cancel', args: { incident: 'INC-1' } }
    const confirm = { title: 'Cancel it?', text: 'This cannot be undone.', yes: 'Cancel it', no: 'Keep it' }
    await stage.platform.deliver({
      key: 'k1',
      to: stage.place('reception'),
      card: card('INC-1', {
        kind: 'actions',
        actions: [{ kind: 'press', label: 'Cancel', press, style: 'danger', confirm }],
      }),
      language: 'en',
    })
    await seen(ana, 'INC-1')

    await ana.press('Cancel')

    expect(await handed('press')).to.deep.include(press)
  })

  it('a choice from a menu, as the argument it is for', async () => {
    const { stage, ana, handed, seen } = await scene()
    await stage.platform.deliver({ key: 'k1', to: stage.place('reception'), card: menu, language: 'en' })
    await seen(ana, 'INC-1')

    await ana.choose('Housekeeping')

    const inbound = await handed('press')
    expect(inbound).to.deep.include({ command: 'incident assign', args: { incident: 'INC-1', team: 'team-2' } })
  })

  it('a form, with what was known, what was filled in and the version it was opened on', async () => {
    const { stage, house, ana, bo, handed, until } = await scene()
    house.answer((inbound) => (inbound.kind === 'submit' ? { kind: 'done' } : { kind: 'form', form }))
    await ana.command('incident report', stage.place('reception'))
    const shown = await until('the form is open', () => ana.form())
    const names = form.fields.map((field) => field.name)
    // A form that is asked step by step shows the beginning.
    expect(shown.fields.map((field) => field.name)).to.deep.equal(
      names.slice(0, stage.steps ? shown.fields.length : undefined),
    )

    await ana.submit({
      title: 'Hand shower “broken” & <wet>',
      details: 'It fell.\nThe hose is torn.',
      impact: '3',
      service: 'rooms',
      who: accountWord(bo.account),
      needed: '2031-03-04T07:00:00.000Z',
    })

    const inbound = await handed('submit')
    const { needed, who, ...args } = inbound.args
    expect(inbound.command).to.equal('incident report')
    expect(inbound.seen).to.equal(3)
    expect(args).to.deep.equal({
      origin: 'C1/17.3',
      title: 'Hand shower “broken” & <wet>',
      details: 'It fell.\nThe hose is torn.',
      impact: '3',
      service: 'rooms',
    })
    expect(who).to.be.oneOf([accountWord(bo.account), bo.account.user])
    expect(new Date(needed!).toISOString()).to.equal('2031-03-04T07:00:00.000Z')
    expectFrom(inbound, ana)
  })

  it('what was said in a channel, and whether it was said to the desk', async () => {
    const { stage, ana, house, handed, until } = await scene()
    const reception = stage.place('reception')

    const said = await ana.say('the lift is stuck, 2 < 3 & *bold*', reception)

    const inbound = await handed('said')
    expect(inbound.message).to.deep.include({ text: 'the lift is stuck, 2 < 3 & *bold*', address: await said.address })
    expect(inbound.message.author).to.deep.equal(ana.account)
    expect(inbound.toDesk).to.equal(false)
    expect(placeWord(inbound.place)).to.equal(placeWord(reception))
    expectFrom(inbound, ana)
    if (!stage.can.has('mention')) return
    await ana.say('the lift is stuck', reception, 'naming the desk')
    const toDesk = await until('the second is handed over', () =>
      house.handed.find((one) => one.kind === 'said' && one.toDesk),
    )
    expect(toDesk).to.have.nested.property('message.text', 'the lift is stuck')
  })

  it('what was said to the desk alone', async () => {
    const { ana, handed } = await scene()

    await ana.say('the lift is stuck', ana.direct)

    const inbound = await handed('said')
    expect(inbound.toDesk).to.equal(true)
    expect(placeWord(inbound.place)).to.equal(placeWord(ana.direct))
  })

  owes('thread', 'what was said in a thread, with the thread it hangs in', async () => {
    const { stage, ana, handed, seen } = await scene()
    const root = await stage.platform.deliver(outgoing(stage, 'INC-1'))
    await seen(ana, 'INC-1')

    await ana.say('still stuck', { ...stage.place('reception'), thread: root.message })

    const inbound = await handed('said')
    expect(inbound.place.thread).to.equal(root.message)
    expect(inbound.message.address.thread).to.equal(root.message)
  })

  owes('edit', 'an edit and a deletion, with the address of what was said', async () => {
    const { stage, ana, handed } = await scene()
    const address = await (await ana.say('the lift is stuk', stage.place('reception'))).address

    await ana.edit(address, 'the lift is stuck')
    await ana.delete(address)

    const edited = await handed('edited')
    expect(edited.message).to.deep.include({ address, text: 'the lift is stuck' })
    expect((await handed('deleted')).message).to.deep.equal(address)
  })

  owes('react', 'a reaction and its taking back', async () => {
    const { stage, ana, bo, handed } = await scene()
    const address = await (await ana.say('the lift is stuck', stage.place('reception'))).address
    await handed('said')

    await bo.react(address, 'ticket')
    await bo.unreact(address, 'ticket')

    const reacted = await handed('reacted')
    expect(reacted.emoji).to.equal('ticket')
    expect(reacted.message).to.deep.include({ address, text: 'the lift is stuck' })
    expectFrom(reacted, bo)
    const unreacted = await handed('unreacted')
    expect(unreacted).to.deep.include({ emoji: 'ticket', message: address })
    expectFrom(unreacted, bo)
  })

  owes('shortcut on a message', 'a shortcut on a message, with the message', async () => {
    const { stage, ana, bo, handed } = await scene()
    const address = await (await ana.say('the lift is stuck', stage.place('reception'))).address
    await handed('said')

    await bo.use('report', address)

    const inbound = await handed('shortcut')
    expect(inbound.name).to.equal('report')
    expect(inbound.message).to.deep.include({ address, text: 'the lift is stuck', author: ana.account })
    expect(inbound.canOpenForm).to.equal(true)
    expectFrom(inbound, bo)
  })

  owes('shortcut anywhere', 'a shortcut from anywhere', async () => {
    const { ana, handed } = await scene()

    await ana.use('report')

    const inbound = await handed('shortcut')
    expect(inbound.name).to.equal('report')
    expect(inbound.message).to.equal(undefined)
    expectFrom(inbound, ana)
  })

  owes('complete', 'a wish for completion, which is answered with what there is', async () => {
    const { house, ana, handed } = await scene()
    house.answer({ kind: 'choices', choices: [{ value: 'INC-1', label: 'INC-1 hot & cold' }] })

    const offered = await ana.complete('incident show', 'incident', 'INC')

    const inbound = await handed('complete')
    expect(inbound).to.deep.include({ command: 'incident show', argument: 'incident', typed: 'INC' })
    expect(offered.join()).to.include('INC-1 hot & cold')
  })

  owes('rename', 'a changed profile', async () => {
    const { ana, handed } = await scene()

    await ana.rename('Ana Nova')

    const inbound = await handed('account')
    expect(inbound.profile.name).to.equal('Ana Nova')
    expectFrom(inbound, ana)
  })

  owes('archive', 'the archiving of a channel', async () => {
    const { stage, ana, handed } = await scene()

    await ana.archive(stage.place('kitchen'))

    const inbound = await handed('place')
    expect(inbound.change).to.equal('archived')
    expect(placeWord(inbound.place)).to.equal(placeWord(stage.place('kitchen')))
  })
}

/** What holds for every inbound: whose it is, that it can be named again, and that it can be written down. */
function expectFrom(inbound: Inbound, person: Person): void {
  expect(actor(inbound)).to.equal(accountWord(person.account))
  expect(inbound.ids[0]).to.be.a('string').and.not.equal('')
  expect(new Date(inbound.at).toISOString()).to.equal(inbound.at)
  expect(JSON.parse(JSON.stringify(inbound))).to.deep.equal(inbound)
}

const outgoing = (stage: Scene['stage'], title: string) =>
  ({ key: title, to: stage.place('reception'), card: card(title), language: 'en' }) as const

const menu = card('INC-1', {
  kind: 'choices',
  placeholder: 'Give it to',
  press: { command: 'incident assign', args: { incident: 'INC-1' } },
  argument: 'team',
  options: [
    { value: 'team-1', label: 'Reception' },
    { value: 'team-2', label: 'Housekeeping' },
  ],
})

export const form: Form = {
  command: 'incident report',
  known: { origin: 'C1/17.3' },
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  intro: [['What you write here is read by ', { kind: 'strong', text: 'the desk' }, '.']],
  seen: 3,
  fields: [
    { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 150 },
    { kind: 'text', name: 'details', label: 'Tell more', lines: 'many', limit: 3000, optional: true },
    {
      kind: 'radio',
      name: 'impact',
      label: 'Who is affected?',
      options: [
        { value: '1', label: 'Everybody' },
        { value: '3', label: 'Only me' },
      ],
    },
    {
      kind: 'choice',
      name: 'service',
      label: 'Service',
      options: [
        { value: 'mail', label: 'Mail' },
        { value: 'rooms', label: 'Rooms' },
      ],
    },
    { kind: 'person', name: 'who', label: 'For whom?', optional: true },
    {
      kind: 'moment',
      name: 'needed',
      label: 'When is it needed?',
      hint: 'Leave it empty when it can wait.',
      optional: true,
    },
  ],
}
