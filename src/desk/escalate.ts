import type { Step } from '../organisation/index.js'
import { type Rec, recordTable } from '../records/index.js'
import type { Work } from '../store/index.js'
import { moveRecord } from './move.js'
import { startPage } from './paging.js'
import { type Parts, practiceOf } from './parts.js'
import { type About, raise } from './raise.js'

/** A step of escalation whose time has come. */
export interface Called {
  readonly step: Step
  readonly name: string
  readonly at: Date
}

/** What is still to be done once the clocks are written: a hand-over changes them. */
export type Then = () => Promise<void>

/**
 * Escalates (ITIL 2011 Service Operation 4.2.5.6): hierarchic, so that the people of the step hear of it; functional, so
 * that another team has the record. Nothing when its condition does not hold.
 */
export async function escalate(
  parts: Parts,
  work: Work,
  record: Rec,
  about: About,
  called: Called,
): Promise<Then | undefined> {
  const { step } = called
  if (!applies(step, record, about)) return undefined
  if (step.to.kind === 'people') {
    const saying = { kind: 'called', mark: called.name, at: called.at, tell: [step.to.audience], step } as const
    await raise(parts, work, record, about, saying)
    return undefined
  }
  const { kind, id } = step.to
  if (kind === 'team') return () => handTo(parts, work, record.id, id)
  await startPage(parts, work, { record, rotation: id })
  return undefined
}

function applies({ when }: Step, record: Rec, { row }: About): boolean {
  if (when === 'unassigned') return record.assignee === undefined
  if (when === 'unacknowledged') return record.assignee === undefined && row.ackedBy === undefined
  return true
}

/** Another team takes over, where the life of the record allows it. */
async function handTo(parts: Parts, work: Work, id: number, team: string): Promise<void> {
  const record = await work.one(recordTable, { id })
  const verb = record && practiceOf(parts, record.practice).life.verbs.escalate
  if (!record || !verb?.from.includes(record.state) || record.team === team) return
  await moveRecord(parts, work, record, { verb: 'escalate', input: { team }, by: { now: work.now } })
}
