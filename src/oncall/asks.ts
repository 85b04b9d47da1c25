import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import type { Organisation } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import { type Roster, readRoster } from './roster.js'
import { holdRotation } from './rotation-row.js'
import { type AskRow, askTable, overrideTable } from './table.js'

/** A request between two people, as `wishes.ts` found it right. */
export type Wish = Pick<
  AskRow,
  'kind' | 'rotation' | 'asker' | 'other' | 'instead' | 'from' | 'to' | 'backFrom' | 'backTo'
>

/** What came of an answer. All but the first three find things as they were and change nothing. */
export type AskAnswer =
  | { readonly kind: 'accepted' | 'declined' | 'withdrawn'; readonly ask: AskRow }
  /** It was answered before, it is too late, or the duty is not theirs any more. */
  | {
      readonly kind: 'accepted_before' | 'declined_before' | 'withdrawn_before' | 'undone_before' | 'over'
      readonly ask: AskRow
    }

export const answers = ['accept', 'decline', 'withdraw'] as const
export type AnswerWord = (typeof answers)[number]

export async function writeAsk(work: Work, ids: Ids, wish: Wish): Promise<AskRow> {
  const ask: AskRow = { id: ids.next(), ...wish, state: 'asked', madeAt: work.now }
  await work.insert(askTable, ask)
  work.audit('oncall.asked', ask.rotation, auditOf(ask))
  return ask
}

/**
 * The other person says yes or no, or the one who asked takes it back. Refuses with `oncall.not_yours` anybody else. However
 * many answers meet, one end is reached, once; a yes holds only if the duty is still theirs.
 */
export async function answerAsk(
  work: Work,
  organisation: Organisation,
  { id, person, answer }: { readonly id: string; readonly person: string; readonly answer: AnswerWord },
): Promise<AskAnswer> {
  const seen = await work.one(askTable, { id })
  const mayAnswer = seen && person === (answer === 'withdraw' ? seen.asker : seen.other)
  if (!seen || !mayAnswer) throw new Refusal('oncall.not_yours')
  // Two yeses about the same shift: the second one finds whose it is by then.
  await holdRotation(work, seen.rotation)
  const ask = (await work.hold(askTable, { id })) ?? seen
  if (ask.state === 'void') return { kind: 'over', ask }
  if (ask.state !== 'asked') return { kind: `${ask.state}_before`, ask }
  if (answer !== 'accept') return end(work, ask, answer === 'withdraw' ? 'withdrawn' : 'declined')
  const roster = await readRoster(organisation, work, work.now)
  if (!stillHolds(roster, ask, work.now)) {
    await work.update(askTable, { id }, { state: 'void', answeredAt: work.now })
    return { kind: 'over', ask }
  }
  await write(work, ask)
  return end(work, ask, 'accepted')
}

async function end(work: Work, ask: AskRow, state: 'accepted' | 'declined' | 'withdrawn'): Promise<AskAnswer> {
  await work.update(askTable, { id: ask.id }, { state, answeredAt: work.now })
  work.audit(`oncall.${state}`, ask.rotation, auditOf(ask))
  return { kind: state, ask: { ...ask, state, answeredAt: work.now } }
}

/** From when on it would hold, were it agreed now: nobody is relieved of what they have done already. */
export const beginOf = ({ from }: Pick<AskRow, 'from'>, now: Date): Date => (from > now ? from : now)

/** Whether both still have what they would give. */
function stillHolds(roster: Roster, ask: AskRow, now: Date): boolean {
  if (ask.to <= now || !isTheirs(roster, ask.rotation, ask.instead, beginOf(ask, now), ask.to)) return false
  if (!ask.backFrom || !ask.backTo) return true
  return ask.backFrom > now && isTheirs(roster, ask.rotation, ask.other, ask.backFrom, ask.backTo)
}

/** Whether a person has all the duty of a stretch. */
export function isTheirs(roster: Roster, rotation: string, person: string, from: Date, to: Date): boolean {
  const shifts = roster.shifts(rotation, from, to)
  return shifts.length > 0 && shifts.every((shift) => shift.person === person)
}

async function write(work: Work, ask: AskRow): Promise<void> {
  const { rotation, kind, id, other, instead, to, backFrom, backTo } = ask
  const row = { rotation, kind, ask: id, madeAt: work.now, madeBy: other }
  await work.insert(overrideTable, { ...row, person: other, instead, from: beginOf(ask, work.now), to })
  if (backFrom && backTo)
    await work.insert(overrideTable, { ...row, person: instead, instead: other, from: backFrom, to: backTo })
}

const auditOf = ({ kind, asker, other, instead, from, to, backFrom, backTo }: AskRow) => ({
  kind,
  asker,
  other,
  instead,
  from: from.toISOString(),
  to: to.toISOString(),
  ...(backFrom && backTo ? { backFrom: backFrom.toISOString(), backTo: backTo.toISOString() } : {}),
})

/** What somebody is still to answer, or waits for, the oldest first. */
export async function openAsks(reader: Reader, person: string, now: Date): Promise<readonly AskRow[]> {
  return reader.select(
    askTable,
    `WHERE t."state" = 'asked' AND (t."other" = ? OR t."asker" = ?) AND t."to" > ? ORDER BY t."made_at", t."id" LIMIT 20`,
    [person, person, now.toISOString()],
  )
}
