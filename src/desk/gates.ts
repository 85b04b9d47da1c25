import { type Approval, approvalsOf, ask, revise, type StageAsked, voidApprovals } from '../approvals/index.js'
import { Refusal } from '../kernel/errors.js'
import { cancelPages } from '../oncall/index.js'
import { boardIn } from '../organisation/index.js'
import { memberTable, type Rec } from '../records/index.js'
import { actorWord, type Work } from '../store/index.js'
import { announceStages, retellAsked } from './ask-stages.js'
import { changedParts, digestsOf } from './digest.js'
import type { Gate, GateAsked } from './gate.js'
import { stageFor } from './gate-voters.js'
import { type Parts, practiceOf } from './parts.js'

/**
 * What a record's state asks of others, after every move of it: an approval is asked for when a gate is reached, asked
 * anew where what was shown has changed, asked of others where it is theirs to decide now, and void once the record has
 * gone elsewhere.
 */
export async function followGates(parts: Parts, work: Work, record: Rec): Promise<void> {
  const { gates } = practiceOf(parts, record.practice)
  if (!gates) return
  const open = (await approvalsOf(work, record.id)).filter(isOpen)
  if (!record.open) return giveUp(parts, work, record, open)
  for (const [state, gate] of Object.entries(gates)) {
    const there = open.find(({ about }) => about === gate.about)
    if (record.state === state) await atGate(parts, work, { record, gate, there })
    else if (there?.state === 'waiting') await giveUp(parts, work, record, [there])
  }
}

const isOpen = ({ state }: Approval): boolean => state === 'waiting' || state === 'returned'

async function giveUp(parts: Parts, work: Work, record: Rec, approvals: readonly Approval[]): Promise<void> {
  for (const { id, about } of approvals) {
    await voidApprovals(work, record.id, about)
    await retellAsked(parts, work, record, id)
  }
  if (approvals.length > 0) await cancelPages(work, record.id)
}

interface AtGate {
  readonly record: Rec
  readonly gate: Gate
  readonly there: Approval | undefined
}

async function atGate(parts: Parts, work: Work, { record, gate, there }: AtGate): Promise<void> {
  const asked = gate.asks(record, parts.desks.current())
  const shown = { ...digestsOf(gate.shows(record)), ...digestsOf({ asked }) }
  // Others have to decide on what it has become: nobody's answer to what it was counts any more.
  const isOthers = there?.shown?.asked !== undefined && there.shown.asked !== shown.asked
  if (there && isOthers) await giveUp(parts, work, record, [there])
  if (!there || isOthers) {
    await askFor(parts, work, record, { about: gate.about, asked, shown })
    return
  }
  if (record.private) await letIn(work, record, there)
  const changed = changedParts(there.shown ?? {}, shown)
  if (there.state === 'waiting' && changed.length === 0) return
  await revise(work, { approval: there.id, by: actorWord(work.actor), changed, shown })
  await retellAsked(parts, work, record, there.id)
  await announceStages(parts, work, record, there.id)
}

/**
 * Asks for an approval of anything about a record, in the unit of whatever made it necessary: its people are told, and its
 * boards get the record's card. Refuses where nobody could approve it.
 */
export async function askFor(
  parts: Parts,
  work: Work,
  record: Rec,
  {
    about,
    asked,
    shown,
  }: { readonly about: string; readonly asked: GateAsked; readonly shown?: Readonly<Record<string, string>> },
): Promise<string> {
  const barred = new Set(practiceOf(parts, record.practice).bars?.(record))
  const all = await Promise.all(asked.stages.map((stage) => stageFor(parts, record, stage)))
  const stages = all.map((stage) => without(stage, barred))
  const approval = await ask(work, parts.ids, {
    record: record.id,
    about,
    raisedBy: asked.by ?? record.requester,
    stages,
    ...(asked.parallel ? { parallel: true } : {}),
    ...(shown ? { shown } : {}),
  }).catch((error: unknown) => {
    throw named(parts, error)
  })
  if (record.private) await letIn(work, record, approval)
  await announceStages(parts, work, record, approval.id)
  return approval.id
}

/** Those whom it is for are neither asked nor waited for. */
const without = ({ voters, rule, ...stage }: StageAsked, barred: ReadonlySet<string>): StageAsked => ({
  ...stage,
  voters: voters.filter(({ person }) => !barred.has(person)),
  rule: rule.vetoes ? { ...rule, vetoes: rule.vetoes.filter((person) => !barred.has(person)) } : rule,
})

/** Whoever decides on a private record may see it. */
async function letIn(work: Work, record: Rec, { stages }: Approval): Promise<void> {
  const voters = new Set(stages.flatMap(({ ballots }) => ballots.map(({ voter }) => voter)))
  for (const person of voters) await work.insertNew(memberTable, { record: record.id, person, as: 'member' })
}

/** A refusal that names a stage by its id says its name. */
function named(parts: Parts, error: unknown): unknown {
  if (!(error instanceof Refusal) || typeof error.params.stage !== 'string') return error
  const organisation = parts.desks.current()
  const stage = boardIn(organisation, error.params.stage)?.name[organisation.language]
  const called = stage ?? { words: `approvals.stages.${error.params.stage}` }
  return new Refusal(error.code, { ...error.params, stage: called }, error.field)
}
