import { expect } from 'chai'
import { card } from './house.js'
import { form } from './inbounds.js'
import type { Owes } from './platform.js'
import { type OpenStage, scenes } from './scene.js'

export function answers(open: OpenStage, owes: Owes): void {
  const scene = scenes(open)

  it('a whisper is seen by the caller alone', async () => {
    const { stage, house, ana, bo, seen, sees } = await scene()
    house.answer((inbound) =>
      inbound.kind === 'command' && inbound.words === 'desk help'
        ? { kind: 'whisper', card: card('Only for the caller') }
        : { kind: 'say', card: card('For everybody') },
    )

    await ana.command('desk help', stage.place('reception'))
    const whispered = await seen(ana, 'Only for the caller')
    await ana.command('incident report', stage.place('reception'))
    await seen(bo, 'For everybody')

    expect(whispered.alone).to.equal(true)
    expect(await sees(bo, 'Only for the caller')).to.equal(false)
  })

  it('what is said is seen by all who are there, and stands where the caller is', async () => {
    const { stage, house, ana, bo, seen } = await scene()
    house.answer({ kind: 'say', card: card('The lift runs again') })

    await ana.command('desk help', stage.place('kitchen'))

    for (const person of [ana, bo]) {
      const said = await seen(person, 'The lift runs again')
      expect(said.alone).to.equal(false)
      expect(said.place.channel).to.equal(stage.place('kitchen').channel)
    }
  })

  owes('thread', 'an answer to what was said in a thread comes in that thread', async () => {
    const { stage, house, ana, seen, handed } = await scene()
    const to = stage.place('reception')
    const root = await stage.platform.deliver({ key: 'k1', to, card: card('INC-1'), language: 'en' })
    await seen(ana, 'INC-1')
    house.answer({ kind: 'say', card: card('Noted') })

    await ana.say('still stuck', { ...to, thread: root.message })
    await handed('said')

    expect((await seen(ana, 'Noted')).place.thread).to.equal(root.message)
  })

  it('a form opens before the caller and nobody else', async () => {
    const { stage, house, ana, bo, until } = await scene()
    house.answer({ kind: 'form', form })

    await ana.command('incident report', stage.place('reception'))

    const shown = await until('the form is open', () => ana.form())
    expect(shown.title).to.include('Report a problem')
    const labels = form.fields.map(({ label }) => label)
    expect(shown.fields.map(({ label }) => label)).to.deep.equal(
      labels.slice(0, stage.steps ? shown.fields.length : undefined),
    )
    expect(await bo.form()).to.equal(undefined)
  })

  it('a form opens with what is known already', async () => {
    const { stage, house, ana, handed, until } = await scene()
    const fields = [
      { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 150, value: 'mail & <news>' },
      { kind: 'radio', name: 'impact', label: 'Who?', options: impacts, value: '3' },
    ] as const
    house.answer((inbound) =>
      inbound.kind === 'submit' ? { kind: 'done' } : { kind: 'form', form: { ...form, fields } },
    )
    await ana.command('incident report mail', stage.place('reception'))
    await until('the form is open', () => ana.form())

    await ana.submit({})

    expect((await handed('submit')).args).to.deep.equal({ origin: 'C1/17.3', title: 'mail & <news>', impact: '3' })
  })

  it('a form with problems stays open, says what is wrong and keeps what was filled in', async () => {
    const { stage, house, ana, handed, until } = await scene()
    const title = { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 150 } as const
    const details = { ...title, name: 'details', label: 'Tell more' }
    house.answer({ kind: 'form', form: { ...form, fields: [title, details] } })
    await ana.command('incident report', stage.place('reception'))
    await until('the form is open', () => ana.form())
    house.answer({ kind: 'problems', fields: { title: 'Say a little more.' }, card: card('Not sent yet') })

    await ana.submit({ title: 'x', details: 'it hums' })
    await handed('submit')
    const wrong = await until('the problem is shown', async () =>
      (await ana.form())?.fields.find((field) => field.problem !== undefined),
    )
    house.answer({ kind: 'done' })
    await ana.submit({ title: 'the lift hums' })

    expect(wrong).to.deep.include({ name: 'title', problem: 'Say a little more.' })
    const again = await until('it is submitted again', () =>
      house.handed.find((one) => one.kind === 'submit' && one.args['title'] === 'the lift hums'),
    )
    expect(again).to.have.nested.property('args.details', 'it hums')
  })

  it('a submitted form may be followed by the next one', async () => {
    const { stage, house, ana, until } = await scene()
    const step = (title: string, name: string) =>
      ({ ...form, title, fields: [{ kind: 'text', name, label: title, lines: 'one', limit: 20 }] }) as const
    house.answer((inbound) => ({
      kind: 'form',
      form: inbound.kind === 'submit' ? step('Second step', 'second') : step('First step', 'first'),
    }))
    await ana.command('incident report', stage.place('reception'))
    await until('the first step is open', async () => (await ana.form())?.title.includes('First step'))

    await ana.submit({ first: 'one' })

    await until('the second step is open', async () => (await ana.form())?.title.includes('Second step'))
  })

  it('a form that was done is closed', async () => {
    const { stage, house, ana, until } = await scene()
    house.answer((inbound) => (inbound.kind === 'submit' ? { kind: 'done' } : { kind: 'form', form }))
    await ana.command('incident report', stage.place('reception'))
    await until('the form is open', () => ana.form())

    await ana.submit({ title: 'x', impact: '3', service: 'mail' })

    await until('the form is closed', async () => (await ana.form()) === undefined)
  })

  it('a press on a card is answered, whoever presses', async () => {
    const { stage, house, ana, bo, seen, sees } = await scene()
    const press = { command: 'incident take', args: { incident: 'INC-1' } }
    const block = { kind: 'actions', actions: [{ kind: 'press', label: 'Take it', press }] } as const
    const to = stage.place('reception')
    await stage.platform.deliver({ key: 'k1', to, card: card('INC-1', block), language: 'en' })
    await seen(bo, 'INC-1')
    house.answer({ kind: 'whisper', card: card('You may not take it') })

    await bo.press('Take it')

    expect((await seen(bo, 'You may not take it')).alone).to.equal(true)
    expect(await sees(ana, 'You may not take it')).to.equal(false)
  })
}

const impacts = [
  { value: '1', label: 'Everybody' },
  { value: '3', label: 'Only me' },
]
