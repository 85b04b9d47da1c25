import type { StageAsked, Voter } from '../approvals/index.js'
import { type Board, boardIn, type Seated } from '../organisation/index.js'
import type { Rec } from '../records/index.js'
import type { GateStage } from './gate.js'
import type { Parts } from './parts.js'

/** A stage with its people: whom its seats stand for now, as persons. */
export async function stageFor(parts: Parts, record: Rec, stage: GateStage): Promise<StageAsked> {
  if (stage.kind === 'board') return boardStage(parts, record, stage)
  const { name, people, rule = 'all', within, silence } = stage
  return {
    name,
    voters: people,
    rule: { kind: rule },
    ...(within === undefined ? {} : { within: minutesOf(within) }),
    ...(silence === undefined ? {} : { silence }),
  }
}

async function boardStage(
  parts: Parts,
  record: Rec,
  { board: id, vetoes: more = [] }: Extract<GateStage, { kind: 'board' }>,
): Promise<StageAsked> {
  const board = boardIn(parts.desks.current(), id)
  if (!board) throw new Error(`there is no board ${id}`)
  const voters = await votersOf(parts, record, board)
  const vetoing = new Set<string>()
  for (const seated of [...board.vetoes, ...more])
    for (const person of await peopleOf(parts, record, seated)) if (person !== record.requester) vetoing.add(person)
  // A veto has to be heard: whoever has one and no seat is asked for advice.
  for (const person of vetoing) if (!voters.some((voter) => voter.person === person)) voters.push({ person, weight: 0 })
  return {
    name: id,
    voters,
    rule: { ...board.rule, ...(vetoing.size > 0 ? { vetoes: [...vetoing] } : {}) },
    silence: board.silence,
    ...(board.within === undefined ? {} : { within: minutesOf(board.within) }),
  }
}

/** Everybody once, by the first of their seats. */
async function votersOf(parts: Parts, record: Rec, { seats }: Board): Promise<Voter[]> {
  const voters = new Map<string, Voter>()
  for (const seat of seats) {
    const { weight, covers } = seat
    for (const person of await peopleOf(parts, record, seat))
      if (!voters.has(person)) voters.set(person, { person, weight, ...(covers ? { covers } : {}) })
  }
  return [...voters.values()]
}

async function peopleOf(
  { directory }: Parts,
  { service }: Pick<Rec, 'service'>,
  seated: Seated,
): Promise<readonly string[]> {
  switch (seated.kind) {
    case 'person':
      return [seated.id]
    case 'team':
      return (await directory.membersOf(seated.id)).map(({ id }) => id)
    case 'role':
      return (await directory.peopleWith(seated.role, service)).map(({ id }) => id)
  }
}

const minutesOf = (ms: number): number => Math.max(1, Math.round(ms / 60_000))

/** The members of a board as persons, as far as no certain record is concerned. */
export async function membersOfBoard(parts: Parts, id: string): Promise<readonly string[]> {
  const board = boardIn(parts.desks.current(), id)
  const all = await Promise.all((board?.seats ?? []).map((seat) => peopleOf(parts, {}, seat)))
  return [...new Set(all.flat())]
}
