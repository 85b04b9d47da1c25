import { inn } from '../builders/inn.js'
import type { Chance } from './chance.js'
import type { CalendarPlan, Windows } from './hours.js'

/** A desk file as data: the product reads it as a file, the oracle as it stands here. */

export type Kind = 'sla' | 'ola' | 'uc'
export type Metric = 'response' | 'resolution' | 'reply' | 'update'

export interface StepPlan {
  readonly after: { readonly percent: number } | { readonly minutes: number }
  readonly clock: Metric
  readonly when: 'always' | 'unassigned' | 'unacknowledged'
  readonly priorities?: readonly number[]
  readonly to: string
}

export interface AgreementPlan {
  readonly id: string
  readonly kind: Kind
  readonly team?: string
  readonly supplier?: string
  readonly services?: readonly string[]
  readonly calendar: string
  /** Minutes by metric and priority, 1 to 5; 0 for nothing promised. */
  readonly targets: Partial<Readonly<Record<Metric, readonly number[]>>>
  readonly pauses?: readonly string[]
  readonly pending: 'stops every clock' | 'not the response'
  readonly change: 'recount' | 'new clock'
  readonly reopen: 'go on' | 'new clock'
  readonly records: 'keep' | 'follow'
  readonly thresholds: readonly number[]
  readonly repeat: number
  readonly reminded: readonly number[]
  readonly escalation: readonly StepPlan[]
}

export interface Book {
  readonly calendars: Readonly<Record<string, CalendarPlan>>
  readonly agreements: readonly AgreementPlan[]
  readonly alerts: Readonly<Record<string, unknown>>
}

const fivefold = (windows: Windows): Record<string, Windows> =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((name) => [name, windows]))

const everyDay = (windows: Windows): Record<string, Windows> => ({
  ...fivefold(windows),
  sat: windows,
  sun: windows,
})

const calendarShapes: readonly Omit<CalendarPlan, 'zone'>[] = [
  { weekly: everyDay([['00:00', '24:00']]), holidays: [], overrides: {} },
  {
    weekly: fivefold([
      ['08:00', '12:00'],
      ['13:00', '17:30'],
    ]),
    holidays: [],
    overrides: {},
  },
  { weekly: everyDay([['22:00', '06:00']]), holidays: [], overrides: {} },
  { weekly: everyDay([['07:00', '19:00']]), holidays: [], overrides: {} },
]

const zones = ['Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe'] as const

const dateAfter = (begin: number, days: number): string =>
  new Date(begin + days * 86_400_000).toISOString().slice(0, 10)

/** A desk file drawn for a schedule that begins at `begin`. */
export function drawBook(chance: Chance, begin: number): Book {
  const calendars = {
    first: drawCalendar(chance, begin),
    second: drawCalendar(chance, begin),
  }
  const records = chance.pick(['keep', 'follow'] as const)
  const agreements: AgreementPlan[] = [drawAgreement(chance, { id: 'guests', kind: 'sla' })]
  if (chance.of(40)) agreements.push(drawAgreement(chance, { id: 'heat', kind: 'sla', services: ['heating'] }))
  if (chance.of(50)) agreements.push(drawAgreement(chance, { id: 'front', kind: 'ola', team: 'reception' }))
  if (chance.of(30)) agreements.push(drawAgreement(chance, { id: 'craft', kind: 'ola', team: 'maintenance' }))
  if (chance.of(40)) agreements.push(drawAgreement(chance, { id: 'plumber', kind: 'uc', supplier: 'plumber' }))
  if (chance.of(30)) {
    const boilers = { id: 'boilers', kind: 'uc', supplier: 'boilers', services: ['heating'] } as const
    agreements.push(drawAgreement(chance, boilers))
  }
  const alerts = {
    together: chance.pick([2, 4, 4, 100]),
    budget: chance.pick([1, 3, 20, 1000]),
    ...(chance.of(30) ? { quiet: { from: '21:00', until: '07:00' } } : {}),
  }
  return { calendars, agreements: agreements.map((one) => ({ ...one, records })), alerts }
}

function drawCalendar(chance: Chance, begin: number): CalendarPlan {
  const shape = chance.pick(calendarShapes)
  return {
    ...shape,
    zone: chance.pick(zones),
    ...(chance.of(25) ? { holidays: [dateAfter(begin, chance.between(0, 4))] } : {}),
  }
}

function drawAgreement(
  chance: Chance,
  named: Pick<AgreementPlan, 'id' | 'kind' | 'team' | 'supplier' | 'services'>,
): AgreementPlan {
  const unit = chance.pick([4, 10, 30])
  const by = (factor: number): readonly number[] => [1, 2, 3, 4, chance.of(85) ? 6 : 0].map((n) => n * factor * unit)
  const steps: StepPlan[] = []
  if (chance.of(40)) steps.push({ after: { percent: 50 }, clock: 'resolution', when: 'unassigned', to: 'team lead' })
  if (chance.of(40)) steps.push({ after: { percent: 100 }, clock: 'resolution', when: 'always', to: 'service owner' })
  if (chance.of(40))
    steps.push({
      after: { minutes: 10 },
      clock: 'response',
      when: 'unacknowledged',
      priorities: [1, 2],
      to: 'manager',
    })
  if (chance.of(20))
    steps.push({ after: { percent: 75 }, clock: 'resolution', when: 'unassigned', to: 'team:maintenance' })
  return {
    ...named,
    calendar: chance.pick(['first', 'second']),
    targets: {
      ...(named.kind === 'uc' ? {} : { response: by(1) }),
      resolution: by(4),
      ...(named.kind === 'sla' && chance.of(40) ? { reply: by(2) } : {}),
      ...(named.kind === 'sla' && chance.of(30) ? { update: by(3) } : {}),
    },
    ...(chance.of(40) ? { pauses: chance.pick([['awaiting_user'], ['awaiting_user', 'awaiting_supplier'], []]) } : {}),
    pending: chance.pick(['stops every clock', 'not the response'] as const),
    change: chance.pick(['recount', 'recount', 'new clock'] as const),
    reopen: chance.pick(['go on', 'go on', 'new clock'] as const),
    records: 'keep',
    thresholds: chance.pick([[50, 75, 90], [50, 75, 90], [80], [33, 66, 99], []]),
    repeat: chance.pick([15, 30, 60]),
    reminded: chance.pick([
      [1, 2],
      [1, 2, 3, 4, 5],
    ]),
    escalation: named.kind === 'uc' ? [] : steps,
  }
}

/** What changes in a desk file while it is in force: a holiday is added, a target changes. */
export function changedBook(book: Book, chance: Chance, now: number): Book {
  if (chance.of(60)) {
    const name = chance.pick(Object.keys(book.calendars))
    const calendar = book.calendars[name]
    if (!calendar) return book
    const holiday = dateAfter(now, chance.between(0, 3))
    const changed = calendar.holidays.includes(holiday)
      ? { ...calendar, holidays: calendar.holidays.filter((date) => date !== holiday) }
      : { ...calendar, holidays: [...calendar.holidays, holiday] }
    return { ...book, calendars: { ...book.calendars, [name]: changed } }
  }
  const factor = chance.pick([0.5, 2, 3])
  const scaled = (minutes: readonly number[]): readonly number[] => minutes.map((n) => Math.round(n * factor))
  const agreements = book.agreements.map((one) => ({
    ...one,
    targets: Object.fromEntries(Object.entries(one.targets).map(([metric, minutes]) => [metric, scaled(minutes)])),
  }))
  return { ...book, agreements }
}

/** As the desk reads it. JSON is YAML. */
export function fileOf(book: Book): string {
  const agreements = Object.fromEntries(book.agreements.map((one) => [one.id, writtenAgreement(one)]))
  return inn({
    calendars: JSON.stringify(book.calendars),
    suppliers: JSON.stringify({ plumber: { name: 'Plumber' }, boilers: { name: 'Boilers' } }),
    agreements: JSON.stringify(agreements),
    alerts: JSON.stringify(book.alerts),
  })
}

function writtenAgreement({ id, targets, thresholds, repeat, reminded, escalation, ...rest }: AgreementPlan): object {
  const byPriority = (minutes: readonly number[]): object =>
    Object.fromEntries(minutes.flatMap((n, at) => (n > 0 ? [[`p${at + 1}`, `${n}m`]] : [])))
  return {
    ...rest,
    name: id,
    targets: {
      incident: Object.fromEntries(Object.entries(targets).map(([metric, minutes]) => [metric, byPriority(minutes)])),
    },
    thresholds: thresholds.map((at) => ({ at, tell: at > 70 ? ['assignee', 'channel'] : ['assignee', 'team'] })),
    breach: { repeat: `${repeat}m`, priorities: reminded },
    escalation: escalation.map(({ after, ...step }) => ({
      ...step,
      after: 'percent' in after ? (after.percent === 100 ? 'breach' : `${after.percent}%`) : `${after.minutes}m`,
    })),
  }
}
