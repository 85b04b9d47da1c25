import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { hours, minutes, seconds } from '../../src/kernel/duration.js'
import { verifyAudit } from '../../src/store/index.js'
import { type DeskUnderTest, deskOver, openDesk } from '../builders/desk.js'
import { buttonsOf, cardText } from '../builders/person-at-desk.js'
import { openReceiver, type Receiver } from '../builders/receiver.js'
import { dialects } from '../builders/store.js'
import { automated } from './orders.js'

const secret = 'a key that both of them know'

for (const dialect of dialects) {
  describe(`A task that a webhook does, with ${dialect}`, () => {
    let gate: Receiver
    let desk: DeskUnderTest
    const open = async (webhook = '', config: Parameters<typeof openDesk>[0]['config'] = {}): Promise<void> => {
      const secretOf = (name: string): string | undefined => (name === 'GATE_SECRET' ? secret : undefined)
      desk = await openDesk({
        dialect,
        file: automated(gate.url, { webhook }),
        at: '2026-12-01T09:00:00Z',
        config: { secretOf, publicUrl: 'https://desk.example.org', ...config },
      })
    }
    beforeEach(async () => {
      gate = await openReceiver()
    })
    afterEach(async () => {
      await desk.close()
      await gate.close()
      expect(desk.faults).to.deep.equal([])
    })
    const order = () => desk.as('emily').types('/request order gate with:"plate: BE 1234"')
    const look = async (): Promise<number> => {
      const begun = await desk.parts.automation.look()
      await desk.parts.automation.settled()
      return begun
    }
    const state = async (number: string): Promise<string> => (await desk.record(number)).state
    const thread = async (number: string): Promise<string> => {
      await desk.relayed()
      return desk
        .thread(number)
        .map(({ card: one }) => cardText(one))
        .join('\n')
    }
    const card = async (number: string): Promise<string> => {
      await desk.relayed()
      return cardText(desk.card(number).card)
    }

    it('is told what was ordered, signed, and is done when it answers', async () => {
      await open()
      await order()
      gate.answers({ status: 200, body: 'entered as no. 17' })

      expect(await look()).to.equal(1)

      const [call] = gate.received
      expect(call?.body).to.deep.include({
        at: '2026-12-01T09:00:00.000Z',
        number: 'REQ-1',
        task: 'TSK-1',
        step: 'enter',
        item: 'gate',
        count: 1,
        for: { id: 'emily', name: 'Emily Carter' },
        fields: { plate: 'BE 1234' },
        with: { list: 'guests', who: 'emily' },
      })
      expect(call?.body).not.to.have.property('callback')
      const timestamp = String(call?.headers['x-frontdesk-timestamp'])
      expect(timestamp).to.equal('1796115600')
      const mac = createHmac('sha256', secret).update(`${timestamp}.${call?.text}`).digest('hex')
      expect(call?.headers['x-frontdesk-signature']).to.equal(`v1=${mac}`)
      expect(call?.headers['idempotency-key']).to.equal(call?.body.id)
      expect(await desk.record('TSK-1')).to.deep.include({ state: 'done' })
      expect((await desk.record('TSK-1')).details.output).to.equal('entered as no. 17')
      expect(await state('TSK-2')).to.equal('open')
      expect(await card('TSK-1')).to.include('entered as no. 17')
      expect(await look()).to.equal(0)
    })

    it('is called again after a while when it fails, with the same key', async () => {
      await open()
      await order()
      gate.answers({ status: 503 }, 'drop')

      await look()
      expect(await look()).to.equal(0)
      expect(await state('TSK-1')).to.equal('open')
      desk.clock.forward(seconds(2))
      await look()
      desk.clock.forward(seconds(4))
      await look()

      expect(gate.received).to.have.lengthOf(3)
      expect(new Set(gate.received.map(({ headers }) => headers['idempotency-key'])).size).to.equal(1)
      expect(new Set(gate.received.map(({ text }) => text)).size).to.equal(1)
      expect(await state('TSK-1')).to.equal('done')
      expect(await thread('TSK-1'))
        .to.match(/1\. .*it answered 503/)
        .and.match(/3\. .*it answered 200/)
    })

    it('is a person’s with all that was tried once its tries are spent, and may be tried anew', async () => {
      await open()
      await order()
      gate.answers({ status: 500, body: 'the gate is stuck' }, 'hang', 'drop')

      for (let n = 0; n < 3; n++) {
        await look()
        desk.clock.forward(minutes(1))
      }

      expect(gate.received).to.have.lengthOf(3)
      expect(await state('TSK-1')).to.equal('failed')
      expect(await state('TSK-2')).to.equal('waiting')
      const text = await card('TSK-1')
      expect(text).to.match(/webhook gate could not do it/)
      expect(text).to.match(/1\. .*it answered 500/)
      expect(text).to.match(/2\. .*no answer within 1 s/)
      expect(text).to.match(/3\. .*it was not reached/)
      expect(text).to.include('the gate is stuck')
      expect(buttonsOf(desk.card('TSK-1').card)).to.include('Try again')
      expect(await thread('TSK-1')).to.match(/Who sees to it\?\nFor Reto Imhof/)

      await desk.as('marco').types('/task retry TSK-1')
      expect(await state('TSK-1')).to.equal('open')
      await look()
      expect(await state('TSK-1')).to.equal('done')
      expect(gate.received[3]?.body.id).not.to.equal(gate.received[0]?.body.id)
    })

    it('is asked to wait, and waits', async () => {
      await open()
      await order()
      gate.answers({ status: 429, headers: { 'retry-after': '600' } })

      await look()
      desk.clock.forward(minutes(9))
      expect(await look()).to.equal(0)
      desk.clock.forward(minutes(2))
      expect(await look()).to.equal(1)
      expect(await state('TSK-1')).to.equal('done')
    })

    it('is followed nowhere else, and what is refused is not asked twice', async () => {
      await open()
      const elsewhere = await openReceiver()
      gate.answers({ status: 302, headers: { location: elsewhere.url } }, { status: 422, body: 'no such plate' })
      await order()
      await look()
      await order()
      await look()

      expect(elsewhere.received).to.have.lengthOf(0)
      await elsewhere.close()
      expect(gate.received).to.have.lengthOf(2)
      expect(await card('TSK-1')).to.match(/it answered 302 and led elsewhere/)
      expect(await card('TSK-3'))
        .to.match(/it answered 422/)
        .and.include('no such plate')
    })

    it('is not called without its key, and says which variable is missing', async () => {
      await open('', { secretOf: () => undefined })
      await order()
      await look()

      expect(gate.received).to.have.lengthOf(0)
      expect(await state('TSK-1')).to.equal('failed')
      expect(await card('TSK-1')).to.include('GATE_SECRET')
    })

    it('is not called when the desk file in force does not know it any more', async () => {
      await open()
      await order()
      await desk.apply(
        automated(gate.url).replaceAll('gate: {url', 'other: {url').replace('webhook: gate', 'webhook: other'),
      )
      await look()

      expect(gate.received).to.have.lengthOf(0)
      expect(await card('TSK-1')).to.include('there is no webhook gate')
    })

    it('is left alone when a person takes the task over before it is called', async () => {
      await open()
      await order()
      await desk.as('marco').types('/task take TSK-1')

      expect(await look()).to.equal(0)
      expect(gate.received).to.have.lengthOf(0)
    })

    it('tells a person who took it over meanwhile what came of it, and the task is theirs', async () => {
      await open()
      await order()
      gate.answers({ status: 400, body: 'not in this way' })
      await desk.parts.automation.look()
      await desk.as('marco').types('/task take TSK-1')
      await desk.parts.automation.settled()

      expect(await state('TSK-1')).to.equal('in progress')
      expect(await thread('TSK-1')).to.match(/it answered 400/)
    })

    it('is called no more once a person has taken the task over, and they hear how the last call went', async () => {
      await open()
      await desk.apply(automated(gate.url).replace('timeout: 1s', 'timeout: 30s'))
      await order()
      let answer = (): void => undefined
      const once = new Promise<void>((resolve) => {
        answer = resolve
      })
      gate.answers({ status: 503, once })
      await desk.parts.automation.look()
      await desk.as('marco').types('/task take TSK-1')
      answer()
      await desk.parts.automation.settled()

      desk.clock.forward(hours(1))
      expect(await look()).to.equal(0)
      expect(gate.received).to.have.lengthOf(1)
      expect(await thread('TSK-1')).to.match(/it answered 503/)
    })

    it('is called no more where whoever called it died and a person has taken the task over', async () => {
      await open()
      await order()
      await desk.store.work({ kind: 'desk', job: 'test' }, (work) =>
        work.run(`UPDATE "automation_run" SET "holder" = 'gone', "leased_until" = '2026-12-01T09:00:31.000Z'`),
      )
      desk.clock.forward(minutes(1))
      await desk.as('marco').types('/task take TSK-1')

      expect(await look()).to.equal(0)
      expect(gate.received).to.have.lengthOf(0)
    })

    it('shows what came back to those who work on it alone', async () => {
      await open()
      await order()
      gate.answers({ status: 200, body: 'entered as no. 17' })
      await look()

      expect((await desk.as('marco').types('/task show TSK-1')).text).to.include('entered as no. 17')
      expect((await desk.as('emily').types('/task show TSK-1')).text)
        .to.include('TSK-1')
        .and.not.include('no. 17')
    })

    it('keeps the beginning of a long answer', async () => {
      await open()
      await order()
      gate.answers({ status: 200, body: 'ø'.repeat(100_000) })
      await look()

      const [run] = await desk.store.read.rows<{ output: string }>('SELECT "output" FROM "automation_run"')
      expect(Buffer.byteLength(run?.output ?? ''))
        .to.be.lessThan(17_000)
        .and.greaterThan(16_000)
      expect(String((await desk.record('TSK-1')).details.output).length).to.be.lessThan(700)
    })

    it('shows those who work on it all that came back, piece by piece', async () => {
      await open()
      await order()
      gate.answers({ status: 200, body: `${'a line of the gate\n'.repeat(300)}the end` })
      expect((await desk.as('marco').types('/task output TSK-2')).text).to.match(/there is no|TSK-2/i)
      await look()

      const first = await desk.as('marco').types('/task output TSK-1')
      expect(first.text)
        .to.match(/Done by the webhook gate/)
        .and.match(/Piece 1 of 3/)
      const second = await desk.as('marco').presses(first, 'Next piece')
      const third = await desk.as('marco').presses(second, 'Next piece')
      expect(third.text).to.include('the end')
      expect((await desk.as('mads').types('/opgave udfald TSK-1')).text).to.match(/Stykke 1 af 3/)
      expect((await desk.as('emily').types('/task output TSK-1')).text).not.to.include('a line of the gate')
    })

    it('is called again with the same key when the desk stopped before its answer came', async () => {
      await open()
      await order()
      gate.answers('hang')
      await desk.parts.automation.look()
      await gate.has(1)
      await desk.parts.automation.stop()
      expect(await state('TSK-1')).to.equal('open')

      const next = await deskOver(desk.store, desk.store, desk.clock, undefined, { secretOf: () => secret })
      desk.clock.forward(seconds(2))
      await next.parts.automation.look()
      await next.parts.automation.settled()
      await next.close()
      expect(gate.received[1]?.headers['idempotency-key']).to.equal(gate.received[0]?.headers['idempotency-key'])
      expect(await state('TSK-1')).to.equal('done')
    })

    it('answers later by a callback, once', async () => {
      await open(', answers: callback')
      await order()
      gate.answers({ status: 202 })
      await look()

      const address = String(gate.received[0]?.body.callback)
      expect(address).to.match(/^https:\/\/desk\.example\.org\/callback\/[0-9a-z]+-[0-9a-z]+$/)
      const token = address.slice(address.lastIndexOf('/') + 1)
      const rows = await desk.store.read.rows<Record<string, unknown>>('SELECT * FROM "callback"')
      expect(JSON.stringify(rows)).not.to.include(token.split('-')[1])
      expect(await state('TSK-1')).to.equal('open')
      const say = (said: unknown, of = token) => desk.parts.automation.hear(of, Buffer.from(JSON.stringify(said)))

      expect(await say({ ok: true }, `${token}0`)).to.include({ status: 404 })
      expect(await say({ ok: true }, token.replace('-', '-x'))).to.include({ status: 404 })
      expect(await say({ ok: 'yes' })).to.include({ status: 400 })
      expect(await state('TSK-1')).to.equal('open')
      expect(await say({ ok: true, note: 'the gate knows it', output: 'slot 4' })).to.include({ status: 200 })
      expect(await desk.record('TSK-1')).to.include({ state: 'done' })
      expect((await desk.record('TSK-1')).details.output).to.equal('slot 4')
      expect(await say({ ok: false })).to.include({ status: 410 })
      expect(await state('TSK-1')).to.equal('done')
      expect(await verifyAudit(desk.store.read)).to.have.property('kind', 'whole')
    })

    it('is a person’s when the callback tells of a failure, or none comes in time', async () => {
      await open(', answers: callback, within: 2h')
      await order()
      await order()
      gate.answers({ status: 202 }, { status: 202 })
      await look()
      const byTask = new Map(gate.received.map(({ body }) => [body.task, String(body.callback)]))
      const tokenOf = (task: string): string => byTask.get(task)?.split('/').at(-1) ?? ''
      await desk.parts.automation.hear(tokenOf('TSK-1'), Buffer.from('{"ok": false, "note": "the plate is banned"}'))
      desk.clock.forward(hours(2) + minutes(1))
      await look()

      expect(await card('TSK-1')).to.include('it told: the plate is banned')
      expect(await state('TSK-3')).to.equal('failed')
      expect(await card('TSK-3')).to.include('the outcome was not told in time')
      expect(await desk.parts.automation.hear(tokenOf('TSK-3'), Buffer.from('{"ok": true}'))).to.include({
        status: 410,
      })
      expect(await state('TSK-3')).to.equal('failed')
    })

    it('takes a callback that is faster than the answer to the call', async () => {
      await open(', answers: callback')
      await order()
      gate.answers('hang')
      await desk.parts.automation.look()
      await gate.has(1)
      const token = String(gate.received[0]?.body.callback).split('/').at(-1) ?? ''
      expect(await desk.parts.automation.hear(token, Buffer.from('{"ok": true}'))).to.include({ status: 200 })
      expect(await state('TSK-1')).to.equal('done')
      await desk.parts.automation.settled()
      expect(await state('TSK-1')).to.equal('done')
    })
  })
}
