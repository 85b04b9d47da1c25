import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import { createPlain, plainWords } from '../../../adapters/plain/index.js'
import type { Form } from '../../../src/chat/form.js'
import type { Reply } from '../../../src/chat/reply.js'
import { type ContractHouse, card, openHouse } from '../../contracts/house.js'

describe('a conversation at the terminal', () => {
  it('greets with an example, runs a command and prints its answer', async () => {
    const ana = await sit({ kind: 'whisper', card: card('INC-1 is yours') })

    await ana.type('/incident report mail is down')

    expect(ana.printed()).to.include('/incident report')
    expect(ana.printed()).to.include('#1 Frontdesk, only for you [you and the desk]\n  INC-1 is yours\n')
  })

  it('asks a form question by question and submits the answers', async () => {
    const ana = await sit(asking)

    await ana.type('/incident report', 'shower broken', 'it fell', 'from the wall', '.', '2', '-')

    expect(ana.house.handed.at(-1)).to.deep.include({
      kind: 'submit',
      command: 'incident report',
      args: { origin: 'hall', title: 'shower broken', details: 'it fell\nfrom the wall', impact: '3' },
    })
    expect(ana.printed()).to.include('* 3/4 Who is affected?\n*   [1] Everybody\n*   [2] Only me – nobody else\n')
  })

  it('asks again where an answer does not do, and says why', async () => {
    const ana = await sit(asking)

    await ana.type('/incident report', '', '-', 'x'.repeat(31), 'shower', 'it fell', '.', '7')

    expect(ana.printed()).to.include('* This one needs an answer.')
    expect(ana.printed()).to.include('* That is 31 characters; there is room for 30.')
    expect(ana.printed()).to.include('* Please answer with one of the numbers.')
    expect(ana.house.handed).to.have.lengthOf(1)
  })

  it('leaves a form, and then takes commands again', async () => {
    const ana = await sit(asking)

    await ana.type('/incident report', 'shower', ':cancel', '/desk help')

    expect(ana.house.handed.map(({ kind }) => kind)).to.deep.equal(['command', 'command'])
    expect(ana.printed()).to.include('* Cancelled. Nothing was sent.')
  })

  it('presses the numbered button of the last card', async () => {
    const press = { command: 'incident take', args: { incident: 'INC-1' } }
    const ana = await sit({
      kind: 'say',
      card: card('INC-1', { kind: 'actions', actions: [{ kind: 'press', label: 'Take it', press }] }),
    })

    await ana.type('/incident show INC-1', '1', '2')

    expect(ana.printed()).to.include('[1] Take it')
    expect(ana.house.handed[1]).to.deep.include({ kind: 'press', ...press })
    expect(ana.printed()).to.include('* There is no button [2] there.')
  })

  it('asks before a press that wants it, and does nothing on a no', async () => {
    const confirm = { title: 'Cancel it?', text: 'For good.', yes: 'Cancel it', no: 'Keep it' }
    const press = { command: 'incident cancel', args: {} }
    const ana = await sit({
      kind: 'say',
      card: card('INC-1', { kind: 'actions', actions: [{ kind: 'press', label: 'Cancel', press, confirm }] }),
    })

    await ana.type('/incident show INC-1', '1', '2', '1', '1')

    expect(ana.printed()).to.include('* Cancel it?\n* For good.\n* [1] Cancel it  [2] Keep it\n* Cancelled.')
    expect(ana.house.handed.filter(({ kind }) => kind === 'press')).to.have.lengthOf(1)
  })

  it('says what begins like a command when a space stands in front', async () => {
    const ana = await sit({ kind: 'done' })

    await ana.type(' /etc is full', ' 42', ':-) thanks')

    const said = ana.house.handed.map((one) => (one.kind === 'said' ? one.message.text : one.kind))
    expect(said).to.deep.equal(['/etc is full', '42', ':-) thanks'])
  })

  it('explains its own words in the language of whoever sits there', async () => {
    const dagny = await sit({ kind: 'done' }, 'da')

    await dagny.type(':edit', ':in attic', ':help')

    expect(dagny.printed()).to.include('Der mangler noget: :edit 12 ny tekst')
    expect(dagny.printed()).to.include('Der er ingen kanal attic. Der er: reception.')
    expect(dagny.printed()).to.include(':cancel – afbryder en formular')
  })

  it('does not let a person change what somebody else said', async () => {
    const ana = await sit({ kind: 'say', card: card('The desk says') })

    await ana.type(':in reception', 'hello', ':edit 2 the desk lies', ':edit 1 hello all')

    expect(ana.printed()).to.include('* There is no message #2 that you could do this with.')
    expect(ana.printed()).to.include('#1 ana (changed) [reception]\n  hello all\n')
  })

  it('ends when the input ends, with the last line handled even without a line end', async () => {
    const ana = await sit({ kind: 'done' })

    ana.input.end('/desk help')
    await ana.ended

    expect(ana.house.handed).to.have.lengthOf(1)
  })
})

const fields: Form['fields'] = [
  { kind: 'text', name: 'title', label: 'What is wrong?', lines: 'one', limit: 30 },
  { kind: 'text', name: 'details', label: 'Tell more', lines: 'many', limit: 300 },
  {
    kind: 'radio',
    name: 'impact',
    label: 'Who is affected?',
    options: [
      { value: '1', label: 'Everybody' },
      { value: '3', label: 'Only me', detail: 'nobody else' },
    ],
  },
  { kind: 'moment', name: 'needed', label: 'When is it needed?', optional: true },
]

const form: Form = {
  command: 'incident report',
  known: { origin: 'hall' },
  title: 'Report a problem',
  submit: 'Report',
  cancel: 'Leave',
  fields,
}

const asking = (house: ContractHouse): void =>
  house.answer((inbound) =>
    inbound.kind === 'command' && inbound.words === 'incident report' ? { kind: 'form', form } : { kind: 'done' },
  )

async function sit(answers: Reply | ((house: ContractHouse) => void), language: 'en' | 'da' = 'en') {
  const house = openHouse([plainWords])
  if (typeof answers === 'function') answers(house)
  else house.answer(answers)
  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  let printed = ''
  let ids = 0
  output.on('data', (text: string) => {
    printed += text
  })
  const plain = createPlain({
    input,
    output,
    clock: { now: () => new Date('2031-03-03T09:00:00Z') },
    ids: { next: () => `id${++ids}` },
    account: { platform: 'plain', workspace: 'hotel', user: 'ana' },
    language,
  })
  await plain.start(house)
  return {
    house,
    input,
    ended: plain.seat.ended,
    printed: () => printed,
    /** Types lines and waits until each was handled. */
    async type(...lines: readonly string[]) {
      const before = plain.seat.handled
      for (const line of lines) input.write(`${line}\n`)
      while (plain.seat.handled < before + lines.length) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
