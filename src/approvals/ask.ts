import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import type { Work } from '../store/index.js'
import { type Approval, settle } from './settle.js'
import { approvalTable, ballotTable, type Shown, type Silence, stageTable } from './table.js'
import { type Rule, tally } from './tally.js'

/** Somebody who is asked, as a person: whoever calls has found out whom an account, a role or a service stands for. */
export interface Voter {
  readonly person: string
  /** How many votes theirs stands for; 1 when absent. */
  readonly weight?: number
  /** The parts of the subject that their answer is about; all of it when absent. */
  readonly covers?: readonly string[]
}

export interface StageAsked {
  readonly name: string
  readonly voters: readonly Voter[]
  readonly rule: Rule
  /** Minutes from the stage's opening. */
  readonly within?: number
  /** What it means when the time is up and it is not decided; `escalate` unless said otherwise, and the vote stays open. */
  readonly silence?: Silence
}

export interface Asked {
  readonly record: number
  /** What of the record is decided, such as `decision`. Of each there is one open approval at a time. */
  readonly about: string
  readonly raisedBy: string
  readonly stages: readonly StageAsked[]
  readonly parallel?: boolean
  /** See `ApprovalRow.shown`. */
  readonly shown?: Shown
}

/**
 * Asks for an approval; its first stage, or all of them, is open afterwards. Who raised it has no vote, whatever the list
 * says. Refuses what nobody could ever approve: nobody to ask, more votes or a larger quorum than there are.
 */
export async function ask(work: Work, ids: Ids, asked: Asked): Promise<Approval> {
  const { record, about, raisedBy, parallel = false, shown } = asked
  const stages = asked.stages.map((stage) => ({ ...stage, voters: eligible(stage.voters, raisedBy) }))
  if (stages.length === 0) throw new Refusal('approvals.nobody')
  for (const stage of stages) check(stage, raisedBy)
  const id = ids.next()
  const row = { id, record, about, raisedBy, parallel, version: 1, state: 'waiting', madeAt: work.now, shown } as const
  if (!(await work.insertNew(approvalTable, row))) throw new Refusal('approvals.asked_before')
  for (const [at, { name, rule, within, silence = 'escalate', voters }] of stages.entries()) {
    const ordinal = at + 1
    await work.insert(stageTable, { approval: id, ordinal, name, rule, within, silence, state: 'coming' })
    await work.insertAll(
      ballotTable,
      voters.map(({ person, weight = 1, covers }) => ({
        ...{ approval: id, ordinal, voter: person, version: 1, holder: person },
        ...{ choice: 'waiting' as const, weight, covers },
      })),
    )
  }
  const people = new Set(stages.flatMap(({ voters }) => voters.map(({ person }) => person)))
  work.audit('approval.asked', id, { record, about, by: raisedBy, voters: [...people].join(' ') })
  return settle(work, id)
}

/** Everybody once, and not who raised it. */
function eligible(voters: readonly Voter[], raisedBy: string): readonly Voter[] {
  const one = new Map<string, Voter>()
  for (const voter of voters) if (voter.person !== raisedBy && !one.has(voter.person)) one.set(voter.person, voter)
  return [...one.values()]
}

function check({ name, voters, rule, within }: StageAsked, raisedBy: string): void {
  const stage = name
  if (voters.length === 0) throw new Refusal('approvals.nobody_in', { stage })
  if (voters.some(({ weight = 1 }) => !Number.isSafeInteger(weight) || weight < 0))
    throw new Refusal('approvals.weight', { stage })
  const asked = rule.kind === 'count' ? rule.count : rule.kind === 'percent' ? rule.percent : 1
  if (asked === undefined || !(asked > 0)) throw new Refusal('approvals.no_number', { stage })
  const unheard = rule.vetoes?.find((person) => person !== raisedBy && !voters.some((voter) => voter.person === person))
  if (unheard !== undefined) throw new Refusal('approvals.veto_without_vote', { stage, person: unheard })
  const best = voters.map(({ person, weight = 1 }) => ({ voter: person, choice: 'approve' as const, weight }))
  if (tally(rule, best) !== 'approved') throw new Refusal('approvals.out_of_reach', { stage, count: voters.length })
  if (within !== undefined && (!Number.isSafeInteger(within) || within <= 0))
    throw new Refusal('approvals.within', { stage })
}
