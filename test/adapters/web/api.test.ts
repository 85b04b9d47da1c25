import { expect } from 'chai'
import { directOf } from '../../../adapters/web/index.js'
import { type Inn, openInn } from './inn.js'
import { type Event, requestId, type Visitor, visit } from './visitor.js'

describe('The console API', () => {
  let inn: Inn
  let mia: Visitor
  let lena: Visitor

  beforeEach(async () => {
    inn = await openInn({ patience: 200 })
    mia = await visit(inn, 'mia')
    lena = await visit(inn, 'lena')
  })
  afterEach(() => inn.stop())

  it('puts what a person says on the shelf and hands it to the house', async () => {
    const said = await mia.send('POST', '/api/messages', {
      id: requestId(),
      channel: 'reception',
      text: 'Good morning',
    })

    expect(said.status).to.equal(200)
    expect(said.body.message).to.include({ text: 'Good morning', channel: 'reception' })
    expect(inn.heard).to.have.lengthOf(1)
    expect(inn.heard[0]).to.deep.include({ kind: 'said', toDesk: false })
    const read = await lena.get('/api/messages?channel=reception')
    expect(read.body.messages.map((one: { text: string }) => one.text)).to.deep.equal(['Good morning'])
  })

  it('speaks to the desk when a message begins with its name, and leaves the name out', async () => {
    await mia.send('POST', '/api/messages', {
      id: requestId(),
      channel: 'reception',
      text: '@frontdesk the lift is stuck',
    })

    const heard = inn.heard[0]!
    expect(heard).to.include({ kind: 'said', toDesk: true })
    expect(heard.kind === 'said' && heard.message.text).to.equal('the lift is stuck')
  })

  it('speaks to the desk in the conversation with it, which nobody else can read', async () => {
    const place = { channel: directOf('mia') }
    await mia.send('POST', '/api/messages', { id: requestId(), ...place, text: 'no hot water' })

    expect(inn.heard[0]).to.include({ kind: 'said', toDesk: true })
    const read = await lena.get(`/api/messages?channel=${directOf('mia')}`)
    expect(read.status).to.equal(404)
  })

  it('does one thing once, however often the same request comes', async () => {
    const body = { id: requestId(), channel: 'reception', text: 'twice' }
    const answers = await Promise.all([1, 2, 3].map(() => mia.send('POST', '/api/messages', body)))

    expect(new Set(answers.map((one) => one.body.message.id)).size).to.equal(1)
    expect(inn.heard).to.have.lengthOf(1)
  })

  it('makes the id of an inbound from the account and the request, so that a restart does not double it', async () => {
    const id = requestId()
    await mia.send('POST', '/api/commands', { id, channel: 'reception', words: '/desk mine' })
    const again = await visit(inn, 'mia')
    await again.send('POST', '/api/commands', { id, channel: 'reception', words: '/desk mine' })

    expect(inn.heard.map((one) => one.ids)).to.deep.equal([[`console:mia:${id}`]])
  })

  it('opens a form, names the problems at its fields, and takes it when they are mended', async () => {
    const opened = await mia.send('POST', '/api/commands', {
      id: requestId(),
      channel: 'reception',
      words: 'incident report',
    })
    const empty = { channel: 'reception', command: 'incident report', args: {} }
    const refused = await mia.send('POST', '/api/submits', { id: requestId(), ...empty })
    const taken = await mia.send('POST', '/api/submits', { id: requestId(), ...empty, args: { what: 'Lamp dead' } })

    expect(opened.body.answer.kind).to.equal('form')
    expect(refused.body.answer).to.deep.include({
      kind: 'problems',
      fields: { what: 'Say in a few words what is wrong.' },
    })
    expect(taken.body.answer.kind).to.equal('whisper')
  })

  it('tells of an outage with 503 and a time to wait, and takes the same request afterwards', async () => {
    const body = { id: requestId(), channel: 'reception', text: '@frontdesk is anybody there' }
    inn.outage(true)
    const refused = await mia.send('POST', '/api/messages', body)
    inn.outage(false)
    const taken = await mia.send('POST', '/api/messages', body)

    expect(refused.status).to.equal(503)
    expect(Number(refused.headers.get('retry-after'))).to.be.greaterThan(0)
    expect(refused.body.error.says).to.contain('cannot be reached')
    expect(taken.status).to.equal(200)
    const read = await mia.get('/api/messages?channel=reception')
    expect(read.body.messages).to.have.lengthOf(1)
  })

  it('answers "still working on it" when the core is slow, and brings the outcome by the stream', async () => {
    const id = requestId()
    const go = inn.slow()
    const outcome = mia.events('/api/events', (events) => events.some((one) => one.event === 'answer'))
    const waiting = await mia.send('POST', '/api/submits', {
      id,
      command: 'incident report',
      args: { what: 'Slow' },
      channel: 'reception',
    })
    go()

    expect(waiting.status).to.equal(202)
    expect(waiting.body.answer).to.deep.equal({ kind: 'late' })
    expect(inn.spooled).to.have.lengthOf(1)
    const late = (await outcome).find((one) => one.event === 'answer')
    expect(late?.data).to.deep.include({ request: id })
    expect(late?.data.answer.kind).to.equal('whisper')
  })

  it('puts a late outcome into the conversation with the desk when no browser is open any more', async () => {
    const inbound = {
      ids: ['console:mia:gone-long-ago'],
      account: { platform: 'console', workspace: 'local', user: 'mia' },
      profile: {},
      place: { platform: 'console', workspace: 'local', channel: 'reception' },
      at: '2031-03-03T09:00:00.000Z',
      canOpenForm: true,
      kind: 'command',
      words: 'desk mine',
    } as const
    const card = { title: ['Done while you were away'], tone: 'good', blocks: [] } as const
    await inn.web.answerLate(inbound, { kind: 'whisper', card })
    await inn.web.answerLate(inbound, { kind: 'whisper', card })

    const read = await mia.get(`/api/messages?channel=${directOf('mia')}`)
    expect(read.body.messages.map((one: { card: unknown }) => one.card)).to.deep.equal([card])
  })

  it('lets only the author change or delete a message, and tells the house of both', async () => {
    const said = await mia.send('POST', '/api/messages', { id: requestId(), channel: 'reception', text: 'helo' })
    const path = `/api/messages/${said.body.message.id}`
    const foreign = await lena.send('PATCH', path, { id: requestId(), channel: 'reception', text: 'mine now' })
    const edited = await mia.send('PATCH', path, { id: requestId(), channel: 'reception', text: 'hello' })
    const foreignDelete = await lena.send('DELETE', path, { id: requestId(), channel: 'reception' })
    const gone = await mia.send('DELETE', path, { id: requestId(), channel: 'reception' })

    expect([foreign.status, edited.status, foreignDelete.status, gone.status]).to.deep.equal([403, 200, 403, 200])
    expect(inn.heard.map((one) => one.kind)).to.deep.equal(['said', 'edited', 'deleted'])
    const read = await lena.get('/api/messages?channel=reception')
    expect(read.body.messages).to.deep.equal([])
  })

  it('hands over the ticket reaction and its taking back', async () => {
    const said = await mia.send('POST', '/api/messages', { id: requestId(), channel: 'reception', text: 'no towels' })
    const path = `/api/messages/${said.body.message.id}/reactions`
    await lena.send('POST', path, { id: requestId(), channel: 'reception', emoji: 'ticket' })
    await lena.send('DELETE', path, { id: requestId(), channel: 'reception', emoji: 'ticket' })

    const [, reacted, unreacted] = inn.heard
    expect(reacted).to.include({ kind: 'reacted', emoji: 'ticket' })
    expect(unreacted).to.include({ kind: 'unreacted', emoji: 'ticket' })
  })

  it('hands over a message shortcut with the text of its message', async () => {
    const said = await mia.send('POST', '/api/messages', { id: requestId(), channel: 'reception', text: 'no towels' })
    const body = { id: requestId(), channel: 'reception', name: 'report', message: said.body.message.id }
    const opened = await lena.send('POST', '/api/shortcuts', body)

    expect(opened.body.answer.form.fields[0]).to.include({ name: 'what', value: 'no towels' })
  })

  it('completes commands, then arguments from fixed values, then records and people', async () => {
    await mia.send('POST', '/api/submits', { id: requestId(), command: 'incident report', args: { what: 'Lamp dead' } })
    const choices = async (typed: string) => {
      const found = await mia.get(`/api/complete?channel=reception&typed=${encodeURIComponent(typed)}`)
      return found.body.choices.map((one: { value: string }) => one.value)
    }

    expect(await choices('/inc')).to.deep.equal(['/incident report ', '/incident take ', '/incident resolve '])
    expect(await choices('/incident resolve ')).to.deep.equal(['/incident resolve INC-41 '])
    expect(await choices('/incident resolve INC-41 re')).to.deep.equal([
      '/incident resolve INC-41 repaired ',
      '/incident resolve INC-41 replaced ',
    ])
    expect(await choices('/incident resolve INC-41 repaired ')).to.deep.equal([
      '/incident resolve INC-41 repaired note:',
    ])
    expect(await choices('/incident report witness:nov')).to.deep.equal(['/incident report witness:@tomas '])
    expect(await choices('plain words')).to.deep.equal([])
  })

  it('completes commands by their Danish names first for a Danish reader, and by the English ones', async () => {
    const karen = await visit(inn, 'karen')
    const choices = async (typed: string) => {
      const found = await karen.get(`/api/complete?channel=${directOf('karen')}&typed=${encodeURIComponent(typed)}`)
      return found.body.choices.map((one: { value: string }) => one.value)
    }

    const named = ['/hændelse meld ', '/hændelse take ', '/hændelse resolve ']
    expect(await choices('/')).to.deep.equal([...named, '/desk mine ', '/desk link '])
    expect(await choices('/hæn')).to.deep.equal(named)
    expect(await choices('/inc')).to.deep.equal(['/incident report ', '/incident take ', '/incident resolve '])
    expect(await choices('/hændelse resolve INC-1 rep')).to.deep.equal([
      '/hændelse resolve INC-1 repaired ',
      '/hændelse resolve INC-1 replaced ',
    ])
    expect(await choices('/hændelse resolve INC-1 repaired ')).to.deep.equal([
      '/hændelse resolve INC-1 repaired bemærkning:',
    ])
    expect(await choices('/incident resolve INC-1 repaired no')).to.deep.equal([
      '/incident resolve INC-1 repaired note:',
    ])
  })

  it('tells the record of a reader, and not whether a private one exists', async () => {
    await lena.send('POST', '/api/submits', {
      id: requestId(),
      command: 'incident report',
      args: { what: 'secret: theft' },
    })
    const seen = await lena.get('/api/records/INC-41')
    const hidden = await mia.get('/api/records/INC-41')
    const absent = await mia.get('/api/records/INC-4100')

    expect(seen.body.html).to.contain('secret: theft')
    expect(hidden.status).to.equal(404)
    expect(hidden.body).to.deep.equal(absent.body)
  })

  describe('with bad input', () => {
    const post = (body: unknown) => mia.send('POST', '/api/messages', body)

    it('refuses what is not JSON', async () => {
      const answer = await post('{ not json')
      expect(answer.status).to.equal(400)
      expect(answer.body.error.says).to.equal('That request could not be read.')
    })
    it('refuses a shape it does not know', async () => {
      expect((await post({ channel: 'reception', text: 'no id' })).status).to.equal(400)
    })
    it('refuses a text that is too long, in the language of the person', async () => {
      const karen = await visit(inn, 'karen')
      const answer = await karen.send('POST', '/api/messages', {
        id: requestId(),
        channel: 'kitchen',
        text: 'å'.repeat(8_001),
      })
      expect(answer.status).to.equal(422)
      expect(answer.body.error.says).to.equal('Beskeden er på mere end 8000 tegn.')
    })
    it('refuses more than a body may hold', async () => {
      expect((await post({ id: requestId(), channel: 'reception', text: 'x'.repeat(600_000) })).status).to.equal(413)
    })
    it('refuses an unknown channel and an unknown thread', async () => {
      expect((await post({ id: requestId(), channel: 'cellar', text: 'hi' })).status).to.equal(404)
      expect((await post({ id: requestId(), channel: 'reception', thread: '999999', text: 'hi' })).status).to.equal(404)
    })
    it('refuses nothing but white space', async () => {
      expect((await post({ id: requestId(), channel: 'reception', text: ' \n ' })).status).to.equal(422)
    })
    it('knows no other addresses', async () => {
      expect((await mia.get('/api/passwords')).status).to.equal(404)
    })
    afterEach(async () => {
      expect(inn.heard).to.have.lengthOf(0)
      expect(await inn.doors.shelf.latest()).to.equal(0)
    })
  })

  describe('event stream', () => {
    it('brings a message to another person at once, with the message it hangs from', async () => {
      const root = await inn.says('reception', 'lena', 'Anything missing?')
      const stream = lena.events(
        `/api/events?since=${await inn.doors.shelf.latest()}`,
        (events) => events.filter((one) => one.event === 'message').length >= 2,
      )
      await mia.send('POST', '/api/messages', {
        id: requestId(),
        channel: 'reception',
        thread: root.message,
        text: 'A towel',
      })

      const messages = (await stream).filter((one) => one.event === 'message').map((one) => one.data)
      expect(messages[0]).to.include({ text: 'A towel', thread: root.message })
      expect(messages[1]).to.include({ id: root.message, replies: 1 })
    })

    it('catches up from the last event a browser has seen', async () => {
      const seen = await inn.doors.shelf.latest()
      await inn.says('reception', 'lena', 'one')
      await inn.says('kitchen', 'lena', 'two')
      const headers = { 'last-event-id': String(seen) }
      const events = await mia.events(
        '/api/events',
        (all) => all.filter((one) => one.event === 'message').length >= 2,
        headers,
      )

      const texts = events.filter((one) => one.event === 'message').map((one) => one.data.text)
      expect(texts).to.deep.equal(['one', 'two'])
    })

    it('never brings what is in a channel that the reader may not see', async () => {
      const stream = mia.events('/api/events?since=0', (events) =>
        events.some((one) => one.data?.text === 'breakfast is ready'),
      )
      await inn.says('security', 'lena', 'the safe is open')
      await inn.says(directOf('lena'), 'lena', 'only for the desk')
      await inn.says('kitchen', 'lena', 'breakfast is ready')

      const texts = (await stream).filter((one) => one.event === 'message').map((one) => one.data.text)
      expect(texts).to.deep.equal(['breakfast is ready'])
    })

    it('renews an open record page', async () => {
      await mia.send('POST', '/api/submits', {
        id: requestId(),
        command: 'incident report',
        args: { what: 'Lamp dead' },
      })
      const shown = (events: readonly Event[]) => events.findLast((one) => one.event === 'record')?.data.html ?? ''
      const stream = mia.events('/api/events?record=INC-41', (events) => shown(events).includes('In progress'))
      await lena.send('POST', '/api/presses', { id: requestId(), command: 'incident take', args: { record: 'INC-41' } })

      const renewed = (await stream).findLast((one) => one.event === 'record')
      expect(renewed?.data.html).to.contain('In progress')
    })
  })
})
