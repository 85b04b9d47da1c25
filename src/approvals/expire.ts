import type { Reader, Work } from '../store/index.js'
import { standInsAt } from './absence.js'
import { type Approval, holdApproval, settle } from './settle.js'
import { type StageRow, stageTable } from './table.js'

/** Stages whose time is up, the longest first. What was returned for changes waits without its time running out. */
export const dueApprovals = (reader: Reader, now: Date, limit = 100): Promise<readonly StageRow[]> =>
  reader.select(
    stageTable,
    `JOIN "approval" a ON a."id" = t."approval" WHERE t."state" = 'open' AND a."state" = 'waiting' AND t."due_at" <= ?
      ORDER BY t."due_at", t."approval", t."ordinal" LIMIT ?`,
    [now.toISOString(), limit],
  )

export interface Expired {
  readonly approval: Approval
  /** Its time is up, nobody has decided, and somebody above has to see to it; the vote stays open. */
  readonly escalate: boolean
  /** Person ids of those who had not answered. */
  readonly silent: readonly string[]
}

/** A stage's time is up: what silence means holds now. Undefined when another one was faster, by a vote or by this. */
export async function expire(
  work: Work,
  { approval: id, ordinal }: Pick<StageRow, 'approval' | 'ordinal'>,
): Promise<Expired | undefined> {
  const before = await holdApproval(work, id)
  const stage = before.stages.find((one) => one.ordinal === ordinal)
  if (before.state !== 'waiting' || stage?.state !== 'open' || !stage.dueAt || stage.dueAt > work.now) return undefined
  await work.update(stageTable, { approval: id, ordinal }, { expiredAt: work.now, dueAt: undefined })
  work.audit('approval.expired', id, { stage: ordinal, silence: stage.silence })
  const silent = stage.ballots.filter(({ choice }) => choice === 'waiting').map(({ holder }) => holder)
  return { approval: await settle(work, id), escalate: stage.silence === 'escalate', silent }
}

/** Whose answer is missing now, with those who may give it in their place: whom a reminder is for. */
export async function silentIn(
  reader: Reader,
  approval: Approval,
  now: Date,
): Promise<readonly { readonly person: string; readonly standIns: readonly string[] }[]> {
  if (approval.state !== 'waiting') return []
  const away = await standInsAt(reader, now)
  const open = approval.stages.filter(({ state }) => state === 'open').flatMap(({ ballots }) => ballots)
  const people = new Set(open.filter(({ choice }) => choice === 'waiting').map(({ holder }) => holder))
  return [...people].map((person) => ({ person, standIns: away.get(person) ?? [] }))
}
