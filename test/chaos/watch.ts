import { isDeepStrictEqual } from 'node:util'
import {
  type Facts,
  type Figures,
  figuresOf,
  type Happening,
  instantOf,
  type OracleClock,
  type Shelf,
  stepInstant,
  type Told,
  tell,
} from './oracle.js'
import type { Seen, StoredAlert, StoredClock } from './seen.js'

/** Holds what the desk did against what the oracle says it ought to have done. */
export interface Watch {
  /** Judges what is new in the timelines, and every stored clock. */
  look(seen: Seen): void
  /** A sweep has begun at `at`, by its machine's clock; whether it came to an end is not known yet. */
  begun(seen: Seen, at: number): void
  /** A sweep that nobody disturbed has ended: nothing may be owed any more. */
  swept(seen: Seen, at: number): void
  readonly violations: string[]
  readonly alerts: number
}

/** What was told of a clock, as its timeline says. */
interface Heard {
  readonly marks: Set<string>
  highest: number
  /** When it was told last that it is broken. */
  brokenAt: number | undefined
  /** Steps whose condition did not hold when their time came. */
  readonly excused: Set<string>
}

interface Followed {
  read: number
  readonly heard: Map<string, Heard>
  /** Clocks that were found broken when they paused or stopped: told next, or never. */
  owed: { readonly key: string; readonly at: number }[]
  /** Clocks that were waiting after the last entry. */
  waiting: ReadonlySet<string>
}

const alertKinds = ['warned', 'breached', 'reminded', 'called']
const isAlert = ({ kind }: Happening): boolean => alertKinds.includes(kind)

export function createWatch(shelf: Shelf): Watch {
  const followed = new Map<number, Followed>()
  const violations: string[] = []
  const cached = new Map<number, { readonly length: number; readonly told: Told }>()
  let alerts = 0

  const follow = (record: number): Followed => {
    const there = followed.get(record) ?? { read: 0, heard: new Map(), owed: [], waiting: new Set() }
    followed.set(record, there)
    return there
  }
  const heardOf = (record: number, key: string): Heard => {
    const { heard } = follow(record)
    const there = heard.get(key) ?? { marks: new Set(), highest: 0, brokenAt: undefined, excused: new Set() }
    heard.set(key, there)
    return there
  }
  /** The clocks after the first `length` entries. */
  const after = (timeline: readonly Happening[], length = timeline.length): Told => {
    const record = timeline[0]?.record ?? 0
    const there = cached.get(record)
    if (there?.length === length) return there.told
    const told = tell(shelf, timeline.slice(0, length))
    cached.set(record, { length, told })
    return told
  }
  const nameOf = (seen: Seen, record: number): string => seen.records.find(({ id }) => id === record)?.number ?? '?'

  function read(seen: Seen, record: number, timeline: readonly Happening[]): void {
    const state = follow(record)
    for (; state.read < timeline.length; state.read++) {
      const entry = timeline[state.read] as Happening
      const told = after(timeline, state.read + 1)
      const say = (what: string) =>
        violations.push(`${nameOf(seen, record)} entry ${entry.id} at ${iso(entry.at)}: ${what}`)
      if (isAlert(entry)) {
        alerts++
        const alert = seen.alerts.get(entry.id)
        const clock = told.clocks.find(({ key }) => key === entry.data.clock)
        if (!alert || !clock) say(`an alert of ${entry.data.clock}, which is not`)
        else judge({ state, entry, alert, clock, told, heard: heardOf(record, clock.key), say })
        continue
      }
      // The desk file's news is written down in the unit of the change before it.
      const goesOn = entry.kind === 'reaimed' && timeline[state.read - 1]?.at === entry.at
      for (const { key } of goesOn ? [] : state.owed) say(`${key} had broken unseen and was not told`)
      const waiting = new Set<string>()
      state.owed = told.clocks.flatMap((clock) => {
        const figures = figuresOf(clock, entry.at)
        if (figures.state === 'paused') waiting.add(clock.key)
        // What is decided while it waits, such as another priority, is told when it goes on.
        const rests = figures.state === 'stopped' || (figures.state === 'paused' && !state.waiting.has(clock.key))
        return rests && figures.breached && !heardOf(record, clock.key).marks.has('100')
          ? [{ key: clock.key, at: entry.at }]
          : []
      })
      state.waiting = waiting
    }
    for (const { key, at } of state.owed)
      violations.push(`${nameOf(seen, record)} ${key} had broken unseen by ${iso(at)} and was not told`)
  }

  /** What must be told of a running clock when it is looked at. */
  function owedOf(told: Told, clock: OracleClock, heard: Heard, at: number): readonly string[] {
    const figures = figuresOf(clock, at)
    if (figures.state !== 'running') return []
    const quiet = clock.snoozed !== undefined && clock.snoozed > at
    const owed: string[] = []
    const isBroken = (instantOf(clock, 100) ?? at + 1) <= at
    if (isBroken && !heard.marks.has('100')) owed.push('100')
    const passed = clock.governs.thresholds.filter((percent) => (instantOf(clock, percent) ?? at + 1) <= at)
    const highest = Math.max(0, ...passed)
    if (!isBroken && !quiet && highest > heard.highest) owed.push(String(highest))
    clock.governs.escalation.forEach((step, index) => {
      const mark = `step/${index}`
      if (step.clock !== clock.metric || step.to.startsWith('team:')) return
      if (step.priorities && !step.priorities.includes(told.facts.priority ?? 0)) return
      if ((stepInstant(clock, step) ?? at + 1) > at || heard.marks.has(mark) || heard.excused.has(mark)) return
      if (holds(step.when, told.facts, clock)) owed.push(mark)
    })
    if (reminderIsDue(told, clock, heard, figures, at)) owed.push('again')
    return owed
  }

  return {
    violations,
    get alerts() {
      return alerts
    },
    look(seen) {
      for (const [record, timeline] of seen.timelines) {
        read(seen, record, timeline)
        compare(seen, record, after(timeline), violations)
      }
    },
    begun(seen, at) {
      for (const [record, timeline] of seen.timelines) {
        const told = after(timeline)
        for (const clock of told.clocks) {
          clock.governs.escalation.forEach((step, index) => {
            if (step.clock !== clock.metric || figuresOf(clock, at).state !== 'running') return
            if ((stepInstant(clock, step) ?? at + 1) <= at && !holds(step.when, told.facts, clock))
              heardOf(record, clock.key).excused.add(`step/${index}`)
          })
        }
      }
    },
    swept(seen, at) {
      for (const [record, timeline] of seen.timelines) {
        const told = after(timeline)
        violations.push(...staleIn(shelf, told, at).map((key) => `${nameOf(seen, record)} ${key} was not aimed anew`))
        for (const clock of told.clocks)
          for (const mark of owedOf(told, clock, heardOf(record, clock.key), at))
            violations.push(`${nameOf(seen, record)} ${clock.key}: ${mark} was missed by the sweep at ${iso(at)}`)
      }
    },
  }
}

/** Clocks that still count by hours which are no longer in force. */
function staleIn(shelf: Shelf, { clocks, calendars }: Told, at: number): readonly string[] {
  const [aimed, newest] = [shelf.book(calendars), shelf.newest()]
  return clocks
    .filter((clock) => ['running', 'paused'].includes(figuresOf(clock, at).state))
    .filter(({ governs: { calendar } }) => !isDeepStrictEqual(aimed.calendars[calendar], newest.calendars[calendar]))
    .map(({ key }) => key)
}

interface Judged {
  readonly state: Followed
  readonly entry: Happening
  readonly alert: StoredAlert
  readonly clock: OracleClock
  readonly told: Told
  readonly heard: Heard
  readonly say: (what: string) => void
}

/** Whether an alert was right when it was raised. */
function judge({ state, entry, alert, clock, told, heard, say }: Judged): void {
  const { mark } = alert
  const { at } = entry
  const figures = figuresOf(clock, at)
  const about = `${clock.key} ${mark}`
  if (heard.marks.has(mark)) say(`${about} was told twice`)
  const unseen = state.owed.find(({ key, at: when }) => key === clock.key && when === at)
  if (mark === '100' && unseen) state.owed = state.owed.filter((one) => one !== unseen)
  else if (figures.state !== 'running') say(`${about} was told while it is ${figures.state}`)
  else if (mark.startsWith('again/')) judgeReminder({ told, clock, heard, figures, at, say, about })
  else if (mark.startsWith('step/')) judgeStep({ told, clock, at, say, about, mark })
  else judgeThreshold({ clock, heard, at, say, about, percent: Number(mark) })
  heard.marks.add(mark)
  if (/^\d+$/.test(mark)) heard.highest = Math.max(heard.highest, Number(mark))
  if (mark === '100' || mark.startsWith('again/')) heard.brokenAt = at
}

interface Point {
  readonly clock: OracleClock
  readonly at: number
  readonly about: string
  readonly say: (what: string) => void
}

function judgeThreshold({ clock, heard, at, say, about, percent }: Point & { heard: Heard; percent: number }): void {
  const instant = instantOf(clock, percent)
  if (instant === undefined || instant > at) say(`${about} was told early: it is due ${iso(instant)}`)
  if (percent < 100 && heard.highest >= percent) say(`${about} was told after ${heard.highest}`)
  if (percent < 100 && clock.snoozed !== undefined && clock.snoozed > at) say(`${about} was told in spite of a snooze`)
  const higher = [...clock.governs.thresholds, 100].filter((other) => other > percent)
  for (const other of higher)
    if ((instantOf(clock, other) ?? at + 1) <= at) say(`${about} was told although ${other} was passed as well`)
}

function judgeStep({ told, clock, at, say, about, mark }: Point & { told: Told; mark: string }): void {
  const step = clock.governs.escalation[Number(mark.slice(5))]
  const instant = step && stepInstant(clock, step)
  if (!step || step.clock !== clock.metric) return void say(`${about} is no step of it`)
  if (instant === undefined || instant > at) say(`${about} was told early: it is due ${iso(instant)}`)
  if (!holds(step.when, told.facts, clock)) say(`${about} was told although its condition does not hold`)
}

function judgeReminder(point: Point & { told: Told; heard: Heard; figures: Figures }): void {
  const { told, clock, heard, figures, at, say, about } = point
  if (!reminderIsDue(told, clock, heard, figures, at)) say(`${about} was told, and none is due`)
}

function reminderIsDue({ facts }: Told, clock: OracleClock, heard: Heard, figures: Figures, at: number): boolean {
  if (heard.brokenAt === undefined || !figures.breached || clock.ackedBy !== undefined) return false
  if (clock.snoozed !== undefined && clock.snoozed > at) return false
  if (!clock.governs.reminded.includes(facts.priority ?? 0)) return false
  return (clock.hours.add(heard.brokenAt, clock.governs.repeat * 60_000) ?? at + 1) <= at
}

function holds(when: string, { assignee }: Facts, { ackedBy }: OracleClock): boolean {
  if (when === 'unassigned') return assignee === undefined
  if (when === 'unacknowledged') return assignee === undefined && ackedBy === undefined
  return true
}

/** Every stored clock is as its timeline says. */
function compare(seen: Seen, record: number, told: Told, violations: string[]): void {
  const number = seen.records.find(({ id }) => id === record)?.number ?? '?'
  const rows = seen.clocks.filter((row) => row.record === record)
  for (const clock of told.clocks) {
    const row = rows.find(({ key }) => key === clock.key)
    if (!row) violations.push(`${number} ${clock.key} is not stored`)
    else for (const wrong of differences(row, clock)) violations.push(`${number} ${clock.key}: ${wrong}`)
  }
  for (const row of rows)
    if (row.state !== 'void' && !told.clocks.some(({ key }) => key === row.key))
      violations.push(`${number} ${row.key} is stored as ${row.state}, and there is no such clock`)
}

function differences(row: StoredClock, clock: OracleClock): readonly string[] {
  const ought = figuresOf(clock, row.asOf)
  if (row.state === 'void' && ought.state === 'void') return []
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['state', row.state, ought.state],
    ['target', row.targetMs, ought.target],
    ['used', row.usedMs, ought.used],
    ['paused', row.pausedMs, ought.paused],
    ['due', iso(row.dueAt), iso(ought.due)],
    ['stopped', iso(row.stoppedAt), iso(ought.stopped)],
    ['breached', row.breached, ought.breached],
  ]
  return pairs.flatMap(([name, is, should]) =>
    is === should ? [] : [`${name} is ${is} and ought to be ${should} as of ${iso(row.asOf)}`],
  )
}

const iso = (at: number | undefined): string => (at === undefined ? 'never' : new Date(at).toISOString())
