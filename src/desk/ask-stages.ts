import { type Approval, approvalById, noteTold, type StageView } from '../approvals/index.js'
import { boardIn } from '../organisation/index.js'
import { entriesOf, type Rec } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { askedKind } from './asked.js'
import { startPage } from './paging.js'
import type { Parts } from './parts.js'
import { writeEntry } from './write-entry.js'

/** Tells the people of every stage that is open and of whose version they do not know yet. */
export async function announceStages(parts: Parts, work: Work, record: Rec, id: string): Promise<void> {
  const approval = await approvalById(work, id)
  if (approval?.state !== 'waiting') return
  for (const stage of approval.stages) {
    if (stage.state !== 'open' || stage.told === approval.version) continue
    await noteTold(work, stage, { version: approval.version, remindAt: nextReminder(parts, stage, work.now) })
    await announceStage(parts, work, { record, approval, stage })
  }
}

/** When those who are silent in a stage are reminded the next time, if at all. */
export function nextReminder(parts: Parts, stage: StageView, now: Date): Date | undefined {
  const { openedAt, dueAt, name } = stage
  if (!openedAt || !dueAt) return undefined
  const marks = boardIn(parts.desks.current(), name)?.reminders ?? [50, 90]
  const length = dueAt.getTime() - openedAt.getTime()
  return marks
    .map((percent) => new Date(openedAt.getTime() + Math.floor((length * percent) / 100)))
    .find((at) => at > now)
}

interface Announcing {
  readonly record: Rec
  readonly approval: Approval
  readonly stage: StageView
}

async function announceStage(parts: Parts, work: Work, { record, approval, stage }: Announcing): Promise<void> {
  const people = stage.ballots.filter(({ choice }) => choice === 'waiting').map(({ holder }) => holder)
  const data = { approval: approval.id, version: approval.version, stage: stage.name, people: [...new Set(people)] }
  const entry = await writeEntry(work, record, askedKind, data)
  await announceEntry(parts, work, record, entry, { milestone: true })
  const rotation = boardIn(parts.desks.current(), stage.name)?.rotation
  // Who raised it has no vote, and need not be woken.
  if (rotation !== undefined) await startPage(parts, work, { record, rotation, passed: [record.requester] })
}

/** Has the messages that asked for votes put into words anew: their buttons go once there is nothing to press. */
export async function retellAsked(parts: Parts, work: Work, record: Rec, approval: string): Promise<void> {
  const entries = await entriesOf(work, record.id)
  for (const { id, kind, data } of entries)
    if (kind === askedKind && data.approval === approval) await parts.outbox.retell(work, record.id, id)
}
