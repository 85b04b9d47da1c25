import { Refusal } from '../kernel/errors.js'
import type { Work } from '../store/index.js'
import { type Approval, holdApproval, type StageView, settle } from './settle.js'
import { approvalTable, type BallotRow, ballotTable, type Shown, stageTable } from './table.js'
import { refuseUnlessWaiting } from './vote.js'

/** What became of a new version: as it stands, and who is asked anew. */
export interface Revised {
  readonly approval: Approval
  /** Person ids of those whose answer did not cover what has changed, or who had requested changes. */
  readonly askedAgain: readonly string[]
}

/**
 * What is decided has changed, on request or not: from now on votes are for the new version. `changed` names its parts, in the
 * words of `covers`. Answers that say nothing about those parts hold; the others are asked for once more, and a stage whose
 * approval they carried opens anew, with all of its time.
 */
export async function revise(
  work: Work,
  {
    approval: id,
    by,
    changed,
    shown,
  }: {
    readonly approval: string
    readonly by: string
    readonly changed: readonly string[]
    readonly shown?: Shown
  },
): Promise<Revised> {
  const before = await holdApproval(work, id)
  if (before.state !== 'returned') refuseUnlessWaiting(before)
  const version = before.version + 1
  const again: string[] = []
  await work.update(approvalTable, { id }, { version, state: 'waiting', ...(shown ? { shown } : {}) })
  for (const stage of before.stages) {
    const anew = stage.ballots.filter((ballot) => isVoid(ballot, changed))
    again.push(...anew.filter(({ choice }) => choice !== 'waiting').map(({ holder }) => holder))
    await work.insertAll(
      ballotTable,
      stage.ballots.map((ballot) => (anew.includes(ballot) ? blank(ballot, version) : { ...ballot, version })),
    )
    await reopen(work, stage, anew.length > 0)
  }
  work.audit('approval.revised', id, { version, by, changed: changed.join(', '), askedAgain: again.join(' ') })
  return { approval: await settle(work, id), askedAgain: [...new Set(again)] }
}

const isVoid = ({ choice, covers }: BallotRow, changed: readonly string[]): boolean =>
  choice === 'changes' || changed.some((part) => covers?.includes(part) ?? true)

const blank = ({ approval, ordinal, voter, holder, weight, covers }: BallotRow, version: number) => ({
  ...{ approval, ordinal, voter, holder, weight, covers },
  ...{ version, choice: 'waiting' as const },
})

/** A stage that waits, or is to be asked anew, begins from the beginning; `settle` opens it when it is its turn. */
async function reopen(work: Work, { approval, ordinal, state }: StageView, anew: boolean): Promise<void> {
  if (!anew && state !== 'open') return
  const begun = { state: 'coming', dueAt: undefined, decidedAt: undefined } as const
  await work.update(stageTable, { approval, ordinal }, anew ? { ...begun, expiredAt: undefined } : begun)
}

/** Whoever raised it takes it back before it is decided. Nobody else may: `approvals.not_yours`. */
export async function recall(
  work: Work,
  { approval: id, by }: { readonly approval: string; readonly by: string },
): Promise<Approval> {
  const approval = await holdApproval(work, id)
  if (approval.raisedBy !== by) throw new Refusal('approvals.not_yours')
  if (approval.state !== 'returned') refuseUnlessWaiting(approval)
  return end(work, approval, 'recalled')
}

/**
 * What a record's open approvals are about, or the one of them that is named, needs no decision any more: it was cancelled.
 * Late presses are told.
 */
export async function voidApprovals(work: Work, record: number, about?: string): Promise<number> {
  const open = [
    ...(await work.find(approvalTable, { record, state: 'waiting' })),
    ...(await work.find(approvalTable, { record, state: 'returned' })),
  ].filter((row) => about === undefined || row.about === about)
  let ended = 0
  for (const { id } of open) {
    // Somebody's vote may have decided it between the look and the hold.
    const approval = await holdApproval(work, id)
    if (approval.state !== 'waiting' && approval.state !== 'returned') continue
    await end(work, approval, 'void')
    ended++
  }
  return ended
}

/** What was approved about a record is taken back, to be decided anew: its votes stay where they are, and count no more. */
export async function withdrawApprovals(work: Work, record: number, about: string): Promise<void> {
  for (const { id } of await work.find(approvalTable, { record, about, state: 'approved' }))
    await end(work, await holdApproval(work, id), 'void')
}

async function end(work: Work, { id, stages }: Approval, state: 'recalled' | 'void'): Promise<Approval> {
  await work.update(approvalTable, { id }, { state, decidedAt: work.now })
  for (const { ordinal, state: was } of stages)
    if (was === 'open' || was === 'coming')
      await work.update(stageTable, { approval: id, ordinal }, { state: 'moot', dueAt: undefined, decidedAt: work.now })
  work.audit(`approval.${state}`, id)
  return holdApproval(work, id)
}
