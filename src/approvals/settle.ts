import { Refusal } from '../kernel/errors.js'
import type { Reader, Work } from '../store/index.js'
import { progress } from './progress.js'
import { type ApprovalRow, approvalTable, type BallotRow, ballotTable, type StageRow, stageTable } from './table.js'

export interface StageView extends StageRow {
  /** Those for the version that is decided on now. */
  readonly ballots: readonly BallotRow[]
}

/** An approval as it stands. */
export interface Approval extends ApprovalRow {
  readonly stages: readonly StageView[]
}

/** Reads an approval whole; undefined when there is none of that id. */
export async function approvalById(reader: Reader, id: string): Promise<Approval | undefined> {
  const row = await reader.one(approvalTable, { id })
  return row && whole(reader, row)
}

/** The approvals of a record, the newest first; of two that were asked for in the same moment the one that took the other’s place. */
export async function approvalsOf(reader: Reader, record: number): Promise<readonly Approval[]> {
  const rows = await reader.select(
    approvalTable,
    `WHERE t."record" = ? ORDER BY t."made_at" DESC, CASE WHEN t."state" = 'void' THEN 1 ELSE 0 END, t."id"`,
    [record],
  )
  const all: Approval[] = []
  for (const row of rows) all.push(await whole(reader, row))
  return all
}

/** Holds an approval until the end of the unit: of two who press, the second one finds what the first one did. */
export async function holdApproval(work: Work, id: string): Promise<Approval> {
  const row = await work.hold(approvalTable, { id })
  if (!row) throw new Refusal('approvals.unknown')
  return whole(work, row)
}

async function whole(reader: Reader, row: ApprovalRow): Promise<Approval> {
  const stages = await reader.select(stageTable, 'WHERE t."approval" = ? ORDER BY t."ordinal"', [row.id])
  const ballots = await reader.select(
    ballotTable,
    'WHERE t."approval" = ? AND t."version" = ? ORDER BY t."ordinal", t."voter"',
    [row.id, row.version],
  )
  return {
    ...row,
    stages: stages.map((stage) => ({ ...stage, ballots: ballots.filter(({ ordinal }) => ordinal === stage.ordinal) })),
  }
}

/** Writes down how far a held approval has come, and gives it back as it stands then. */
export async function settle(work: Work, id: string): Promise<Approval> {
  const approval = await holdApproval(work, id)
  const { states, outcome } = progress(approval.stages, approval.parallel)
  for (const [at, stage] of approval.stages.entries()) {
    const state = states[at] ?? stage.state
    if (state === stage.state) continue
    await work.update(stageTable, { approval: id, ordinal: stage.ordinal }, entering(state, stage, work.now))
  }
  if (outcome !== 'waiting') {
    await work.update(approvalTable, { id }, { state: outcome, decidedAt: work.now })
    work.audit(`approval.${outcome}`, id, { record: approval.record, version: approval.version })
  }
  return holdApproval(work, id)
}

function entering(state: StageRow['state'], { within }: StageRow, now: Date): Partial<StageRow> {
  if (state !== 'open') return { state, dueAt: undefined, decidedAt: state === 'coming' ? undefined : now }
  const dueAt = within === undefined ? undefined : new Date(now.getTime() + within * 60_000)
  return { state, openedAt: now, dueAt, decidedAt: undefined }
}
