import { DateTime } from 'luxon'
import type { Block } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { nextOpening } from '../kernel/calendar.js'
import { days } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { type Metric, type Organisation, problemLine, readDesk } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'
import { type Entry, entriesOf, type Rec } from '../records/index.js'
import {
  type Asked,
  brokenNow,
  brokenSince,
  type ClockRow,
  clockTable,
  dueUntil,
  figuresOf,
  presentOf,
  type Watched,
} from '../sla/index.js'
import type { Reader, Work } from '../store/index.js'
import { attachedText } from './attached-text.js'
import { acknowledgeClocks, clocksOfRecord, type Looked, openClocks, rearm } from './clocks.js'
import { answerPages } from './paging.js'
import { type Parts, practiceOf } from './parts.js'
import { type Simulated, simulate } from './simulate.js'
import { todayPicture } from './today.js'
import { type Which, whichOf } from './which.js'
import { writeEntry } from './write-entry.js'

/** What commands may ask and do about promises, in the name of a caller. */
export class PromiseDesk {
  constructor(
    private readonly parts: Parts,
    private readonly caller: Caller,
    private readonly reader: Reader,
    readonly now: Date,
    /** A record for changing, with the unit of work to change it in. */
    private readonly held: (number: string) => Promise<{ readonly work: Work; readonly record: Rec }>,
  ) {}

  /** The clocks of a record with their figures as they are now, not as they were at its last change. */
  async clocks(record: Rec): Promise<readonly Looked[]> {
    const looked = await clocksOfRecord(this.parts, this.reader, record)
    return looked.map(({ derived, row }) => {
      const now = presentOf(derived.events, this.now)
      return { derived, row: { ...row, ...figuresOf(derived, now) } }
    })
  }

  history(record: Rec): Promise<readonly Entry[]> {
    return entriesOf(this.reader, record.id)
  }

  /** Every agreement with the reason why it is the record's or not, by kind, and what became of it since. */
  which(record: Rec): Promise<Which> {
    return whichOf(this.parts, this.reader, record)
  }

  /** What will be due before the day is over in the organisation's zone, or within eight hours, whichever is later. */
  atRisk(asked: Omit<Asked, 'viewer'>): Promise<readonly Watched[]> {
    return dueUntil(this.reader, this.now, endOfToday(this.parts, this.now), { ...asked, viewer: this.caller })
  }

  broken(asked: Omit<Asked, 'viewer'>): Promise<readonly Watched[]> {
    return brokenNow(this.reader, this.now, { ...asked, viewer: this.caller })
  }

  brokenLately(asked: Omit<Asked, 'viewer'>): Promise<readonly Watched[]> {
    const since = new Date(this.now.getTime() - days(7))
    return brokenSince(this.reader, since, { ...asked, viewer: this.caller })
  }

  /**
   * Says that the caller looks after it: reminders end, and nobody else is called in their stead. All that runs of the
   * record, unless one promise (`metric`) or one clock (`only`, its row) is named; `about` is then what was promised.
   */
  async acknowledge(number: string, which: Chosen = {}): Promise<{ readonly record: Rec; readonly about?: Metric }> {
    const { work, record } = await this.held(number)
    this.demandWorker(record, 'acknowledge')
    const all = await openClocks(work, record)
    if (all.length === 0) throw new Refusal('sla.nothing_runs', { number: record.number }, 'record')
    const chosen = all.filter((row) => isChosen(row, which))
    const [first] = chosen
    if (!first) throw noSuchClock(record, which.metric)
    const about = isEverything(which) ? undefined : first.metric
    if (chosen.every(({ ackedBy }) => ackedBy !== undefined)) {
      const by = (await this.parts.directory.person(first.ackedBy ?? ''))?.name ?? first.ackedBy ?? ''
      throw new Refusal('sla.acked_already', { number: record.number, by }, 'record')
    }
    // A call is about the record: whoever looks after a part of it is there.
    await answerPages({ parts: this.parts, caller: this.caller, reader: work, work: () => work, now: work.now }, record)
    const clocks = chosen.map(({ key }) => key)
    if (about === undefined) await writeEntry(work, record, 'acked', {})
    else await writeEntry(work, record, 'acked_clock', { metric: about, clocks })
    work.audit('sla.acked', record.number, about === undefined ? {} : { clocks: clocks.join(' ') })
    await acknowledgeClocks(this.parts, work, record, { person: this.caller.person.id, clocks: chosen })
    return { record, ...(about === undefined ? {} : { about }) }
  }

  /** Warnings and reminders wait. Refused where a P1 would break its promise meanwhile. */
  async snooze(number: string, length: string): Promise<{ readonly record: Rec; readonly until: Date }> {
    const { work, record } = await this.held(number)
    this.demandWorker(record, 'snooze')
    const looked = (await clocksOfRecord(this.parts, work, record)).filter(({ row }) => row.state === 'running')
    const [first] = looked
    if (!first) throw new Refusal('sla.nothing_runs', { number: record.number }, 'record')
    const until = untilOf(length, first, work.now)
    const breaks = looked.find(({ row }) => row.dueAt !== undefined && row.dueAt < until)
    if (breaks && record.priority === 1) throw new Refusal('sla.no_snooze_p1', { number: record.number }, 'for')
    for (const { row } of looked) await work.update(clockTable, { id: row.id }, { snoozedUntil: until })
    await writeEntry(work, record, 'snoozed', { until: until.toISOString() })
    work.audit('sla.snoozed', record.number, { until: until.toISOString() })
    await rearm(this.parts, work, record)
    return { record, until }
  }

  /** The burn-down of the day, as a picture; undefined when it has no clocks. */
  picture(voice: Voice, team?: string): Promise<Block | undefined> {
    return todayPicture(this.parts, this.reader, { now: this.now, viewer: this.caller, team }, voice)
  }

  /** Runs an attached desk file over the records that the caller may see. */
  async simulate(attached: string | undefined): Promise<Simulated> {
    if (!can(this.caller, ['team lead', 'service owner', 'process owner', 'admin']))
      throw new Refusal('sla.no_simulating')
    const edited = await this.editedDesk(attached)
    const { desks, practices } = this.parts
    const asked = { practices, edited, viewer: this.caller, now: this.now, version: (id: number) => desks.version(id) }
    return simulate({ reader: this.reader, ...asked })
  }

  private async editedDesk(attached: string | undefined): Promise<Organisation> {
    const file = await attachedText(this.parts, attached)
    if (!file) throw new Refusal('sla.no_desk_file', {}, 'files')
    const read = readDesk(file.text, { practices: [...this.parts.practices.keys()] })
    if (read.kind === 'ok') return read.organisation
    const voice = this.parts.voices.in(this.parts.desks.current().language)
    const [first] = read.problems
    const problem = first ? problemLine(first, file.name, voice) : ''
    throw new Refusal('sla.wrong_desk_file', { count: read.problems.length, problem }, 'files')
  }

  private demandWorker(record: Rec, verb: string): void {
    if (can(this.caller, practiceOf(this.parts, record.practice).workers, record)) return
    throw new Refusal('record.not_allowed', {
      number: record.number,
      head: record.practice,
      verb: { words: `choices.verb.${verb}` },
    })
  }
}

/** Which clocks of a record are meant: all of them where nothing is named. */
export interface Chosen {
  readonly metric?: string | undefined
  /** The id of a clock's row. */
  readonly only?: string | undefined
}

const isEverything = ({ metric, only }: Chosen): boolean => metric === undefined && only === undefined

const isChosen = (row: ClockRow, { metric, only }: Chosen): boolean =>
  (metric === undefined || row.metric === metric) && (only === undefined || String(row.id) === only)

/** The clock of an alert is over by now, or nothing of the kind was promised. */
const noSuchClock = ({ number }: Rec, metric: string | undefined): Refusal =>
  metric === undefined
    ? new Refusal('sla.clock_over', { number }, 'record')
    : new Refusal('sla.no_such_clock', { number, metric: { words: `sla.metrics.${metric}` } }, 'clock')

const lengths: Readonly<Record<string, number>> = { '30m': 30 * 60_000, '2h': 2 * 3_600_000 }

/** Until the calendar opens next: while it is open, that is tomorrow's opening. */
function untilOf(length: string, { derived }: Looked, now: Date): Date {
  const ms = lengths[length]
  if (ms !== undefined) return new Date(now.getTime() + ms)
  const { calendar } = derived.promise
  const opening = nextOpening(calendar, now)
  if (opening > now) return opening
  const tomorrow = DateTime.fromJSDate(now, { zone: calendar.zone }).plus({ days: 1 }).startOf('day')
  return nextOpening(calendar, tomorrow.toJSDate())
}

/** The end of the day on the organisation's wall. */
export function endOfToday({ desks }: Pick<Parts, 'desks'>, now: Date): Date {
  const end = DateTime.fromJSDate(now, { zone: desks.current().zone }).endOf('day').toJSDate()
  return new Date(Math.max(end.getTime(), now.getTime() + 8 * 3_600_000))
}
