import {
  type Approval,
  approvalById,
  dueApprovals,
  dueReminders,
  expire,
  noteTold,
  type StageRow,
  silentIn,
} from '../approvals/index.js'
import type { Inline } from '../chat/card.js'
import { boardIn } from '../organisation/index.js'
import { type Rec, recordTable } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { ballotActions } from './approval-card.js'
import { nextReminder } from './ask-stages.js'
import { followOutcome } from './gate-outcome.js'
import type { Parts } from './parts.js'
import { oneAccount, tellAccounts } from './tell.js'
import { viewOf } from './view.js'
import { writeEntry } from './write-entry.js'

/** Has silence mean what it was said to mean, and reminds those who have not voted. Gives the number of stages that were due. */
export async function dueVotes(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  let looked = 0
  for (const { due, each } of [
    { due: dueApprovals, each: timeIsUp },
    { due: dueReminders, each: remind },
  ]) {
    // What failed is looked at in the next minute; a whole batch of it must not be gone through for ever.
    const stages = await due(parts.store.read, now, 500)
    for (const stage of stages) {
      await parts.store
        .work({ kind: 'desk', job: 'votes-due' }, async (work) => {
          const record = await recordOf(work, stage)
          if (record) await each(parts, work, record, stage)
        })
        .catch((error: unknown) => failed.push(error))
    }
    looked += stages.length
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${looked} votes could not be seen to`)
  return looked
}

/** The record first, as everybody holds it who votes: else two would wait for each other. */
async function recordOf(work: Work, stage: StageRow): Promise<Rec | undefined> {
  const approval = await approvalById(work, stage.approval)
  return approval && ((await work.hold(recordTable, { id: approval.record })) as Rec | undefined)
}

async function timeIsUp(parts: Parts, work: Work, record: Rec, stage: StageRow): Promise<void> {
  const expired = await expire(work, stage)
  if (!expired) return
  const { approval, escalate } = expired
  const people = escalate ? await above(parts, stage) : []
  const data = { stage: stage.name, silence: stage.silence, approval: approval.id, people }
  const entry = await writeEntry(work, record, 'approval_expired', data)
  await announceEntry(parts, work, record, entry, { milestone: true })
  await followOutcome(parts, work, record, approval)
}

/** Who sees to it that it is decided: the board's chair, and the change managers. */
async function above({ directory, desks }: Parts, { name }: StageRow): Promise<readonly string[]> {
  const chair = boardIn(desks.current(), name)?.chair
  const managers = await directory.peopleWith('change manager')
  return [...new Set([...(chair === undefined ? [] : [chair]), ...managers.map(({ id }) => id)])]
}

async function remind(parts: Parts, work: Work, record: Rec, { approval: id, ordinal }: StageRow): Promise<void> {
  const approval = await approvalById(work, id)
  const stage = approval?.stages.find((one) => one.ordinal === ordinal)
  if (approval?.state !== 'waiting' || stage?.state !== 'open') return
  if (!stage.remindAt || stage.remindAt > work.now) return
  await noteTold(work, stage, { version: approval.version, remindAt: nextReminder(parts, stage, work.now) })
  const silent = await silentIn(work, { ...approval, stages: [stage] }, work.now)
  for (const person of new Set(silent.flatMap((one) => [one.person, ...one.standIns]))) {
    if (person !== approval.raisedBy)
      await remindOne(parts, work, { record, approval, at: stage.remindAt, dueAt: stage.dueAt, person })
  }
}

interface Reminding {
  readonly record: Rec
  readonly approval: Approval
  readonly at: Date
  readonly dueAt: Date | undefined
  readonly person: string
}

async function remindOne(parts: Parts, work: Work, { record, approval, at, dueAt, person }: Reminding): Promise<void> {
  const view = await viewOf(parts, work, record)
  const due: Inline | undefined = dueAt && { kind: 'time', at: dueAt.toISOString(), style: 'relative' }
  await tellAccounts(parts, work, await oneAccount(parts, person), {
    key: `approval/${approval.id}/${approval.version}/${at.toISOString()}/${person}`,
    lane: 'update',
    title: 'approvals.reminder',
    record: record.id,
    card: (voice) => ({
      title: voice.line('approvals.reminder', {
        number: { kind: 'record', number: record.number },
        title: record.title,
      }),
      tone: 'attention',
      blocks: [
        // Its time may be up, and the vote still open.
        ...(due ? [{ kind: 'text', line: voice.line('approvals.reminder_until', { at: due }) } as const] : []),
        { kind: 'actions', actions: ballotActions(approval, view, voice) },
      ],
      page: `/r/${record.number}`,
    }),
  })
}
