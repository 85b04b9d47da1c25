import { expect } from 'chai'
import { card } from './house.js'
import { type OpenStage, scenes } from './scene.js'

const impatient = { patience: 5 }

export function promises(open: OpenStage): void {
  const scene = scenes(open)

  it('a command is acknowledged once the house has taken it to its end', async () => {
    const { stage, house, ana, handed, until } = await scene()
    const held = house.hold()

    const deed = await ana.command('desk help', stage.place('reception'))
    await handed('command')
    expect(deed.state()).to.equal('waiting')

    held.release()
    await until('it is acknowledged', () => deed.state() === 'acknowledged')
  })

  it('what was said is acknowledged once the house has taken it to its end', async () => {
    const { stage, house, ana, handed, until } = await scene()
    const held = house.hold()

    const deed = await ana.say('the lift is stuck', stage.place('reception'))
    await handed('said')
    expect(deed.state()).to.equal('waiting')

    held.release()
    await until('it is acknowledged', () => deed.state() === 'acknowledged')
  })

  it('what the house could not take is not acknowledged, and comes again with the same id', async () => {
    const { stage, house, ana, handed, until } = await scene()
    house.fail(1)

    const deed = await ana.say('the lift is stuck', stage.place('reception'))
    const first = await handed('said')
    const again = await until('it comes again', async () => {
      await stage.redeliver()
      return house.handed.filter((one) => one.kind === 'said')[1]
    })

    expect(again.ids.some((id) => first.ids.includes(id))).to.equal(true)
    await until('it is acknowledged', () => deed.state() === 'acknowledged')
    expect(house.effects).to.equal(1)
  })

  it('a person whose command was not taken is not told that it was', async () => {
    const { stage, house, ana, handed, seen, sees } = await scene()
    house.answer((inbound) => ({
      kind: 'whisper',
      card: card(inbound.kind === 'command' && inbound.words === 'desk help' ? 'Help' : 'Reported'),
    }))
    house.fail(1)

    await ana.command('incident report', stage.place('reception'))
    await handed('command')
    await ana.command('desk help', stage.place('reception'))

    await seen(ana, 'Help')
    expect(await sees(ana, 'Reported')).to.equal(false)
  })

  it('while the house is slow a person reads that it is being worked on, and then the outcome', async () => {
    const { stage, house, ana, bo, handed, seen, sees, until } = await scene(impatient)
    house.answer({ kind: 'whisper', card: card('Reported as INC-1') })
    const held = house.hold()

    const deed = await ana.command('incident report mail is down', stage.place('reception'))
    const inbound = await handed('command')
    await seen(ana, house.registry.voice('en').say(stage.stillWorking))
    expect(house.spooled).to.deep.equal([inbound])
    await until('it is acknowledged', () => deed.state() === 'acknowledged')
    expect(await sees(ana, 'Reported as INC-1')).to.equal(false)

    held.release()
    expect((await seen(ana, 'Reported as INC-1')).alone).to.equal(true)
    expect(await sees(bo, 'Reported as INC-1')).to.equal(false)
  })

  it('a Dane reads it in Danish', async () => {
    const { stage, house, seen } = await scene(impatient)
    const dagny = await stage.person('dagny', 'da')
    const held = house.hold()

    await dagny.command('incident report', stage.place('reception'))

    await seen(dagny, house.registry.voice('da').say(stage.stillWorking))
    held.release()
  })

  it('a slow press is answered late as well', async () => {
    const { stage, house, ana, seen } = await scene(impatient)
    const press = { command: 'incident take', args: { incident: 'INC-1' } }
    const block = { kind: 'actions', actions: [{ kind: 'press', label: 'Take it', press }] } as const
    const to = stage.place('reception')
    await stage.platform.deliver({ key: 'k1', to, card: card('INC-1', block), language: 'en' })
    await seen(ana, 'INC-1')
    house.answer({ kind: 'whisper', card: card('It is yours') })
    const held = house.hold()

    await ana.press('Take it')
    await seen(ana, house.registry.voice('en').say(stage.stillWorking))
    held.release()

    await seen(ana, 'It is yours')
  })

  it('an outcome that comes after a restart of the house finds the person who waits for it', async () => {
    const { stage, ana, bo, handed, seen, sees } = await scene()
    await ana.command('incident report', stage.place('reception'))
    const inbound = await handed('command')

    const written = JSON.parse(JSON.stringify(inbound)) as typeof inbound
    await stage.platform.answerLate(written, { kind: 'whisper', card: card('Reported after all') })

    expect((await seen(ana, 'Reported after all')).alone).to.equal(true)
    expect(await sees(bo, 'Reported after all')).to.equal(false)
  })

  it('stopping waits for what is under way, and answers it', async () => {
    const { stage, house, ana, handed, until } = await scene()
    const held = house.hold()
    const deed = await ana.command('desk help', stage.place('reception'))
    await handed('command')

    let stopped = false
    const stopping = stage.platform.stop().then(() => {
      stopped = true
    })
    await stage.turn()
    expect(stopped).to.equal(false)

    held.release()
    await stopping
    await until('it is acknowledged', () => deed.state() === 'acknowledged')
  })
}
