import { expect } from 'chai'
import { hours, minutes } from '../../src/kernel/duration.js'
import { verifyAudit } from '../../src/store/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { dialects } from '../builders/store.js'

const report = '/incident report the lift is stuck work:stopped affects:many'

for (const dialect of dialects) {
  describe(`What is brought to the desk more than once on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
    })
    afterEach(async () => {
      expect(await verifyAudit(desk.store.read)).to.have.property('kind', 'whole')
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('has its effect once, and everybody gets the same answer', async () => {
      const first = await desk.as('emily').types(report)
      const second = await first.again()
      const third = await first.again()

      expect(first.text).to.include('INC-1')
      expect(second.reply).to.deep.equal(first.reply)
      expect(third.reply).to.deep.equal(first.reply)
      expect(await desk.rows('record')).to.equal(1)
    })

    it('has its effect once when it comes five times at once', async () => {
      const emily = desk.as('emily')
      const { inbound } = await emily.types('/desk whoami')
      const five = await Promise.all(
        Array.from({ length: 5 }, () => emily.does({ kind: 'command', ids: inbound.ids, words: report.slice(1) })),
      )

      expect(new Set(five.map(({ text }) => text)).size).to.equal(1)
      expect(await desk.rows('record')).to.equal(1)
      expect((await desk.as('ana').types(`${report} same`)).text).to.include('looks like this')
    })

    it('is known by any of its ids, also under an event id that is new', async () => {
      const emily = desk.as('emily')
      await emily.does({ kind: 'command', ids: ['event-1', 'natural'], words: report.slice(1) })
      const again = await emily.does({ kind: 'command', ids: ['event-2', 'natural'], words: report.slice(1) })

      expect(again.text).to.include('INC-1')
      expect(await desk.rows('record')).to.equal(1)
    })

    it('writes a note once', async () => {
      await desk.as('emily').types(report)
      const note = await desk.as('ana').types('/incident note INC-1 coming')
      await note.again()

      expect(await desk.rows('remark')).to.equal(1)
    })

    it('is refused again where it was refused, though the door has opened meanwhile', async () => {
      await desk.as('emily').types(report)
      const refused = await desk.as('emily').types('/incident take INC-1')
      await desk.apply(inn({ roles: '\n  - {role: agent, to: emily}' }))
      const again = await refused.again()

      expect(refused.text).to.include('may not')
      expect(again.reply).to.deep.equal(refused.reply)
      expect((await desk.record('INC-1')).state).to.equal('new')
    })

    it('is refused again for a number that has come to exist meanwhile', async () => {
      const refused = await desk.as('ana').types('/incident take INC-1')
      await desk.as('emily').types(report)

      expect((await refused.again()).reply).to.deep.equal(refused.reply)
      expect((await desk.record('INC-1')).state).to.equal('new')
    })

    it('is answered as the first time although it could not be understood any more', async () => {
      await desk.as('emily').types(report)
      const done = await desk.as('ana').types('/incident assign INC-1 @marco')
      await desk.apply(
        inn()
          .replace('name: Marco Bernasconi', 'name: Another One')
          .replaceAll(/\bmarco\b/g, 'other'),
      )

      expect((await done.again()).reply).to.deep.equal(done.reply)
    })

    it('lets a form be sent again once its field has been mended', async () => {
      const form = await desk.as('emily').types('/incident report')
      const wrong = await desk.as('emily').fills(form, { what: 'x'.repeat(151), work: 'stopped', affects: 'me' })
      const right = await desk.as('emily').does({
        ids: wrong.inbound.ids,
        kind: 'submit',
        command: 'incident report',
        args: { what: 'short', work: 'stopped', affects: 'me' },
      })

      expect(wrong.problems).to.have.all.keys('what')
      expect(right.text).to.include('INC-1')
    })

    it('is done once when two people press the same button, and both are told', async () => {
      await desk.as('emily').types(report)
      await desk.relayed()
      const card = desk.card('INC-1')

      const [ana, marco] = await Promise.all([
        desk.as('ana').presses(card, 'Take it'),
        desk.as('marco').presses(card, 'Take it'),
      ])

      expect([ana.text, marco.text].filter((text) => text.includes('already taken by'))).to.have.lengthOf(1)
      expect((await desk.history('INC-1')).filter(({ kind }) => kind === 'take')).to.have.lengthOf(1)
    })

    it('is done once when somebody presses twice', async () => {
      await desk.as('emily').types(report)
      await desk.relayed()
      const card = desk.card('INC-1')

      const twice = await Promise.all([
        desk.as('ana').presses(card, 'Take it'),
        desk.as('ana').presses(card, 'Take it'),
      ])

      expect(twice.map(({ text }) => text.includes('yours already')).sort()).to.deep.equal([false, true])
      expect((await desk.history('INC-1')).filter(({ kind }) => kind === 'take')).to.have.lengthOf(1)
    })

    it('is remembered for 25 hours, and forgotten after', async () => {
      const first = await desk.as('emily').types(report)
      desk.clock.forward(hours(25))
      await desk.run('prune')
      expect((await first.again()).reply).to.deep.equal(first.reply)

      desk.clock.forward(minutes(1))
      await desk.run('prune')
      expect(await desk.rows('inbox')).to.equal(0)
    })
  })
}

describe('What is brought to two processes over one database', () => {
  let one: DeskUnderTest
  let two: DeskUnderTest
  beforeEach(async () => {
    one = await openDesk({ dialect: 'postgres' })
    two = await one.beside()
  })
  afterEach(async () => {
    expect(await verifyAudit(one.store.read)).to.have.property('kind', 'whole')
    await two.close()
    await one.close()
    expect([...one.faults, ...two.faults]).to.deep.equal([])
  })

  it('has its effect once, and both answer the same', async () => {
    for (let n = 1; n <= 8; n++) {
      const words = `incident report ${'abcdefgh'[n - 1]?.repeat(4)} ${'ijklmnop'[n - 1]?.repeat(4)} work:stopped affects:me`
      const inbound = { kind: 'command', words, ids: [`event-${n}`, `natural-${n}`] } as const
      const both = await Promise.all([
        one.as('emily').does({ ...inbound, ids: [...inbound.ids] }),
        two.as('emily').does({ ...inbound, ids: [...inbound.ids] }),
      ])

      expect(both[0].text).to.include(`INC-${n}`)
      expect(both[1].reply).to.deep.equal(both[0].reply)
    }
    expect(await one.rows('record')).to.equal(8)
  })

  it('draws numbers without a gap or a double while both report at once', async () => {
    const words = (n: number) => `incident report ${n}${n}${n}${n} ${'xyz'.repeat(n + 1)} work:stopped affects:me`
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? one : two).as('emily').does({ kind: 'command', words: words(n) })),
    )

    const numbers = await one.store.read.rows<{ number: string }>('SELECT "number" FROM "record" ORDER BY "id"')
    expect(numbers.map(({ number }) => number).sort()).to.deep.equal(
      Array.from({ length: 40 }, (_, n) => `INC-${n + 1}`).sort(),
    )
  })

  it('lets one of two take what both want', async () => {
    await one.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
    const both = await Promise.all([
      one.as('ana').types('/incident take INC-1'),
      two.as('marco').types('/incident take INC-1'),
    ])

    expect(both.filter(({ text }) => text.includes('already taken'))).to.have.lengthOf(1)
    expect((await one.record('INC-1')).version).to.equal(2)
  })
})
