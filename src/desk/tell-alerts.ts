import type { AccountRef } from '../chat/address.js'
import { hours, minutes } from '../kernel/duration.js'
import { queueOf } from '../notices/index.js'
import { peopleOf, type Rec, recordTable } from '../records/index.js'
import { type AlertRow, alertTable } from '../sla/index.js'
import type { Actor, Work } from '../store/index.js'
import { bestAccount, type Target, targetsOf, targetWord } from './audience.js'
import type { Parts } from './parts.js'
import { quietUntil } from './quiet.js'

/**
 * Tells what was raised, each alert once: its row says that it is done in the same unit that writes the messages. A place
 * that is to hear of many at once hears of them in one message, and so does a channel that has heard of enough this hour.
 */

const most = 1_000
const actor: Actor = { kind: 'desk', job: 'sla' }

export async function tellAlerts(parts: Parts): Promise<number> {
  let told = 0
  for (;;) {
    const [due] = await parts.store.read.rows('SELECT 1 FROM "sla_alert" WHERE "told" = 0 LIMIT 1')
    if (!due) return told
    const done = await parts.store.work(actor, (work) => tellSome(parts, work))
    told += done
    if (done === 0) return told
  }
}

async function tellSome(parts: Parts, work: Work): Promise<number> {
  const skip = work.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : ''
  // In the order in which they were raised, whatever the clocks of machines said then.
  const alerts = await work.select(alertTable, `WHERE t."told" = 0 ORDER BY t."id" LIMIT ? ${skip}`, [most])
  if (alerts.length === 0) return 0
  const records = await recordsOf(work, alerts)
  const queues = new Map<string, Queue>()
  for (const alert of alerts) {
    const record = records.get(alert.record)
    if (record) await plan(parts, work, { alert, record }, queues)
  }
  for (const queue of queues.values()) await tellIn(parts, work, queue)
  const ids = alerts.map(({ id }) => id)
  await work.run(`UPDATE "sla_alert" SET "told" = 1 WHERE "id" IN (${ids.map(() => '?').join(', ')})`, ids)
  return alerts.length
}

async function recordsOf(work: Work, alerts: readonly AlertRow[]): Promise<ReadonlyMap<number, Rec>> {
  const ids = [...new Set(alerts.map(({ record }) => record))]
  const found = await work.select(recordTable, `WHERE t."id" IN (${ids.map(() => '?').join(', ')})`, ids)
  return new Map(found.map((record) => [record.id, record]))
}

/** One alert with what is said of it. */
interface Raised {
  readonly alert: AlertRow
  readonly record: Rec
}

/** What one place is to hear of now. */
interface Queue {
  readonly to: Target['to']
  /** Where the person is, if it is one. */
  readonly zone?: string | undefined
  readonly raised: (Raised & { readonly aloud: boolean })[]
}

/** Which channels and people hear of an alert: the threads that hear of everything, and whoever does not see those. */
async function plan(parts: Parts, work: Work, { alert, record }: Raised, queues: Map<string, Queue>): Promise<void> {
  const add = (to: Target['to'], aloud: boolean, zone?: string): void => {
    const word = targetWord(to)
    const queue: Queue = queues.get(word) ?? { to, zone, raised: [] }
    queue.raised.push({ alert, record, aloud })
    queues.set(word, queue)
  }
  const targets = (await targetsOf(parts, work, record)).filter(
    ({ facts }) => facts === 'all' || (facts === 'milestones' && alert.aloud),
  )
  for (const { to } of targets) if (!isPersons(to)) add(to, alert.aloud)
  const privy = record.private ? await peopleOf(work, record) : undefined
  for (const person of alert.people) {
    if (privy && !privy.has(person)) continue
    const account = await bestAccount(parts, person, record)
    if (!account || isCovered(account, targets)) continue
    add({ person: account }, false, (await parts.directory.person(person))?.zone)
  }
}

type Persons = { readonly person: AccountRef }
const isPersons = (to: Target['to']): to is Persons => 'person' in to

/** They are pinged in a thread that they can see. */
const isCovered = (account: AccountRef, targets: readonly Target[]): boolean =>
  targets.some(
    ({ to, facts }) =>
      !isPersons(to) && facts === 'all' && to.platform === account.platform && to.workspace === account.workspace,
  )

async function tellIn(parts: Parts, work: Work, queue: Queue): Promise<void> {
  const { together } = parts.desks.current().alerts
  if (queue.raised.length >= together) return tellTogether(parts, work, queue)
  const enough = !isPersons(queue.to) && (await isEnough(parts, work, queue.to))
  const waiting: number[] = []
  for (const one of queue.raised) {
    if (enough && one.alert.priority !== 1) waiting.push(one.alert.entry)
    else await tellOne(parts, work, queue, one)
  }
  if (waiting.length > 0) await tellAtQuarter(parts, work, queue.to, waiting)
}

/** Whether a channel has heard of as many alerts one by one as its budget allows in an hour. */
async function isEnough({ desks }: Parts, work: Work, to: Target['to']): Promise<boolean> {
  const { budget } = desks.current().alerts
  const since = new Date(work.now.getTime() - hours(1)).toISOString()
  const [heard] = await work.rows<{ n: number }>(
    `SELECT count(*) AS n FROM "outbox" WHERE "place" = ? AND "lane" = 0 AND "made_at" > ? AND "edits" IS NULL`,
    [queueOf(to), since],
  )
  return Number(heard?.n ?? 0) >= budget
}

async function tellOne(
  parts: Parts,
  work: Work,
  { to, zone }: Queue,
  { alert, record, aloud }: Raised & { readonly aloud: boolean },
): Promise<void> {
  // In a thread everybody knows what it is about; elsewhere the record has to be named.
  const what = { show: aloud || isPersons(to) ? 'alert' : 'entry', record: record.id, entry: alert.entry } as const
  const key = `${record.number}/${what.show}/${alert.entry}/${targetWord(to)}`
  const later = isPersons(to) && alert.priority !== 1 ? quietUntil(parts, zone, work.now) : undefined
  await parts.outbox.tell(work, { key, to, what, record: record.id, role: what.show, ...whenever(later) })
}

/** What waits for the morning must not hold up what is said meanwhile: it stands in the last lane. */
const whenever = (later: Date | undefined) =>
  later ? ({ lane: 'digest', notBefore: later } as const) : ({ lane: 'breach' } as const)

async function tellTogether(parts: Parts, work: Work, { to, zone, raised }: Queue): Promise<void> {
  const entries = raised.map(({ alert }) => alert.entry)
  const urgent = raised.some(({ alert }) => alert.priority === 1)
  const later = isPersons(to) && !urgent ? quietUntil(parts, zone, work.now) : undefined
  const key = `alerts/${targetWord(to)}/${entries[0]}-${entries.at(-1)}-${entries.length}`
  await parts.outbox.tell(work, { key, to, what: { show: 'alerts', entries }, role: 'notice', ...whenever(later) })
}

/** A channel that has heard of enough hears of the others at the end of this quarter of an hour, in one message. */
async function tellAtQuarter(parts: Parts, work: Work, to: Target['to'], entries: readonly number[]): Promise<void> {
  const until = new Date((Math.floor(work.now.getTime() / minutes(15)) + 1) * minutes(15))
  const key = `alerts/${targetWord(to)}/${until.toISOString()}`
  await parts.outbox.gather(work, { key, lane: 'digest', to, role: 'notice', notBefore: until }, entries)
}
