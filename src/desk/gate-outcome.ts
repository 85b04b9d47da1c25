import type { Approval } from '../approvals/index.js'
import { cancelPages } from '../oncall/index.js'
import type { Input, Rec } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { announceStages, retellAsked } from './ask-stages.js'
import type { Gate } from './gate.js'
import { moveRecord } from './move.js'
import { type Parts, practiceOf } from './parts.js'
import { votesIn } from './votes.js'
import { writeEntry } from './write-entry.js'

/** What follows from how an approval stands now, in the unit of the vote that made it so: the next stage is asked, or the record moves. */
export async function followOutcome(parts: Parts, work: Work, record: Rec, approval: Approval): Promise<Rec> {
  const { state, id } = approval
  if (state === 'waiting') {
    await announceStages(parts, work, record, id)
    return record
  }
  await cancelPages(work, record.id)
  if (state === 'approved' || state === 'rejected') await tellDecision(parts, work, record, approval)
  const gate = practiceOf(parts, record.practice).gates?.[record.state]
  const outcome = state === 'recalled' ? 'returned' : state
  const moves = gate?.about === approval.about && outcome !== 'void' ? gate : undefined
  const moved = moves
    ? await byGate(parts, work, record, moves.verbs[outcome as keyof Gate['verbs']], approval)
    : record
  if (!moves && state === 'approved') await practiceOf(parts, record.practice).approved?.(parts, work, record, approval)
  await retellAsked(parts, work, record, id)
  return moved
}

async function tellDecision(parts: Parts, work: Work, record: Rec, approval: Approval): Promise<void> {
  const { yes, no, abstained } = votesIn(approval)
  const data = { outcome: approval.state, approval: approval.id, version: approval.version, yes, no, abstained }
  const entry = await writeEntry(work, record, 'approval_decided', data)
  work.audit(`${record.practice}.approval_decided`, record.number, { outcome: approval.state, yes, no, abstained })
  await announceEntry(parts, work, record, entry, { milestone: true })
}

/** The desk moves it, not the last one who voted: they need no right to do so. */
function byGate(parts: Parts, work: Work, record: Rec, verb: string, approval: Approval): Promise<Rec> {
  const { needs = [] } = practiceOf(parts, record.practice).life.verbs[verb] ?? {}
  const input: Input = needs.includes('reason') ? { reason: reasonsIn(parts, approval) } : {}
  return moveRecord(parts, work, record, { verb, input, by: { now: work.now } })
}

/** Why it was rejected or returned, in the words of those who did so. */
function reasonsIn({ voices, desks }: Parts, { stages }: Approval): string {
  const against = stages
    .flatMap(({ ballots }) => ballots)
    .filter(({ choice }) => choice === 'reject' || choice === 'changes')
  const reasons = against.flatMap(({ reason }) => (reason ? [reason] : []))
  return reasons.length > 0 ? reasons.join('\n') : voices.in(desks.current().language).say('approvals.no_reason')
}
