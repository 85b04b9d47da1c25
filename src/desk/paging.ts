import type { AccountRef } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { after } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import {
  type Link,
  nextInChain,
  openPage,
  overdue,
  type PageRow,
  pageCard,
  pagedCard,
  pagesOf,
  pageTable,
  readRoster,
  unansweredCard,
} from '../oncall/index.js'
import { rotationName } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'
import { findRecord, peopleOf, type Rec, recordTable, stateKey } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { custodians } from './audience.js'
import { acknowledgeClocks } from './clocks.js'
import type { OnCallOf } from './on-call.js'
import { type Parts, practiceOf } from './parts.js'
import { namesOf, oneAccount, pinged, placesOf, reachable, tellAccounts, tellPlaces } from './tell.js'
import { writeEntry } from './write-entry.js'

/** Calls people to records, one after the other, until somebody acknowledges. */

/** A record that needs somebody: neither solved nor over. */
const needsSomebody = ({ open, resolvedAt }: Rec): boolean => open && resolvedAt === undefined

/**
 * Calls whoever is on call in a rotation, in the unit of whatever made that necessary; when nobody is, the first of the
 * rotation's escalation who can be reached. One call a record and rotation: while one is open it stands for the next, too.
 * `passed` are people who are not to be called. Undefined when there is nobody at all to be called.
 */
export async function startPage(
  parts: Parts,
  work: Work,
  {
    record,
    rotation,
    passed = [],
  }: { readonly record: Rec; readonly rotation: string; readonly passed?: readonly string[] },
): Promise<PageRow | undefined> {
  // Two that call at once: the second one finds the first one's call.
  await work.hold(recordTable, { id: record.id })
  const there = await openPage(work, record.id, rotation)
  if (there) return there
  const found = await reach(parts, work, { rotation, level: 0, paged: passed })
  if (!found) return undefined
  const { level, person, accounts } = found
  const nextAt = after(work.now, afterOf(parts, rotation))
  const row = {
    record: record.id,
    rotation,
    level,
    person,
    paged: [...passed, person],
    at: work.now,
    nextAt,
    state: 'open' as const,
  }
  const page: PageRow = { id: await work.insert(pageTable, row), ...row }
  await call(parts, work, { record, page, accounts })
  return page
}

const afterOf = (parts: Parts, rotation: string): number => parts.desks.current().rotations.get(rotation)?.after ?? 0

/** The next one who can be reached at all. */
async function reach(
  parts: Parts,
  work: Work,
  { rotation, level, paged }: { readonly rotation: string; readonly level: number; readonly paged: readonly string[] },
): Promise<(Link & { readonly accounts: readonly AccountRef[] }) | undefined> {
  const organisation = parts.desks.current()
  const roster = await readRoster(organisation, work, work.now)
  let passed = paged
  for (let from = level; ; ) {
    const link = nextInChain(organisation, roster, { rotation, level: from, paged: passed, at: work.now })
    if (!link) return undefined
    const accounts = await reachable(parts, link.person)
    if (accounts.length > 0) return { ...link, accounts }
    passed = [...passed, link.person]
    from = link.level
  }
}

interface Calling {
  readonly record: Rec
  readonly page: PageRow
  readonly accounts: readonly AccountRef[]
}

/** The call itself, to every account of theirs, and a line in the record's history. */
async function call(parts: Parts, work: Work, { record, page, accounts }: Calling): Promise<void> {
  const { rotation, level, person, nextAt } = page
  const privy = !record.private || [...(await peopleOf(work, record)), ...(await custodians(parts))].includes(person)
  const practice = practiceOf(parts, record.practice)
  const take = `${practice.name} take`
  const self = await pinged(parts, person)
  await tellAccounts(parts, work, accounts, {
    key: `oncall/page/${page.id}/${level}`,
    lane: 'breach',
    title: 'oncall.page.acknowledge',
    // A message about a private record is blanked for whoever may not read that; this one says no more than its number.
    ...(privy ? { record: record.id } : {}),
    card: (voice) =>
      pageCard(
        {
          number: record.number,
          ...(privy ? { title: record.title } : {}),
          labels: [
            ...(record.priority === undefined ? [] : [`P${record.priority}`]),
            voice.say(stateKey(practice.name, record.state)),
          ],
          rotation: rotationName(parts.desks.current(), rotation, voice.language),
          level,
          person: self,
          nextAt,
          take: parts.registry.find(take) ? take : undefined,
        },
        voice,
      ),
  })
  await written(parts, work, record, 'paged', { person, rotation, level })
}

async function written(
  parts: Parts,
  work: Work,
  record: Rec,
  kind: 'paged' | 'acknowledged' | 'page_unanswered',
  data: Readonly<Record<string, string | number>>,
): Promise<void> {
  const entry = await writeEntry(work, record, kind, data)
  work.audit(`oncall.${kind}`, record.number, data)
  await announceEntry(parts, work, record, entry, { milestone: false })
}

const batch = 50

/**
 * Calls the next one wherever nobody has acknowledged in time, each in its own unit of work; safe to run twice and in
 * several processes. Gives the number of calls that were due.
 */
export async function duePages(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  let looked = 0
  for (let behind: PageRow | undefined; ; ) {
    const due = await overdue(parts.store.read, now, { behind, limit: batch })
    for (const { id } of due) await escalate(parts, id, now).catch((error: unknown) => failed.push(error))
    looked += due.length
    behind = due.at(-1)
    if (due.length < batch) break
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} calls could not be passed on`)
  return looked
}

const escalate = (parts: Parts, id: number, now: Date): Promise<void> =>
  parts.store.work({ kind: 'desk', job: 'oncall-pages' }, async (work) => {
    const seen = await work.one(pageTable, { id })
    // The record first, as everybody does who changes it: else two would wait for each other.
    const record = seen && (await work.hold(recordTable, { id: seen.record }))
    const page = await work.hold(pageTable, { id })
    if (page?.state !== 'open' || !page.nextAt || page.nextAt > now) return
    if (!record || !needsSomebody(record)) {
      await work.update(pageTable, { id }, { state: 'cancelled', nextAt: undefined })
      return
    }
    const found = await reach(parts, work, { ...page, level: page.level + 1 })
    if (!found) return giveUp(parts, work, record, page)
    const { level, person, accounts } = found
    const next = {
      level,
      person,
      paged: [...page.paged, person],
      nextAt: after(work.now, afterOf(parts, page.rotation)),
    }
    await work.update(pageTable, { id }, next)
    await call(parts, work, { record, page: { ...page, ...next }, accounts })
  })

/** Nobody is left: the team is told where it works, unless the record is nobody else's business. */
async function giveUp(parts: Parts, work: Work, record: Rec, page: PageRow): Promise<void> {
  await work.update(pageTable, { id: page.id }, { state: 'unanswered', nextAt: undefined })
  await written(parts, work, record, 'page_unanswered', { rotation: page.rotation })
  const team = parts.desks.current().rotations.get(page.rotation)?.team
  if (team === undefined || record.private) return
  const people = await Promise.all(page.paged.map((person) => pinged(parts, person)))
  await tellPlaces(parts, work, placesOf(parts, team), {
    key: `oncall/page/${page.id}/unanswered`,
    lane: 'breach',
    title: 'oncall.page.acknowledge',
    record: record.id,
    card: (voice) => unansweredCard({ number: record.number, title: record.title, people }, voice),
  })
}

/** Calls whoever is on call, at somebody's word. Refuses who does not work on the record, and what needs nobody. */
export async function pageByHand(
  { parts, caller, work, now }: OnCallOf,
  record: Rec,
  rotation: string | undefined,
  voice: Voice,
): Promise<Card> {
  const { number } = record
  if (!isWorker(parts, caller, record)) {
    throw new Refusal('record.not_allowed', { number, head: record.practice, verb: { words: 'oncall.page.verb' } })
  }
  if (!needsSomebody(record)) throw new Refusal('oncall.record_over', { number })
  const { rotations } = parts.desks.current()
  const own = [...rotations.values()].find(({ team }) => team === record.team)
  const id = rotation ?? own?.id
  if (rotations.size === 0) throw new Refusal('oncall.no_rotations')
  if (id === undefined) {
    throw new Refusal('oncall.no_rotation_for', { number, rotations: [...rotations.keys()].join(', ') }, 'rotation')
  }
  const page = await startPage(parts, work(), { record, rotation: id })
  if (!page) throw new Refusal('oncall.nobody', { rotation: rotationName(parts.desks.current(), id, voice.language) })
  const names = await namesOf(parts, [page.person])
  const how = page.at.getTime() === now.getTime() ? 'sent' : 'sent_before'
  return pagedCard(how, { number, name: names(page.person) }, voice)
}

const isWorker = (parts: Parts, caller: Caller, record: Rec): boolean =>
  can(caller, practiceOf(parts, record.practice).workers, record)

/**
 * Ends the call of a record: whoever acknowledges sees to it. For those who were called, also where they may not read the
 * record, and for those who work on it. A second time changes nothing.
 */
export async function acknowledge(of: OnCallOf, number: string, voice: Voice): Promise<Card> {
  const { parts, caller, work } = of
  const me = caller.person.id
  const record = await findRecord(work(), number)
  const pages = record ? await pagesOf(work(), record.id) : []
  const wasCalled = pages.some(({ paged }) => paged.includes(me))
  if (!record || !(wasCalled || (await findRecord(work(), number, caller)))) {
    throw new Refusal('record.unknown', { number }, 'record')
  }
  if (pages.length === 0) throw new Refusal('oncall.not_paged', { number })
  if (!wasCalled && !isWorker(parts, caller, record)) throw new Refusal('oncall.not_called', { number })
  await work().hold(recordTable, { id: record.id })
  if ((await answerPages(of, record)) === 0) return endOf(parts, pages[0], number, voice)
  await written(parts, work(), record, 'acknowledged', {})
  await acknowledgeClocks(parts, work(), record, { person: me })
  return pagedCard('acknowledged', { number }, voice)
}

/** Ends the open calls of a record, since the caller sees to it; whoever was called hears of it. Gives their number. */
export async function answerPages(of: OnCallOf, record: Rec): Promise<number> {
  const work = of.work()
  const pages = await pagesOf(work, record.id)
  const held = await Promise.all(pages.map(({ id }) => work.hold(pageTable, { id })))
  const open = held.flatMap((page) => (page && isUnanswered(page) ? [page] : []))
  for (const { id } of open) {
    const set = { state: 'acknowledged', ackedBy: of.caller.person.id, ackedAt: work.now, nextAt: undefined } as const
    await work.update(pageTable, { id }, set)
  }
  await tellCalled(of, open, record)
  return open.length
}

const isUnanswered = ({ state }: PageRow): boolean => state === 'open' || state === 'unanswered'

async function endOf(parts: Parts, page: PageRow | undefined, number: string, voice: Voice): Promise<Card> {
  if (page?.ackedBy === undefined) return pagedCard('over', { number }, voice)
  const names = await namesOf(parts, [page.ackedBy])
  return pagedCard('acknowledged_before', { number, name: names(page.ackedBy) }, voice)
}

/** Who was called before needs to get up no more. */
async function tellCalled({ parts, caller, work }: OnCallOf, pages: readonly PageRow[], record: Rec): Promise<void> {
  const { number } = record
  for (const { id, paged } of pages) {
    for (const person of paged.filter((one) => one !== caller.person.id)) {
      await tellAccounts(parts, work(), await oneAccount(parts, person), {
        key: `oncall/page/${id}/acknowledged`,
        lane: 'breach',
        title: 'oncall.page.acknowledge',
        card: (voice) => pagedCard('acknowledged_before', { number, name: caller.person.name }, voice),
      })
    }
  }
}
