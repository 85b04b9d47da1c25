import type { Place } from '../chat/address.js'
import { drawNumber, entryTable, index, memberTable, type Rec, recordTable } from '../records/index.js'
import { factsOf } from '../sla/index.js'
import type { Work } from '../store/index.js'
import { announceCard } from './announce.js'
import { targetsOf } from './audience.js'
import { followClocks } from './clocks.js'
import { followGates } from './gates.js'
import { stirHomes } from './home-view.js'
import { followPractice, goOn } from './move.js'
import type { Parts } from './parts.js'
import { practiceOf } from './parts.js'

export interface Opening {
  readonly title: string
  readonly body: string
  readonly requester: string
  readonly assignee?: string
  readonly service?: string
  readonly priority?: number
  readonly team?: string
  readonly private?: boolean
  readonly origin?: Place & { readonly user?: string }
  readonly language: string
  readonly details: Readonly<Record<string, unknown>>
}

/**
 * Opens a record: number, row, first timeline entry, index, audit and the cards for its channels, in one unit of work.
 * The details are checked by the practice's schema before anything is written.
 */
export async function openRecord(parts: Parts, work: Work, practiceName: string, opening: Opening): Promise<Rec> {
  const practice = practiceOf(parts, practiceName)
  const draft = {
    practice: practice.name,
    state: practice.life.start,
    open: true,
    version: 1,
    private: false,
    ...opening,
    details: practice.details.parse(opening.details),
    openedAt: work.now,
    updatedAt: work.now,
  }
  const number = await drawNumber(work, practice.prefix)
  const id = await work.insert(recordTable, { ...draft, number })
  const record: Rec = { ...draft, id, number }
  const { version } = parts.desks.current()
  const data = { desk: version, facts: withoutUndefined(factsOf(record)) }
  const entry = { record: id, at: work.now, actor: opening.requester, kind: 'opened', data }
  const opened = { ...entry, id: await work.insert(entryTable, entry) }
  await index(work, record)
  if (record.private) await work.insertNew(memberTable, { record: id, person: record.requester, as: 'member' })
  work.audit(`${practice.name}.opened`, number, { state: record.state, requester: record.requester })
  await followClocks(parts, work, record, [opened])
  await announceCard(parts, work, record, await targetsOf(parts, work, record))
  await stirHomes(parts, work, [record.requester, ...(record.assignee ? [record.assignee] : [])])
  const after = await followPractice(parts, work, record)
  await followGates(parts, work, after)
  return goOn(parts, work, after)
}

const withoutUndefined = (of: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
