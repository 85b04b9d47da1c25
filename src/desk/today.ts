import { DateTime } from 'luxon'
import type { Block } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Caller } from '../people/index.js'
import { burnDown, countedDay, type DaysClock } from '../pictures/index.js'
import { entriesIn, type Rec } from '../records/index.js'
import { type ClockRow, derive, dueBefore, onDay } from '../sla/index.js'
import type { Reader } from '../store/index.js'
import { booksFor } from './clocks.js'
import { type Parts, practiceOf } from './parts.js'

/** The burn-down of a day's clocks: what was to be done today, what is done, what broke. */

interface Asked {
  readonly now: Date
  readonly viewer: Caller
  readonly team?: string | undefined
}

/** So many clocks a picture; a day that has more is drawn of the first of them. */
const most = 2_000

export async function todayPicture(
  parts: Parts,
  reader: Reader,
  asked: Asked,
  voice: Voice,
): Promise<Block | undefined> {
  const { zone } = parts.desks.current()
  const day = DateTime.fromJSDate(asked.now, { zone })
  const [from, to] = [day.startOf('day').toJSDate(), day.endOf('day').plus(1).toJSDate()]
  const watched = await onDay(reader, from, to, { viewer: asked.viewer, team: asked.team, limit: most })
  if (watched.length === 0) return undefined
  const clocks = await dayClocks(parts, reader, watched, asked.now)
  return burnDown(countedDay(clocks, { title: voice.say('sla.today.title'), zone, from, to, now: asked.now }), voice)
}

async function dayClocks(
  parts: Parts,
  reader: Reader,
  watched: readonly { readonly clock: ClockRow; readonly record: Rec }[],
  now: Date,
): Promise<readonly DaysClock[]> {
  const stopped = watched.filter(({ clock }) => clock.state === 'stopped')
  const entries = await entriesIn(reader, [...new Set(stopped.map(({ record }) => record.id))])
  const clocks: DaysClock[] = []
  for (const { clock, record } of watched) {
    if (clock.state !== 'stopped') {
      clocks.push({ from: clock.startedAt, ...dueAt(clock.dueAt, clock.dueAt !== undefined && clock.dueAt < now) })
      continue
    }
    const { promises, life } = practiceOf(parts, record.practice)
    const mine = entries.get(record.id) ?? []
    const books = promises && (await booksFor(parts, mine))
    const derived =
      promises && books && derive({ record, entries: mine, life, promises, books }).find(({ key }) => key === clock.key)
    const due = derived && clock.stoppedAt ? dueBefore(derived, clock.stoppedAt) : undefined
    clocks.push({
      from: clock.startedAt,
      ...(clock.stoppedAt ? { until: clock.stoppedAt } : {}),
      ...dueAt(due, clock.breached),
    })
  }
  return clocks
}

const dueAt = (due: Date | undefined, broke: boolean) => (due ? { due, ...(broke ? { brokenAt: due } : {}) } : {})
