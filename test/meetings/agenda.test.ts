import { expect } from 'chai'
import {
  type AgendaAsk,
  type AgendaChange,
  buildAgenda,
  type Section,
  toBeDiscussed,
} from '../../src/meetings/agenda.js'

const at = (day: string): Date => new Date(`2026-11-${day}:00Z`)

const change = (id: number, of: Partial<AgendaChange> = {}): AgendaChange => ({
  id,
  number: `CHG-${id}`,
  title: 'Replace the guest Wi-Fi controller',
  state: 'ready for decision',
  kind: 'normal',
  riskReasons: [],
  services: [],
  conflicts: 0,
  unauthorised: false,
  reviewed: false,
  openedAt: at('20T09:00'),
  ...of,
})

const ask = (changes: readonly AgendaChange[], of: Partial<AgendaAsk> = {}) => ({
  since: at('23T10:00'),
  until: at('30T10:00'),
  now: at('30T07:00'),
  carried: new Set<number>(),
  changes,
  ...of,
})

const numbers = (changes: readonly AgendaChange[], section: Section, of: Partial<AgendaAsk> = {}): readonly string[] =>
  buildAgenda(ask(changes, of))
    .parts.filter((part) => part.section === section)
    .flatMap(({ items }) => items.map((item) => item.change.number))

describe('an agenda', () => {
  it('goes from what went wrong to what is coming', () => {
    const agenda = buildAgenda(ask([]))

    expect(agenda.parts.map(({ section }) => section)).to.deep.equal([
      'broken',
      'decide',
      'assessed',
      'schedule',
      'reviews',
      'progress',
      'notice',
    ])
  })

  it('begins with what failed or was backed out since the last meeting, reviewed or not', () => {
    const broke = { how: 'backed out', at: at('25T22:00') } as const
    const changes = [
      change(1, { state: 'reviewed', reviewed: true, broke }),
      change(2, { state: 'closed', reviewed: true, broke: { ...broke, at: at('24T22:00') } }),
      change(3, { state: 'reviewed', reviewed: true, broke: { ...broke, at: at('20T22:00') } }),
      change(4, { state: 'failed', broke: { how: 'failed', at: at('20T22:00') } }),
    ]

    expect(numbers(changes, 'broken')).to.deep.equal(['CHG-4', 'CHG-2', 'CHG-1'])
  })

  it('has what nobody had asked for beside it', () => {
    const changes = [
      change(1, { state: 'implemented', unauthorised: true }),
      change(2, { state: 'closed', unauthorised: true, openedAt: at('20T09:00') }),
    ]

    expect(numbers(changes, 'broken')).to.deep.equal(['CHG-1'])
  })

  it('decides by priority, then by the window that is wished for, then by age', () => {
    const window = (day: string) => ({ from: at(`${day}T20:00`), to: at(`${day}T22:00`) })
    const changes = [
      change(1),
      change(2, { openedAt: at('19T09:00') }),
      change(3, { priority: 3, window: window('29') }),
      change(4, { priority: 3, window: window('28') }),
      change(5, { priority: 1 }),
    ]

    expect(numbers(changes, 'decide')).to.deep.equal(['CHG-5', 'CHG-4', 'CHG-3', 'CHG-2', 'CHG-1'])
  })

  it('says what was left over from the meeting before', () => {
    const agenda = buildAgenda(ask([change(1), change(2)], { carried: new Set([2]) }))

    expect(toBeDiscussed(agenda).map((item) => [item.change.number, item.carried])).to.deep.equal([
      ['CHG-1', false],
      ['CHG-2', true],
    ])
  })

  it('tells what was decided meanwhile, and not what was decided before', () => {
    const changes = [
      change(1, { state: 'authorised', decidedAt: at('26T09:00') }),
      change(2, { state: 'rejected', decidedAt: at('25T09:00') }),
      change(3, { state: 'rejected', decidedAt: at('22T09:00') }),
    ]

    expect(numbers(changes, 'assessed')).to.deep.equal(['CHG-2', 'CHG-1'])
  })

  it('has the schedule in its order, and the outage that each service will have of it', () => {
    const window = { from: at('30T20:00'), to: at('30T22:00') }
    const scheduled = { state: 'scheduled', window, outage: 30 }
    const agenda = [
      change(1, { ...scheduled, services: ['wifi', 'conference'] }),
      change(2, { ...scheduled, services: ['wifi'], window: { ...window, from: at('30T18:00') } }),
      change(3, { ...scheduled, services: ['wifi'], window: { from: at('20T18:00'), to: at('20T19:00') } }),
    ]

    expect(numbers(agenda, 'schedule')).to.deep.equal(['CHG-2', 'CHG-1'])
    expect(buildAgenda(ask(agenda)).outages).to.deep.equal([
      { service: 'wifi', minutes: 60 },
      { service: 'conference', minutes: 30 },
    ])
  })

  it('asks for the reviews that are due by the end of the meeting', () => {
    const changes = [
      change(1, { state: 'implemented', reviewDue: at('30T09:00') }),
      change(2, { state: 'implemented', reviewDue: at('30T11:00') }),
    ]

    expect(numbers(changes, 'reviews')).to.deep.equal(['CHG-1'])
  })

  it('ends with what is under way and what is coming; a draft is nobody’s business yet', () => {
    const changes = [
      change(1, { state: 'implementing' }),
      change(2, { state: 'requested' }),
      change(3, { state: 'draft' }),
    ]

    expect(numbers(changes, 'progress')).to.deep.equal(['CHG-1'])
    expect(numbers(changes, 'notice')).to.deep.equal(['CHG-2'])
  })

  it('has every change once', () => {
    const everything = change(1, {
      unauthorised: true,
      decidedAt: at('26T09:00'),
      broke: { how: 'failed', at: at('27T09:00') },
    })
    const agenda = buildAgenda(ask([everything]))

    expect(agenda.parts.flatMap(({ items }) => items)).to.have.lengthOf(1)
  })
})
