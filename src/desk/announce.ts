import type { Place } from '../chat/address.js'
import { isThread } from '../notices/index.js'
import { type Entry, peopleOf, type Rec } from '../records/index.js'
import type { Work } from '../store/index.js'
import { calledIn } from './asked.js'
import { bestAccount, type Target, targetsOf, targetWord } from './audience.js'
import { peopleOfHome, stirHomes } from './home-view.js'
import type { Parts } from './parts.js'
import { practiceOf } from './parts.js'
import { viewOf } from './view.js'

/** Puts what the world shall hear into the outbox, in the unit of work that made it true. */

/** The cards that a unit of work has put into the outbox, or found there. */
const carded = new WeakMap<Work, Set<string>>()

/** The record's card, once in every place where it lives; a repetition adds nothing. */
export async function announceCard(parts: Parts, work: Work, record: Rec, targets: readonly Target[]): Promise<void> {
  const done = carded.get(work) ?? new Set<string>()
  carded.set(work, done)
  for (const { to } of targets) {
    const key = `${record.number}/card/${targetWord(to)}`
    if (done.has(key)) continue
    done.add(key)
    await parts.outbox.tell(work, {
      key,
      lane: 'update',
      to,
      what: { show: 'card', record: record.id },
      record: record.id,
      role: 'card',
    })
  }
}

/** What an entry is: worth its thread only, or worth telling those who follow from afar. */
export interface Weight {
  readonly milestone: boolean
  /** The thread where it was said already: not repeated there. */
  readonly saidIn?: Place
}

/**
 * Everything that a change of a record sets off: cards edited where they stand and posted where the record has come to
 * live, the entry in its threads, and a word to the people it concerns who do not see any of those threads.
 */
export async function announceEntry(
  parts: Parts,
  work: Work,
  record: Rec,
  entry: Entry,
  weight: Weight,
): Promise<void> {
  const targets = await targetsOf(parts, work, record)
  await announceCard(parts, work, record, targets)
  await parts.outbox.refresh(work, record.id)
  for (const { to, facts } of targets) {
    if (facts === 'card' || (facts === 'milestones' && !weight.milestone)) continue
    if (weight.saidIn && (await isThread(work, record.id, to, weight.saidIn))) continue
    await tellEntry(parts, work, record, entry, to)
  }
  await tellPeople(parts, work, record, entry, targets, weight)
}

async function tellEntry(parts: Parts, work: Work, record: Rec, entry: Entry, to: Target['to']): Promise<void> {
  await parts.outbox.tell(work, {
    key: `${record.number}/entry/${entry.id}/${targetWord(to)}`,
    lane: 'update',
    to,
    what: { show: 'entry', record: record.id, entry: entry.id },
    record: record.id,
    role: 'entry',
  })
}

/** People whom an entry concerns are pinged in a thread they can be in; only the others get a direct message. */
async function tellPeople(
  parts: Parts,
  work: Work,
  record: Rec,
  entry: Entry,
  targets: readonly Target[],
  weight: Weight,
): Promise<void> {
  const practice = practiceOf(parts, record.practice)
  const view = await viewOf(parts, work, record)
  const concerned = new Set([
    ...(practice.tells?.(entry, view) ?? []),
    ...calledIn(entry),
    ...(weight.milestone ? view.watchers : []),
  ])
  await stirHomes(parts, work, [...concerned, entry.actor, ...peopleOfHome(view)])
  const privy = record.private ? await peopleOf(work, record) : undefined
  for (const person of concerned) {
    if (person === entry.actor) continue
    if (privy && !privy.has(person)) continue
    const account = await bestAccount(parts, person, record)
    if (!account) continue
    const covered = targets.some(({ to, facts }) =>
      'person' in to
        ? to.person.user === account.user && to.person.platform === account.platform
        : facts === 'all' && to.platform === account.platform && to.workspace === account.workspace,
    )
    const follows = view.watchers.includes(person)
    if (!covered || follows) await tellEntry(parts, work, record, entry, { person: account })
  }
}
