import {
  type AbsenceRow,
  type Approval,
  approvalById,
  approvalsOf,
  beAbsent,
  beBack,
  delegate,
  recall,
  type Vote,
  vote,
  votesOf,
} from '../approvals/index.js'
import { Refusal } from '../kernel/errors.js'
import { findRecord, peopleOf, type Rec, recordById } from '../records/index.js'
import type { Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { retellAsked } from './ask-stages.js'
import { custodians } from './audience.js'
import { followOutcome } from './gate-outcome.js'
import type { OnCallOf } from './on-call.js'
import { practiceOf } from './parts.js'
import { writeRemark } from './remark.js'
import { isColleague } from './team.js'
import { writeEntry } from './write-entry.js'

export interface BallotsOf extends OnCallOf {
  /** A record that the caller may see, held until the end of the unit. */
  readonly hold: (number: string) => Promise<Rec>
}

export interface Voting {
  readonly choice: Vote['choice']
  readonly reason?: string | undefined
  /** What the voter was shown, when a card carried it: an approval and its version. What stands now when they typed. */
  readonly shown?: string | undefined
}

/** What the caller may do about what waits for a decision. */
export interface Ballots {
  /** One answer, which counts once; what follows from it is done in the same unit. */
  vote(number: string, voting: Voting): Promise<Rec>
  /** Hands the caller's vote to somebody, or takes it back by naming themselves. */
  delegate(number: string, to: string): Promise<Rec>
  /** Whoever raised it takes it back before it is decided. */
  recall(number: string): Promise<Rec>
  /** From then on until its end another one may vote in the caller's place. */
  away(absence: Pick<AbsenceRow, 'standIn' | 'from' | 'to'>): Promise<void>
  /** Gives the number of absences that ended. */
  back(): Promise<number>
  /** Records whose decision waits for a person's vote, the most pressing first, as far as the caller may see them. */
  waiting(person: string): Promise<readonly Rec[]>
}

export function createBallots(of: BallotsOf): Ballots {
  const { parts, caller, now } = of
  const me = caller.person.id
  return {
    async vote(number, { choice, reason, shown }) {
      const record = await of.hold(number)
      const work = of.work()
      demandNotBarred(of, record, me)
      const { approval, version } = await wanted(of, record, shown)
      const given = { approval: approval.id, version, person: me, choice, ...(reason ? { reason } : {}) }
      const after = await vote(work, given)
      await tellVote(of, record, { after, choice, reason })
      return followOutcome(parts, work, record, after)
    },
    async delegate(number, to) {
      const record = await of.hold(number)
      await demandColleague(of, to)
      await demandSight(of, record, to)
      demandNotBarred(of, record, to)
      const { approval } = await wanted(of, record, undefined)
      await delegate(of.work(), { approval: approval.id, by: me, to })
      await told(of, record, to === me ? 'vote_taken_back' : 'vote_handed_over', { person: to, people: [to] })
      await retellAsked(parts, of.work(), record, approval.id)
      return record
    },
    async recall(number) {
      const record = await of.hold(number)
      const { approval } = await wanted(of, record, undefined)
      const after = await recall(of.work(), { approval: approval.id, by: me })
      await told(of, record, 'approval_recalled', {})
      return followOutcome(parts, of.work(), record, after)
    },
    async away(absence) {
      await demandColleague(of, absence.standIn)
      await beAbsent(of.work(), parts.ids, { person: me, ...absence })
    },
    back: () => beBack(of.work(), me),
    async waiting(person) {
      const records = await Promise.all((await votesOf(of.reader, person, now)).map((id) => recordById(of.reader, id)))
      const seen = records.map((record) => record && findRecord(of.reader, record.number, caller))
      return (await Promise.all(seen)).filter((record) => record !== undefined)
    },
  }
}

/** A vote is for those who have a duty here: a guest can be handed none. */
async function demandColleague({ parts }: BallotsOf, person: string): Promise<void> {
  if (await isColleague(parts, person)) return
  const name = (await parts.directory.person(person))?.name ?? person
  throw new Refusal('approvals.no_colleague', { name }, 'who')
}

/** A vote on a private record is for those who may see it: to hand it over lets nobody in. */
async function demandSight({ parts, reader }: BallotsOf, record: Rec, person: string): Promise<void> {
  if (!record.private) return
  const people = new Set([...(await peopleOf(reader, record)), ...(await custodians(parts))])
  if (people.has(person)) return
  const name = (await parts.directory.person(person))?.name ?? person
  throw new Refusal('approvals.no_sight', { name, number: record.number, head: record.practice }, 'who')
}

/** Nobody decides on what is for themselves, whoever's vote they would cast. */
function demandNotBarred({ parts, caller }: BallotsOf, record: Rec, person: string): void {
  if (!practiceOf(parts, record.practice).bars?.(record).includes(person)) return
  throw new Refusal(person === caller.person.id ? 'approvals.for_you' : 'approvals.for_them')
}

/** The approval that is meant, and the version that the voter saw. */
async function wanted(
  { caller, work }: BallotsOf,
  record: Rec,
  shown: string | undefined,
): Promise<{ readonly approval: Approval; readonly version: number }> {
  if (shown !== undefined) {
    const [id = '', version] = shown.split('/')
    const approval = await approvalById(work(), id)
    if (approval?.record !== record.id) throw new Refusal('approvals.unknown')
    return { approval, version: Number(version) }
  }
  const all = await approvalsOf(work(), record.id)
  const open = all.filter(({ state }) => state === 'waiting' || state === 'returned')
  const approval = open.find((one) => hasSeat(one, caller.person.id)) ?? open[0] ?? all[0]
  if (!approval) throw new Refusal('approvals.none', { number: record.number })
  return { approval, version: approval.version }
}

const hasSeat = ({ stages }: Approval, person: string): boolean =>
  stages.some(({ ballots }) => ballots.some(({ holder, voter }) => holder === person || voter === person))

interface Voted {
  readonly after: Approval
  readonly choice: Vote['choice']
  readonly reason: string | undefined
}

async function tellVote(of: BallotsOf, record: Rec, { after, choice, reason }: Voted): Promise<void> {
  const me = of.caller.person.id
  const mine = after.stages.flatMap(({ ballots }) => ballots).filter(({ castBy }) => castBy === me)
  const absent = mine.find(({ voter }) => voter !== me)?.voter
  const remark = reason?.trim() ? await asRemark(of.work(), record, me, reason.trim()) : {}
  const kind = absent !== undefined && mine.every(({ voter }) => voter !== me) ? 'voted_for' : 'voted'
  const data = {
    ballot: choice,
    version: after.version,
    ...(kind === 'voted_for' ? { person: absent } : {}),
    ...remark,
  }
  await told(of, record, kind, data)
}

/** Why somebody votes so is part of the conversation. */
const asRemark = async (work: Work, record: Rec, author: string, text: string) => ({
  remark: await writeRemark(work, record, { author, text, internal: false, files: [] }),
})

async function told(
  { parts, work }: BallotsOf,
  record: Rec,
  kind: string,
  data: Record<string, unknown>,
): Promise<void> {
  const entry = await writeEntry(work(), record, kind, data)
  work().audit(`${record.practice}.${kind}`, record.number, {})
  await announceEntry(parts, work(), record, entry, { milestone: false })
}
