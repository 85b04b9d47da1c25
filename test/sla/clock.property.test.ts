import { expect } from 'chai'
import fc from 'fast-check'
import { parseCalendar } from '../../src/kernel/calendar.js'
import { type ClockEvent, type ClockState, replay, spansOf } from '../../src/sla/clock.js'
import { calendarIn } from '../kernel/arbitrary-calendar.js'
import { minute, minutesFrom, watch } from '../kernel/wall-clock.js'

/** A clock that somebody watches minute by minute, beside the one that is worked out. */

const length = 8 * 24 * 60
const scenes = [
  ['Europe/Zurich', '2027-03-24T00:00Z'],
  ['America/New_York', '2027-11-03T00:00Z'],
  ['Australia/Lord_Howe', '2027-09-29T00:00Z'],
].map(([zone = '', from = '']) => {
  const begin = Date.parse(from)
  const minutes = minutesFrom(zone, begin, length)
  return { zone, begin, minutes, dates: [...new Set(minutes.map(({ date }) => date))] }
})

interface Happening {
  readonly at: number
  readonly kind: ClockEvent['kind']
  readonly target: number
}

interface Watched {
  readonly state: ClockState['state']
  readonly used: number
  readonly paused: number
  readonly due: number | undefined
  readonly breached: boolean
}

/** What the watcher writes down: minutes since the beginning, and of time. */
function watched(
  open: readonly boolean[],
  first: number,
  pausable: boolean,
  happenings: readonly Happening[],
  at: number,
): Watched {
  let state = 'new' as ClockState['state'] | 'new'
  let target = first
  let paused = 0
  let end = at
  const used = [0]
  const hear = ({ kind, target: another }: Happening, now: number): void => {
    if (kind === 'retarget') target = another
    else if (kind === 'start' && state === 'new') state = 'running'
    else if (kind === 'pause' && state === 'running' && pausable) state = 'paused'
    else if (kind === 'resume' && state === 'paused') state = 'running'
    else if (kind === 'stop' && (state === 'running' || state === 'paused')) {
      state = 'stopped'
      end = now
    } else if (kind === 'reopen' && state === 'stopped') {
      state = 'running'
      end = at
    }
  }
  for (let now = 0; now < length; now++) {
    if (now <= at) for (const one of happenings) if (one.at === now) hear(one, now)
    // Nobody hears of what happens later; a clock that runs then runs on.
    if (now >= at && state !== 'running') break
    const counts = open[now] === true
    used.push((used.at(-1) ?? 0) + (counts && state === 'running' ? 1 : 0))
    if (now < at && counts && state === 'paused') paused++
  }
  const reached = used.findIndex((minutes) => minutes >= target)
  return {
    state: state === 'new' ? 'stopped' : state,
    used: used[Math.min(at, used.length - 1)] ?? 0,
    paused,
    due: state === 'running' && reached >= 0 ? reached : undefined,
    breached: reached >= 0 && end > reached,
  }
}

const happenings = fc
  .array(
    fc.record({
      at: fc.oneof(
        fc.integer({ min: 0, max: length - 1 }),
        fc.integer({ min: 0, max: 191 }).map((hour) => hour * 60),
      ),
      kind: fc.constantFrom('start', 'pause', 'pause', 'resume', 'resume', 'stop', 'reopen', 'retarget' as const),
      target: fc.integer({ min: 1, max: 3_000 }),
    }),
    { maxLength: 10 },
  )
  .map((some) => [{ at: 60, kind: 'start' as const, target: 1 }, ...some].toSorted((a, b) => a.at - b.at))

const lives = fc.constantFrom(...scenes).chain(({ zone, begin, minutes, dates }) =>
  fc.record({
    begin: fc.constant(begin),
    minutes: fc.constant(minutes),
    written: calendarIn(zone, dates),
    target: fc.integer({ min: 1, max: 4_000 }),
    pausable: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    happenings,
    ats: fc.array(fc.integer({ min: 0, max: length - 1 }), { minLength: 4, maxLength: 4 }),
  }),
)

describe('A clock that is worked out', () => {
  it('shows what one shows that is watched minute by minute', () => {
    let judged = 0
    fc.assert(
      fc.property(lives, ({ begin, minutes, written, target, pausable, happenings, ats }) => {
        const instant = (at: number): Date => new Date(begin + at * minute)
        const promise = { calendar: parseCalendar(written), targetMs: target * minute, pausable }
        const events = happenings.map((one) => ({ at: instant(one.at), kind: one.kind, targetMs: one.target * minute }))
        const open = minutes.map(watch(written))
        for (const at of [...ats, ...happenings.map((one) => one.at)]) {
          const { state, used, paused, due, breached } = watched(open, target, pausable, happenings, at)
          const shown = replay(promise, events, instant(at))
          const figures = {
            state: shown.state,
            usedMs: shown.usedMs,
            pausedMs: shown.pausedMs,
            breached: shown.breached,
          }
          expect(figures).to.deep.equal({ state, usedMs: used * minute, pausedMs: paused * minute, breached })
          if (due !== undefined) expect(shown.due).to.deep.equal(instant(due))
          else if (shown.due) expect(shown.due.getTime()).to.be.greaterThan(begin + (length - 1) * minute)
          if (breached) judged++
        }
      }),
      { seed: 4, numRuns: 250 },
    )
    expect(judged).to.be.greaterThan(100)
  })

  it('never throws and never counts a moment twice, whatever is said to have happened', () => {
    const chaos = fc.array(
      fc.record({
        at: fc.date({ min: new Date('2027-03-20'), max: new Date('2027-04-05'), noInvalidDate: true }),
        kind: fc.constantFrom('start', 'pause', 'resume', 'stop', 'reopen', 'retarget' as const),
        targetMs: fc.oneof(fc.double(), fc.integer()),
      }),
      { maxLength: 20 },
    )
    const at = new Date('2027-04-01T12:00Z')
    fc.assert(
      fc.property(calendarIn('Europe/Zurich', ['2027-03-27', '2027-03-28']), chaos, (written, events) => {
        const promise = { calendar: parseCalendar(written), targetMs: 600 * minute, pausable: true }
        const shown = replay(promise, events, at)
        const spans = spansOf(promise, events, at)

        const sum = (kind: string) => spans.reduce((all, one) => all + (one.kind === kind ? one.businessMs : 0), 0)
        expect([shown.usedMs, shown.pausedMs]).to.deep.equal([sum('counted'), sum('paused')])
        spans.forEach(({ from }, place) => {
          if (place > 0) expect(from).to.deep.equal(spans[place - 1]?.to)
        })
        expect(spans.at(-1)?.to ?? at).to.deep.equal(at)
      }),
      { seed: 4, numRuns: 500 },
    )
  })
})
