import { expect } from 'chai'
import { handOver, moveRecord } from '../../src/desk/index.js'
import { Refusal } from '../../src/kernel/errors.js'
import { drawNumber, findRecord, numberIn, workflow } from '../../src/records/index.js'
import type { Actor } from '../../src/store/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const ana: Actor = { kind: 'person', id: 'ana', name: 'Ana Keller' }

describe('A number as people type it', () => {
  for (const typed of ['INC-42', 'inc-42', 'inc42', 'INC 42', '#INC-42', ' INC-0042 ']) {
    it(`“${typed}” is INC-42`, () => expect(numberIn(typed)).to.equal('INC-42'))
  }
  for (const typed of ['42', '#42', '042']) {
    it(`“${typed}” is INC-42 where incidents are meant`, () => {
      expect(numberIn(typed, 'INC')).to.equal('INC-42')
      expect(numberIn(typed)).to.equal(undefined)
    })
  }
  for (const typed of ['', 'INC', 'INC-', '-42', 'INC-4.2', 'INC-1234567890', 'INCIDENT-1', 'INC--1', '٤٢']) {
    it(`“${typed}” is none`, () => expect(numberIn(typed, 'INC')).to.equal(undefined))
  }
})

describe('A life', () => {
  const life = {
    start: 'new',
    states: ['new', 'done'],
    ends: ['done'],
    verbs: { finish: { from: ['new'], to: 'done', who: ['agent'] } },
  } as const

  it('is taken when every state is reached and left', () => expect(workflow(life)).to.equal(life))

  it('is refused when a verb names an unknown state', () => {
    expect(() =>
      workflow({ ...life, verbs: { ...life.verbs, lose: { from: ['new'], to: 'lost', who: [] } } }),
    ).to.throw('lost')
    expect(() => workflow({ ...life, verbs: { ...life.verbs, find: { from: ['lost'], who: [] } } })).to.throw('lost')
  })

  it('is refused when a state cannot be reached', () => {
    const verbs = { ...life.verbs, wake: { from: ['asleep'], to: 'new', who: [] } }
    expect(() => workflow({ ...life, states: [...life.states, 'asleep'], verbs })).to.throw('asleep cannot be reached')
  })

  it('is refused when nothing leads out of a state that is no end', () => {
    const verbs = { ...life.verbs, rest: { from: ['new'], to: 'asleep', who: [] } }
    expect(() => workflow({ ...life, states: [...life.states, 'asleep'], verbs })).to.throw('asleep')
  })
})

for (const dialect of dialects) {
  describe(`Records on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('give a number back when the unit that drew it fails', async () => {
      await Promise.allSettled([
        desk.store.work(ana, async (work) => {
          expect(await drawNumber(work, 'INC')).to.equal('INC-1')
          throw new Error('no')
        }),
      ])

      expect(await desk.store.work(ana, (work) => drawNumber(work, 'INC'))).to.equal('INC-1')
    })

    it('are never overwritten: a change of what is not there any more is refused', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      const before = await desk.record('INC-1')
      await desk.as('ana').types('/incident take INC-1')

      const outcome = await desk.store
        .work(ana, async (work) => {
          const move = { verb: 'cancel', input: { reason: 'no' }, by: { now: work.now } }
          return moveRecord(desk.parts, work, { ...before, state: 'in progress' }, move)
        })
        .catch((error: unknown) => error)

      expect(outcome).to.be.instanceOf(Refusal).with.property('code', 'record.changed_meanwhile')
      expect((await desk.record('INC-1')).state).to.equal('in progress')
      expect((await desk.history('INC-1')).map(({ kind }) => kind)).to.deep.equal(['opened', 'take'])
    })

    it('go over to the person behind an account, with what they follow, once it is linked', async () => {
      await desk.as('somebody').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.as('emily').types('/incident report no towels left anywhere work:goes_on affects:me')
      await desk.as('somebody').types('/incident watch INC-2')
      await desk.relayed()
      const code = /[0-9a-z]{4}-[0-9a-z]{4}/.exec((await desk.as('oliver', 'talk').types('/desk link')).text)![0]
      const asked = await desk.as('somebody').types(`/desk link ${code}`)
      await desk.as('somebody').presses(asked, 'Yes, that is me')
      await desk.as('oliver', 'talk').presses(await desk.as('oliver', 'talk').types('/desk link'), 'Yes, that is me')

      expect((await desk.record('INC-1')).requester).to.equal('oliver')
      await desk.relayed()
      expect(cardText(desk.card('INC-1').card)).to.include('Oliver Grant')
      expect((await desk.as('oliver', 'talk').types('/desk mine')).text).to.include('INC-1')
      const members = await desk.store.read.rows<{ person: string }>('SELECT "person" FROM "record_member"')
      expect(members.map(({ person }) => person)).to.deep.equal(['oliver'])
    })

    it('are handed over once', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.store.work(ana, (work) => handOver(desk.parts.outbox, [])(work, 'emily', 'freja'))
      await desk.store.work(ana, (work) => handOver(desk.parts.outbox, [])(work, 'emily', 'oliver'))

      expect((await desk.record('INC-1')).requester).to.equal('freja')
    })

    it('are found by their number alone, whatever it looks like', async () => {
      for (const number of ['INC-1', "' OR 1=1 --", '%', 'INC-1\u0000'.slice(0, 5)])
        expect(await findRecord(desk.store.read, number)).to.equal(undefined)
    })

    it('are listed the most urgent first, page by page, and by whose they are', async () => {
      for (let n = 0; n < 12; n++)
        await desk
          .as('emily')
          .pressesFor('incident report', { what: `Trouble ${n}`, work: 'goes_on', affects: 'me', same: 'none' })
      await desk
        .as('emily')
        .pressesFor('incident report', { what: 'Fire', work: 'stopped', affects: 'many', same: 'none' })
      await desk.as('ana').types('/incident take INC-13')

      const first = await desk.as('ana').types('/incident list')
      expect(first.text.match(/INC-\d+/g)?.[0]).to.equal('INC-13')
      const second = await desk.as('ana').presses(first, 'Next page')
      expect([...first.text.match(/INC-\d+/g)!, ...second.text.match(/INC-\d+/g)!]).to.have.lengthOf(13)
      expect((await desk.as('ana').types('/incident list assignee:@ana')).text.match(/INC-\d+/g)).to.deep.equal([
        'INC-13',
      ])
      expect((await desk.as('ana').types('/incident list unassigned')).text).not.to.include('INC-13')
      expect((await desk.as('ana').types('/desk mine')).text)
        .to.include('INC-13')
        .and.not.include('INC-1 ')
    })
  })
}
