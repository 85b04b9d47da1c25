import { expect } from 'chai'
import fc from 'fast-check'
import { IANAZone } from 'luxon'
import { type Override, onCallAt, shiftsBetween } from '../../src/oncall/index.js'
import type { Rotation, Segment } from '../../src/organisation/index.js'
import { lines, rota } from './rota.js'

const at = (text: string): Date => new Date(`${text}Z`)
const between = (rotation: Rotation, from: string, to: string, overrides: readonly Override[] = []) =>
  lines(shiftsBetween(rotation, overrides, at(from), at(to)))
const stands = (person: string, instead: string | undefined, from: string, to: string): Override => ({
  rotation: 'duty',
  person,
  instead,
  from: at(from),
  to: at(to),
})

describe('a weekly rotation', () => {
  const weekly = rota('kind: weekly, handover: mon 08:00, starts: 2031-03-03, zone: Europe/Zurich, people: [a, b, c]')

  it('hands over each week at the same time of the wall clock, also when the clocks change', () => {
    expect(between(weekly, '2031-03-24T00:00', '2031-04-10T00:00')).to.deep.equal([
      'c 2031-03-17T07:00 – 2031-03-24T07:00',
      'a 2031-03-24T07:00 – 2031-03-31T06:00',
      'b 2031-03-31T06:00 – 2031-04-07T06:00',
      'c 2031-04-07T06:00 – 2031-04-14T06:00',
    ])
  })

  it('begins with the first of its people, and has nobody before', () => {
    expect(onCallAt(weekly, [], at('2031-03-03T06:59'))).to.equal(undefined)
    expect(onCallAt(weekly, [], at('2031-03-03T07:00'))?.person).to.equal('a')
  })

  it('is the next one’s from the very instant of the handover', () => {
    const handover = at('2031-03-10T07:00')

    expect(onCallAt(weekly, [], new Date(handover.getTime() - 1))?.person).to.equal('a')
    expect(onCallAt(weekly, [], handover)?.person).to.equal('b')
  })

  it('may begin on any day: the first handover is the first such weekday', () => {
    const fridays = rota('kind: weekly, handover: fri 17:30, starts: 2031-03-03, zone: UTC, every: 2, people: [a, b]')

    expect(between(fridays, '2031-03-01T00:00', '2031-04-05T00:00')).to.deep.equal([
      'a 2031-03-07T17:30 – 2031-03-21T17:30',
      'b 2031-03-21T17:30 – 2031-04-04T17:30',
      'a 2031-04-04T17:30 – 2031-04-18T17:30',
    ])
  })

  it('costs no more when it began long ago', () => {
    const old = rota('kind: weekly, starts: 1990-01-01, zone: UTC, people: [a, b]')

    expect(between(old, '2031-03-05T00:00', '2031-03-05T00:01')).to.have.lengthOf(1)
  })
})

describe('a daily rotation', () => {
  it('has shifts of 23 and 25 hours where the clocks change', () => {
    const daily = rota('kind: daily, handover: "00:00", starts: 2031-01-01, zone: Europe/Zurich, people: [a, b]')

    expect(between(daily, '2031-03-30T12:00', '2031-03-30T12:01')).to.deep.equal([
      'a 2031-03-29T23:00 – 2031-03-30T22:00',
    ])
    expect(between(daily, '2031-10-26T12:00', '2031-10-26T12:01')).to.deep.equal([
      'a 2031-10-25T22:00 – 2031-10-26T23:00',
    ])
  })

  it('hands over once where the time comes twice, and as long after the change where it is skipped', () => {
    const night = rota('kind: daily, handover: "02:30", starts: 2031-01-01, zone: Europe/Zurich, people: [a, b]')
    const begins = (from: string, to: string) =>
      shiftsBetween(night, [], at(from), at(to)).map((shift) => shift.from.toISOString().slice(0, 16))

    expect(begins('2031-10-25T12:00', '2031-10-26T12:00')).to.deep.equal(['2031-10-25T00:30', '2031-10-26T00:30'])
    expect(begins('2031-03-29T12:00', '2031-03-30T12:00')).to.deep.equal(['2031-03-29T01:30', '2031-03-30T01:30'])
  })
})

describe('a rotation that follows the sun', () => {
  const sun = rota(`kind: follow-the-sun, starts: 2031-03-03, segments: [
    {zone: Europe/Zurich, from: "08:00", people: [a, b]},
    {zone: Pacific/Auckland, from: "08:00", people: [c]},
    {zone: America/Los_Angeles, from: "08:00", to: "17:00", people: [d], turn: daily}]`)

  it('passes the duty on at each place’s own time', () => {
    expect(between(sun, '2031-03-05T08:00', '2031-03-06T06:00')).to.deep.equal([
      'a 2031-03-05T07:00 – 2031-03-05T16:00',
      'd 2031-03-05T16:00 – 2031-03-05T19:00',
      'c 2031-03-05T19:00 – 2031-03-06T07:00',
    ])
  })

  it('keeps the time of each place when that place alone changes its clocks', () => {
    // Los Angeles is in summer time already, Zürich not yet.
    expect(between(sun, '2031-03-12T08:00', '2031-03-13T06:00')).to.deep.equal([
      'b 2031-03-12T07:00 – 2031-03-12T15:00',
      'd 2031-03-12T15:00 – 2031-03-12T19:00',
      'c 2031-03-12T19:00 – 2031-03-13T07:00',
    ])
  })

  it('has nobody where a segment ends and no other begins', () => {
    const nights = rota(
      'kind: follow-the-sun, zone: UTC, starts: 2031-03-03, segments: [{from: "22:00", to: "06:00", people: [a, b]}]',
    )

    expect(onCallAt(nights, [], at('2031-03-04T05:59'))?.person).to.equal('a')
    expect(onCallAt(nights, [], at('2031-03-04T06:00'))).to.equal(undefined)
    expect(onCallAt(nights, [], at('2031-03-10T22:00'))?.person).to.equal('b')
  })
})

describe('standing in', () => {
  const weekly = rota('kind: weekly, handover: mon 08:00, starts: 2031-03-03, zone: UTC, people: [a, b]')

  it('takes a part of a shift and leaves the rest', () => {
    const cover = stands('d', 'a', '2031-03-05T12:00', '2031-03-06T12:00')

    expect(between(weekly, '2031-03-04T00:00', '2031-03-09T00:00', [cover])).to.deep.equal([
      'a 2031-03-03T08:00 – 2031-03-05T12:00',
      'd 2031-03-05T12:00 – 2031-03-06T12:00 (a)',
      'a 2031-03-06T12:00 – 2031-03-10T08:00',
    ])
  })

  it('takes over one person’s duty and nobody else’s', () => {
    const cover = stands('d', 'a', '2031-03-08T00:00', '2031-03-12T00:00')

    expect(onCallAt(weekly, [cover], at('2031-03-10T07:59'))?.person).to.equal('d')
    expect(onCallAt(weekly, [cover], at('2031-03-10T08:00'))?.person).to.equal('b')
  })

  it('can be stood in for, and the last word holds', () => {
    const overrides = [
      stands('c', 'a', '2031-03-03T08:00', '2031-03-10T08:00'),
      stands('d', 'c', '2031-03-05T00:00', '2031-03-06T00:00'),
      stands('a', 'd', '2031-03-05T12:00', '2031-03-06T00:00'),
    ]

    expect(between(weekly, '2031-03-04T00:00', '2031-03-09T00:00', overrides)).to.deep.equal([
      'c 2031-03-03T08:00 – 2031-03-05T00:00 (a)',
      'd 2031-03-05T00:00 – 2031-03-05T12:00 (a)',
      'a 2031-03-05T12:00 – 2031-03-06T00:00',
      'c 2031-03-06T00:00 – 2031-03-10T08:00 (a)',
    ])
  })

  it('fills a gap in the plan where it stands in for whoever it is', () => {
    const before = stands('d', undefined, '2031-03-02T00:00', '2031-03-04T00:00')

    expect(between(weekly, '2031-03-02T00:00', '2031-03-05T00:00', [before])).to.deep.equal([
      'd 2031-03-02T00:00 – 2031-03-03T08:00',
      'd 2031-03-03T08:00 – 2031-03-04T00:00 (a)',
      'a 2031-03-04T00:00 – 2031-03-10T08:00',
    ])
  })

  it('of another rotation is none of its business', () => {
    const other = { ...stands('d', 'a', '2031-03-05T12:00', '2031-03-06T12:00'), rotation: 'other' }

    expect(between(weekly, '2031-03-04T00:00', '2031-03-09T00:00', [other])).to.have.lengthOf(1)
  })
})

/** Who has the duty, found minute by minute and without any arithmetic of dates. */
function walked({ segments }: Rotation, until: Date): string | undefined {
  let holder: { person: string; ends?: number } | undefined
  const clock = (zone: string, at: number) => new Date(at + IANAZone.create(zone).offset(at) * 60_000).toISOString()
  for (let now = until.getTime() - 9 * 86_400_000; now <= until.getTime(); now += 60_000) {
    if (holder?.ends !== undefined && now >= holder.ends) holder = undefined
    for (const segment of segments) if (begins(segment, clock(segment.zone, now))) holder = hold(segment, now)
  }
  return holder?.person

  function hold(segment: Segment, now: number): { person: string; ends?: number } {
    const date = clock(segment.zone, now).slice(0, 10)
    const since = (Date.parse(date) - Date.parse(segment.anchor)) / 86_400_000
    const person = segment.people[Math.floor(since / segment.turn) % segment.people.length] as string
    if (!segment.to) return { person }
    let ends = now
    while (clock(segment.zone, ends).slice(11, 16) !== timeOf(segment.to)) ends += 60_000
    return { person, ends }
  }
}

const timeOf = ({ hour, minute }: Segment['from']): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

function begins({ anchor, step, from }: Segment, clock: string): boolean {
  const since = (Date.parse(clock.slice(0, 10)) - Date.parse(anchor)) / 86_400_000
  return clock.slice(11, 16) === timeOf(from) && since >= 0 && since % step === 0
}

describe('who is on call', () => {
  const zones = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
  // Clocks change at night; a time that is skipped or comes twice has its own tests.
  const time = fc.integer({ min: 5, max: 23 }).map((hour) => ({ hour, minute: 30 }))
  const people = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 })
  const anchor = fc.constantFrom('2031-01-01', '2031-03-01', '2031-10-20')
  const segment = fc.record({ zone: fc.constantFrom(...zones), people, anchor, from: time })
  const whole = fc
    .tuple(segment, fc.constantFrom(1, 2, 7))
    .map(([one, step]): readonly Segment[] => [{ ...one, step, turn: step }])
  const sun = fc.array(
    fc
      .tuple(segment, fc.constantFrom(1, 7), fc.option(time, { nil: undefined }))
      // One that ends when it begins is refused in the desk file.
      .filter(([one, , to]) => to?.hour !== one.from.hour)
      .map(([one, turn, to]): Segment => ({ ...one, step: 1, turn, ...(to ? { to } : {}) })),
    { minLength: 1, maxLength: 3 },
  )
  const instant = fc
    .integer({ min: Date.parse('2031-03-20T00:00Z') / 60_000, max: Date.parse('2031-11-10T00:00Z') / 60_000 })
    .map((minute) => new Date(minute * 60_000))

  it('is the same that one finds by watching the clocks for days', () => {
    fc.assert(
      fc.property(fc.oneof(whole, sun), instant, (segments, now) => {
        const rotation = { id: 'duty', segments } as Rotation
        expect(onCallAt(rotation, [], now)?.person).to.equal(walked(rotation, now))
      }),
      { numRuns: 20 },
    )
  })

  it('is told the same by an instant and by any stretch around it, and shifts never overlap', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd')
    const override = fc.record({
      rotation: fc.constant('duty'),
      person,
      instead: fc.option(person, { nil: undefined }),
      from: instant,
      hours: fc.integer({ min: 1, max: 500 }),
    })
    fc.assert(
      fc.property(fc.oneof(whole, sun), fc.array(override, { maxLength: 5 }), instant, (segments, given, now) => {
        const rotation = { id: 'duty', segments } as Rotation
        const overrides = given.map(({ hours, ...one }) => ({
          ...one,
          to: new Date(one.from.getTime() + hours * 3_600_000),
        }))
        const around = shiftsBetween(
          rotation,
          overrides,
          new Date(now.getTime() - 20 * 86_400_000),
          new Date(now.getTime() + 20 * 86_400_000),
        )
        around.forEach((shift, nth) => {
          expect(shift.from < shift.to).to.equal(true)
          const before = around[nth - 1]
          if (before) expect(before.to <= shift.from).to.equal(true)
        })
        expect(around.find(({ from, to }) => from <= now && now < to)).to.deep.equal(onCallAt(rotation, overrides, now))
      }),
      { numRuns: 200 },
    )
  })
})
