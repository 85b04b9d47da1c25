import { expect } from 'chai'
import { parseCalendar } from '../../src/kernel/calendar.js'
import { hours, minutes } from '../../src/kernel/duration.js'
import { type ClockEvent, instantOf, replay, spansOf } from '../../src/sla/clock.js'

const calendar = parseCalendar({
  zone: 'Europe/Zurich',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
})
const promise = { calendar, targetMs: hours(8), pausable: true }

/** Days of the week that begins on Monday, 1 March 2027, told by the wall clock in Zurich: `mon 10:30`. */
const when = (told: string): Date => {
  const [day = '', time = ''] = told.split(' ')
  const date = 1 + ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'mon+', 'tue+'].indexOf(day)
  const [whole, milliseconds = '000'] = time.split('.')
  return new Date(`2027-03-${String(date).padStart(2, '0')}T${whole}:00.${milliseconds}+01:00`)
}
const happened = (...told: readonly string[]): ClockEvent[] =>
  told.map((one) => {
    const [, at = '', kind = '', target] = /^(\S+ \S+) (\S+)(?: (\d+))?$/.exec(one) ?? []
    return { at: when(at), kind: kind as ClockEvent['kind'], ...(target ? { targetMs: hours(Number(target)) } : {}) }
  })

describe('A clock', () => {
  it('stands still before it is started', () => {
    const nothing = { state: 'stopped', usedMs: 0, pausedMs: 0, due: null, breached: false }
    expect(replay(promise, [], when('mon 12:00'))).to.deep.equal(nothing)
    expect(replay(promise, happened('tue 09:00 start'), when('mon 12:00'))).to.deep.equal(nothing)
    expect(
      replay(
        promise,
        happened('mon 09:00 pause', 'mon 10:00 resume', 'mon 11:00 stop', 'mon 11:30 reopen'),
        when('mon 12:00'),
      ),
    ).to.deep.equal(nothing)
  })

  it('runs in opening hours alone', () => {
    expect(replay(promise, happened('mon 15:00 start'), when('tue 10:00'))).to.deep.equal({
      state: 'running',
      usedMs: hours(3),
      pausedMs: 0,
      due: when('tue 15:00'),
      breached: false,
    })
  })

  it('is due at closing time when its time ends with the day, and broken if finished at the next opening', () => {
    const begun = happened('mon 09:00 start')
    expect(replay(promise, begun, when('mon 16:00')).due).to.deep.equal(when('mon 17:00'))
    expect(replay(promise, [...begun, ...happened('mon 17:00 stop')], when('fri 12:00'))).to.include({
      breached: false,
      usedMs: hours(8),
    })
    expect(replay(promise, [...begun, ...happened('tue 09:00 stop')], when('fri 12:00'))).to.include({
      breached: true,
      usedMs: hours(8),
    })
  })

  it('is kept at its due instant, and broken a millisecond later', () => {
    const begun = happened('mon 10:00 start')
    for (const [end, breached] of [
      ['tue 10:00', false],
      ['tue 10:00.001', true],
    ] as const) {
      expect(replay(promise, begun, when(end)).breached, end).to.equal(breached)
      expect(replay(promise, [...begun, { at: when(end), kind: 'stop' }], when('fri 12:00')).breached, end).to.equal(
        breached,
      )
    }
  })

  it('has no due while it is paused, and goes on with what is left', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'tue 12:00 resume')
    expect(replay(promise, events, when('tue 11:00'))).to.deep.equal({
      state: 'paused',
      usedMs: hours(2),
      pausedMs: hours(7),
      due: null,
      breached: false,
    })
    expect(replay(promise, events, when('tue 13:00'))).to.deep.equal({
      state: 'running',
      usedMs: hours(3),
      pausedMs: hours(8),
      due: when('wed 10:00'),
      breached: false,
    })
  })

  it('does not pause when the promise cannot be paused', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'tue 09:00 resume')
    expect(replay({ ...promise, pausable: false }, events, when('mon 15:00'))).to.deep.equal({
      state: 'running',
      usedMs: hours(5),
      pausedMs: 0,
      due: when('tue 10:00'),
      breached: false,
    })
  })

  it('stays broken when it is paused or stopped after its due instant', () => {
    const late = happened('mon 10:00 start', 'tue 11:00 pause')
    expect(replay(promise, late, when('wed 12:00'))).to.include({ state: 'paused', breached: true, due: null })
    expect(replay(promise, [...late, ...happened('wed 13:00 stop')], when('fri 12:00'))).to.include({
      state: 'stopped',
      breached: true,
    })
  })

  it('is not late while it is paused, when it was paused at its due instant', () => {
    const events = happened('mon 10:00 start', 'tue 10:00 pause')
    expect(replay(promise, events, when('wed 10:00')).breached).to.equal(false)
    expect(replay(promise, [...events, ...happened('wed 09:00 resume')], when('wed 10:00')).breached).to.equal(true)
  })

  it('goes on as the old clock when it is reopened, and counts nothing of what lies between', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 stop', 'wed 12:00 reopen')
    expect(replay(promise, events, when('tue 12:00'))).to.include({
      state: 'stopped',
      due: null,
      usedMs: hours(2),
      pausedMs: 0,
    })
    expect(replay(promise, events, when('wed 13:00'))).to.deep.equal({
      state: 'running',
      usedMs: hours(3),
      pausedMs: 0,
      due: when('thu 10:00'),
      breached: false,
    })
  })

  it('runs when it is reopened, also if it was stopped while paused', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'mon 13:00 stop', 'tue 09:00 reopen')
    expect(replay(promise, events, when('tue 10:00'))).to.include({
      state: 'running',
      usedMs: hours(3),
      pausedMs: hours(1),
    })
  })

  it('keeps what is used and paused when its target changes', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'mon 13:00 resume', 'mon 14:00 retarget 4')
    expect(replay(promise, events, when('mon 13:30')).due).to.deep.equal(when('tue 11:00'))
    expect(replay(promise, events, when('mon 14:00'))).to.deep.equal({
      state: 'running',
      usedMs: hours(3),
      pausedMs: hours(1),
      due: when('mon 15:00'),
      breached: false,
    })
  })

  it('was due long ago when the new target is shorter than what is used, even across a pause', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'mon 13:00 resume', 'mon 16:00 retarget 1')
    expect(replay(promise, events, when('mon 16:00')))
      .to.include({ breached: true })
      .and.deep.include({ due: when('mon 11:00') })
    expect(
      replay(promise, happened('mon 10:00 start', 'mon 16:00 retarget 1', 'mon 16:30 retarget 9'), when('tue 10:00')),
    ).to.include({ breached: false })
  })

  it('is judged by the target in force, also when that comes after its end', () => {
    const events = happened('mon 10:00 start', 'mon 15:00 stop', 'tue 10:00 retarget 4')
    expect(replay(promise, events, when('mon 16:00'))).to.include({ breached: false })
    expect(replay(promise, events, when('tue 10:00'))).to.include({ breached: true, state: 'stopped' })
  })

  it('can be promised for at once, which is the next opening', () => {
    const atOnce = { ...promise, targetMs: 0 }
    expect(replay(atOnce, happened('sat 10:00 start'), when('sat 10:00')).due).to.deep.equal(when('mon+ 09:00'))
    expect(
      replay(atOnce, happened('sat 10:00 start', 'sat 11:00 pause', 'tue+ 10:00 resume'), when('tue+ 10:00')).due,
    ).to.deep.equal(when('tue+ 10:00'))
    expect(replay(atOnce, happened('sat 10:00 start', 'sat 11:00 stop'), when('tue+ 10:00')).breached).to.equal(false)
  })

  it('will never be due where nobody opens for so long', () => {
    const fair = parseCalendar({ zone: 'UTC', overrides: { '2027-03-01': [['10:00', '12:00']] } })
    const state = replay(
      { calendar: fair, targetMs: hours(3), pausable: true },
      happened('mon 09:00 start'),
      when('fri 12:00'),
    )
    expect(state).to.deep.equal({ state: 'running', usedMs: hours(2), pausedMs: 0, due: null, breached: false })
  })
})

describe('Events that make no sense', () => {
  const sane = happened('mon 10:00 start', 'mon 12:00 pause', 'mon 13:00 resume', 'mon 16:00 stop')

  it('change nothing where they stand', () => {
    const events = happened(
      'mon 09:30 resume',
      'mon 09:45 stop',
      'mon 10:00 start',
      'mon 10:30 start',
      'mon 11:00 resume',
      'mon 11:30 reopen',
      'mon 12:00 pause',
      'mon 12:15 pause',
      'mon 12:30 start',
      'mon 13:00 resume',
      'mon 14:00 resume',
      'mon 16:00 stop',
      'mon 16:15 stop',
      'mon 16:20 pause',
      'mon 16:30 resume',
      'mon 16:45 start',
    )
    for (const at of ['mon 10:15', 'mon 11:45', 'mon 12:45', 'mon 15:00', 'tue 12:00'].map(when))
      expect(replay(promise, events, at)).to.deep.equal(replay(promise, sane, at))
  })

  it('count from their predecessor when the machine’s clock was set back', () => {
    const events = happened('mon 10:00 start', 'mon 12:00 pause', 'mon 11:30 resume', 'mon 14:00 stop')
    expect(replay(promise, events, when('tue 12:00'))).to.include({ state: 'stopped', usedMs: hours(4), pausedMs: 0 })
  })

  it('are heard with a target that is none, which is no target', () => {
    const events: ClockEvent[] = [
      ...happened('mon 10:00 start'),
      { at: when('mon 11:00'), kind: 'retarget' },
      { at: when('mon 11:00'), kind: 'retarget', targetMs: Number.NaN },
      { at: when('mon 11:00'), kind: 'retarget', targetMs: -1 },
      { at: when('mon 11:00'), kind: 'retarget', targetMs: Number.POSITIVE_INFINITY },
    ]
    expect(replay(promise, events, when('mon 12:00')).due).to.deep.equal(when('tue 10:00'))
  })

  it('are our mistake when it is the promise that has no target', () => {
    for (const targetMs of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => replay({ ...promise, targetMs }, [], when('mon 12:00'))).to.throw(RangeError)
  })
})

describe('The explanation of a clock', () => {
  const events = happened(
    'mon 10:00 start',
    'mon 12:00 pause',
    'tue 10:00 resume',
    'tue 11:00 stop',
    'wed 09:00 reopen',
  )

  it('tells when a share is used, and was', () => {
    const share = (percent: number) => instantOf(promise, events, when('wed 10:00'), percent)
    expect(share(12.5)).to.deep.equal(when('mon 11:00'))
    expect(share(37.5)).to.deep.equal(when('tue 11:00'))
    expect(share(50)).to.deep.equal(when('wed 10:00'))
    expect(share(100)).to.deep.equal(replay(promise, events, when('wed 10:00')).due)
    expect(share(200)).to.deep.equal(when('thu 14:00'))
    expect(instantOf(promise, events, when('mon 13:00'), 50)).to.equal(null)
    expect(instantOf(promise, events, when('tue 12:00'), 10)).to.equal(null)
  })

  it('shows each span of its life with its business time', () => {
    const told = spansOf(promise, events, when('wed 10:30')).map(
      ({ kind, from, to, businessMs }) =>
        `${kind} ${from.toISOString()} ${to.toISOString()} ${businessMs / minutes(1)}`,
    )
    expect(told).to.deep.equal([
      'counted 2027-03-01T09:00:00.000Z 2027-03-01T11:00:00.000Z 120',
      'paused 2027-03-01T11:00:00.000Z 2027-03-02T09:00:00.000Z 360',
      'counted 2027-03-02T09:00:00.000Z 2027-03-02T10:00:00.000Z 60',
      'stopped 2027-03-02T10:00:00.000Z 2027-03-03T08:00:00.000Z 360',
      'counted 2027-03-03T08:00:00.000Z 2027-03-03T09:30:00.000Z 90',
    ])
    expect(spansOf(promise, events, when('mon 10:00'))).to.deep.equal([])
  })
})
