import { expect } from 'chai'
import { incidentPromises } from '../../src/practices/incident/promises.js'
import { incidentLife } from '../../src/practices/incident/workflow.js'
import type { Entry, Rec } from '../../src/records/index.js'
import { type Derived, derive, figuresOf } from '../../src/sla/index.js'
import { promisingInn } from '../builders/promises.js'
import { organisationIn } from '../organisation/files.js'

/** Timelines written by hand, and the clocks that follow from them under each switch. */

const monday = (time: string): Date => new Date(`2031-03-03T${time}:00+01:00`)
const hours = 3_600_000

const record: Rec = {
  id: 1,
  number: 'INC-1',
  practice: 'incident',
  state: 'new',
  open: true,
  version: 1,
  title: 'A tap drips',
  body: '',
  requester: 'emily',
  private: false,
  language: 'en',
  details: {},
  openedAt: monday('10:00'),
  updatedAt: monday('10:00'),
}

let ids = 0
const entry = (at: string, kind: string, data: Entry['data'] = {}, actor = 'ana'): Entry => ({
  id: ++ids,
  record: 1,
  at: monday(at),
  actor,
  kind,
  data,
})
const opened = entry(
  '10:00',
  'opened',
  { desk: 1, facts: { priority: 3, service: 'bathrooms', team: 'reception' } },
  'emily',
)
const taken = entry('11:00', 'take', { from: 'new', to: 'in progress', facts: { assignee: 'ana' } })

const clocks = (switches: string, ...entries: readonly Entry[]): readonly Derived[] => {
  const file = promisingInn().replace('calendar: house\n    targets', `calendar: house\n    ${switches}\n    targets`)
  const organisation = { ...organisationIn(file), version: 1 }
  return derive({ record, entries, life: incidentLife, promises: incidentPromises, books: { at: () => organisation } })
}
const at = (all: readonly Derived[], key: string, when: string) => {
  const one = all.find((clock) => clock.key === key)
  if (!one) throw new Error(`there is no clock ${key} among ${all.map(({ key: there }) => there).join(', ')}`)
  return figuresOf(one, monday(when))
}

describe('The clocks that follow from a timeline', () => {
  const waiting = entry('11:00', 'wait', { from: 'new', to: 'pending', reason: 'awaiting_user' })
  const resumed = entry('13:00', 'resume', { from: 'pending', to: 'in progress' })

  it('stop altogether while a record waits, the response too, when nothing else is said', () => {
    const all = clocks('state: active', opened, waiting)

    expect(at(all, 'sla/response/1', '12:00')).to.include({ state: 'paused', usedMs: hours })
    expect(at(all, 'sla/resolution/1', '12:00')).to.include({ state: 'paused', usedMs: hours })
  })

  it('leave the response running while a record waits, where the agreement says so', () => {
    const all = clocks('pending: not the response', opened, waiting, resumed)

    expect(at(all, 'sla/response/1', '12:00')).to.include({ state: 'running', usedMs: 2 * hours })
    expect(at(all, 'sla/resolution/1', '14:00')).to.include({
      state: 'running',
      usedMs: 2 * hours,
      pausedMs: 2 * hours,
    })
  })

  it('pause only for the reasons that the agreement names', () => {
    const all = clocks('pauses: [awaiting_supplier]', opened, waiting)

    expect(at(all, 'sla/resolution/1', '12:00')).to.include({ state: 'running', usedMs: 2 * hours })
  })

  it('are counted from the beginning by a new priority', () => {
    const worse = entry('12:00', 'prioritise', { facts: { priority: 1 } })
    const all = clocks('state: active', opened, taken, worse)

    expect(all.filter(({ metric }) => metric === 'resolution')).to.have.lengthOf(1)
    // An hour was promised, two are used: it broke at eleven.
    expect(at(all, 'sla/resolution/1', '12:00')).to.include({ targetMs: hours, usedMs: 2 * hours, breached: true })
    expect(at(all, 'sla/resolution/1', '12:00').dueAt).to.deep.equal(monday('11:00'))
  })

  it('begin anew with a new priority, where the agreement says so', () => {
    const worse = entry('12:00', 'prioritise', { facts: { priority: 1 } })
    const all = clocks('change: new clock', opened, taken, worse)

    expect(at(all, 'sla/resolution/1', '12:30').state).to.equal('void')
    expect(at(all, 'sla/resolution/2', '12:30')).to.include({ state: 'running', targetMs: hours, usedMs: hours / 2 })
  })

  const solved = entry('12:00', 'resolve', { from: 'in progress', to: 'resolved', remark: 1 })
  const again = entry('15:00', 'reopen', { from: 'resolved', to: 'in progress' }, 'emily')

  it('go on after a relapse, without the time in which it was solved', () => {
    const all = clocks('state: active', opened, taken, solved, again)

    expect(at(all, 'sla/resolution/1', '13:00')).to.include({ state: 'stopped', usedMs: 2 * hours })
    expect(at(all, 'sla/resolution/1', '16:00')).to.include({ state: 'running', usedMs: 3 * hours, pausedMs: 0 })
  })

  it('begin anew after a relapse, where the agreement says so', () => {
    const all = clocks('reopen: new clock', opened, taken, solved, again)

    expect(at(all, 'sla/resolution/1', '16:00')).to.include({ state: 'stopped', usedMs: 2 * hours })
    expect(at(all, 'sla/resolution/2', '16:00')).to.include({ state: 'running', usedMs: hours })
  })

  it('are the team’s for as long as it holds the record, and anew each time', () => {
    const toWorkshop = entry('11:00', 'hand', { facts: { team: 'maintenance', assignee: null } })
    const back = entry('12:00', 'hand', { facts: { team: 'reception' } })
    const again = entry('14:00', 'hand', { facts: { team: 'maintenance' } })
    const all = clocks('state: active', opened, toWorkshop, back, again)

    expect(at(all, 'ola/maintenance/resolution/1', '15:00')).to.include({ state: 'stopped', usedMs: hours })
    expect(at(all, 'ola/maintenance/resolution/2', '15:00')).to.include({ state: 'running', usedMs: hours })
  })

  it('end unkept and unbroken when nothing is promised any more', () => {
    const planned = entry('12:00', 'prioritise', { facts: { priority: 5 } })
    const all = clocks('state: active', opened, planned)

    expect(at(all, 'sla/resolution/1', '13:00').state).to.equal('void')
  })

  it('count from the report when something is promised only later', () => {
    const start = entry('10:00', 'opened', { desk: 1, facts: { priority: 5, service: 'bathrooms' } }, 'emily')
    const worse = entry('12:00', 'prioritise', { facts: { priority: 2 } })
    const all = clocks('state: active', start, worse)

    expect(at(all, 'sla/resolution/1', '12:00')).to.include({
      state: 'running',
      usedMs: 2 * hours,
      targetMs: 8 * hours,
    })
  })

  it('wait for an answer from the first message on that nobody answered', () => {
    const said = (time: string, actor: string, more: Entry['data'] = {}): Entry =>
      entry(time, 'said', { remark: 1, ...more }, actor)
    const all = clocks(
      'state: active',
      opened,
      said('11:00', 'emily'),
      said('11:30', 'emily'),
      said('11:40', 'ana', { internal: true }),
      said('11:50', 'freja', { aside: true }),
      said('12:00', 'ana'),
      said('14:00', 'emily'),
    )

    expect(at(all, 'sla/reply/1', '15:00')).to.include({ state: 'stopped', usedMs: hours, breached: false })
    expect(at(all, 'sla/reply/2', '15:00')).to.include({ state: 'running', usedMs: hours })
  })

  it('of the conversation begin anew with a new priority too, where the agreement says so', () => {
    const talking = promisingInn().replace(
      'calendar: house\n    targets:\n      incident:',
      'calendar: house\n    change: new clock\n    targets:\n      incident:\n        update: {p3: 6h, p1: 30m}',
    )
    const organisation = { ...organisationIn(talking.replace('reply: 2h', 'reply: {p3: 2h, p1: 1h}')), version: 1 }
    const of = (...entries: readonly Entry[]) =>
      derive({ record, entries, life: incidentLife, promises: incidentPromises, books: { at: () => organisation } })
    const asked = entry('11:00', 'said', { remark: 1 }, 'emily')
    const worse = entry('12:00', 'prioritise', { facts: { priority: 1 } })
    const answered = entry('12:30', 'said', { remark: 2 })
    const all = of(opened, asked, worse, answered)

    expect(at(all, 'sla/reply/1', '12:20').state).to.equal('void')
    expect(at(all, 'sla/reply/2', '12:20')).to.include({ state: 'running', targetMs: hours, usedMs: hours / 3 })
    expect(at(all, 'sla/reply/2', '13:00')).to.include({ state: 'stopped', usedMs: hours / 2, breached: false })
    expect(at(all, 'sla/update/1', '12:20').state).to.equal('void')
    expect(at(all, 'sla/update/2', '13:00')).to.include({ state: 'stopped', breached: false })
    expect(at(all, 'sla/update/3', '12:40')).to.include({ state: 'running', targetMs: hours / 2, usedMs: hours / 6 })
  })

  it('follow a newer version of those agreements alone that say so', () => {
    const old = promisingInn().replace(
      'services: heating\n    calendar: always',
      'services: heating\n    records: follow\n    calendar: always',
    )
    const edited = old.replace('p3: 20h', 'p3: 1h').replace('p3: 10h', 'p3: 2h')
    const versions = [old, edited].map((file, at) => ({ ...organisationIn(file), version: at + 1 }))
    const books = { at: (version: number) => versions[version - 1] ?? versions[0]! }
    const aimedAnew = entry('12:00', 'reaimed', { desk: 2, terms: true })
    const of = (service: string) =>
      derive({
        record,
        entries: [entry('10:00', 'opened', { desk: 1, facts: { priority: 3, service } }, 'emily'), aimedAnew],
        life: incidentLife,
        promises: incidentPromises,
        books,
      })

    expect(at(of('bathrooms'), 'sla/resolution/1', '13:00').targetMs).to.equal(20 * hours)
    expect(at(of('heating'), 'sla/resolution/1', '13:00').targetMs).to.equal(2 * hours)
  })

  it('run again for the supplier after a new priority came in between', () => {
    const start = entry('10:00', 'opened', { desk: 1, facts: { priority: 3, service: 'heating' } }, 'emily')
    const wait = (time: string) =>
      entry(time, 'wait', { from: 'in progress', to: 'pending', reason: 'awaiting_supplier' })
    const goOn = entry('11:00', 'resume', { from: 'pending', to: 'in progress' })
    const calmer = entry('11:30', 'prioritise', { facts: { priority: 4 } })
    const differing = promisingInn().replace(
      'targets: {incident: {resolution: 6h}}',
      'targets: {incident: {resolution: {p3: 6h, p4: 9h}}}',
    )
    const organisation = { ...organisationIn(differing), version: 1 }
    const all = derive({
      record,
      entries: [start, wait('10:30'), goOn, calmer, wait('12:00')],
      life: incidentLife,
      promises: incidentPromises,
      books: { at: () => organisation },
    })

    expect(at(all, 'uc/boilers/resolution/1', '13:00')).to.include({
      state: 'running',
      usedMs: 1.5 * hours,
      targetMs: 9 * hours,
    })
  })

  it('are another supplier’s from when the record is theirs, and the first one’s are over', () => {
    const two = promisingInn({ suppliers: '\n  boilers: {name: Boilers Ltd}\n  plumber: {name: Plumber}' }).replace(
      '  boilers:\n    kind: uc',
      `  plumbing:
    kind: uc
    name: {en: Plumbing, da: Blikkenslager}
    supplier: plumber
    services: bathrooms
    calendar: always
    targets: {incident: {resolution: 3h}}
  boilers:\n    kind: uc`,
    )
    const organisation = { ...organisationIn(two), version: 1 }
    const start = entry('10:00', 'opened', { desk: 1, facts: { priority: 3, service: 'heating' } }, 'emily')
    const wait = (time: string) =>
      entry(time, 'wait', { from: 'in progress', to: 'pending', reason: 'awaiting_supplier' })
    const of = (...entries: readonly Entry[]) =>
      derive({ record, entries, life: incidentLife, promises: incidentPromises, books: { at: () => organisation } })
    const moved = entry('12:00', 'describe', { facts: { service: 'bathrooms' } })
    const goOn = entry('13:00', 'resume', { from: 'pending', to: 'in progress' })
    const back = entry('13:30', 'describe', { facts: { service: 'heating' } })
    const all = of(start, wait('10:30'), moved, goOn, back, wait('14:00'))

    expect(at(all, 'uc/boilers/resolution/1', '16:00')).to.include({ state: 'stopped', usedMs: 1.5 * hours })
    expect(at(all, 'uc/plumber/resolution/1', '12:30')).to.include({ state: 'running', targetMs: 3 * hours })
    expect(at(all, 'uc/plumber/resolution/1', '16:00')).to.include({ state: 'stopped', usedMs: hours })
    expect(at(all, 'uc/boilers/resolution/2', '15:00')).to.include({ state: 'running', usedMs: hours })
  })

  it('begin with the state that is named, not with the record, and go on when it comes again', () => {
    const approving = promisingInn().replace('reply: 2h', 'approval: 3h')
    const organisation = { ...organisationIn(approving), version: 1 }
    const asked = entry('11:00', 'take', { from: 'new', to: 'in progress' })
    const returned = entry('12:00', 'wait', { from: 'in progress', to: 'pending', reason: 'awaiting_user' })
    const askedAgain = entry('14:00', 'resume', { from: 'pending', to: 'in progress' })
    const decided = entry('15:00', 'resolve', { from: 'in progress', to: 'resolved', remark: 1 })
    const told = (...entries: readonly Entry[]) =>
      derive({
        record,
        entries,
        life: incidentLife,
        promises: {
          clocks: {
            approval: { startsIn: ['in progress'], stopsIn: ['pending', 'resolved'], reopensBy: ['resume'] },
          },
        },
        books: { at: () => organisation },
      })

    expect(told(opened)).to.deep.equal([])
    const all = told(opened, asked, returned, askedAgain, decided)
    expect(all.map(({ key }) => key)).to.deep.equal(['sla/approval/1'])
    expect(at(all, 'sla/approval/1', '13:00')).to.include({ state: 'stopped', usedMs: hours })
    expect(at(all, 'sla/approval/1', '16:00')).to.include({ state: 'stopped', usedMs: 2 * hours, breached: false })
  })
})
