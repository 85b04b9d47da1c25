import { Refusal } from '../kernel/errors.js'
import { cancelPages } from '../oncall/index.js'
import {
  type By,
  decide,
  type Entry,
  type Input,
  newestEntry,
  type Patch,
  type Rec,
  recordTable,
  reindex,
  type Verb,
} from '../records/index.js'
import { changedFacts } from '../sla/index.js'
import { actorWord, type Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { followClocks } from './clocks.js'
import { followGates } from './gates.js'
import { stirHomes } from './home-view.js'
import { type Parts, practiceOf } from './parts.js'
import { writeRemark } from './remark.js'
import { workingDaysFor } from './working-days.js'
import { writeEntry } from './write-entry.js'

export interface Move {
  readonly verb: string
  readonly input: Input
  readonly by: By
}

/**
 * The only place where a record changes: decides, updates the row under its version, writes the timeline and the audit
 * trail and announces, in the caller's unit of work. Refuses what the life, a right or a guard forbids.
 */
export async function moveRecord(parts: Parts, work: Work, record: Rec, move: Move): Promise<Rec> {
  const practice = practiceOf(parts, record.practice)
  const by = { ...move.by, workingDays: workingDaysFor(parts, record) }
  const decision = decide(practice.life, record, move.verb, move.input, by)
  if (decision.kind === 'refused') throw decision.refusal
  const verb = practice.life.verbs[move.verb] as Verb
  const open = !practice.life.ends.includes(decision.state)
  const moved = await change(work, record, decision.patch, { state: decision.state, open })
  practice.details.parse(moved.details)
  if (moved.title !== record.title || moved.body !== record.body) await reindex(work, moved)
  const remark = await remarkOf(work, moved, verb, move.input)
  const facts = changedFacts(record, moved)
  const entry = await writeEntry(work, moved, move.verb, {
    ...(record.state === moved.state ? {} : { from: record.state, to: moved.state }),
    ...kept(verb, move.input),
    ...(remark === undefined ? {} : { remark }),
    ...(facts === undefined ? {} : { facts }),
  })
  work.audit(`${practice.name}.${move.verb}`, record.number, {
    from: record.state,
    to: moved.state,
    version: moved.version,
    ...kept(verb, move.input),
  })
  await followClocks(parts, work, moved)
  await announceEntry(parts, work, moved, entry, { milestone: verb.milestone === true })
  if (record.assignee !== undefined && record.assignee !== moved.assignee)
    await stirHomes(parts, work, [record.assignee])
  await answerAsked(parts, work, moved, entry)
  if (isSeenTo(record, moved)) await cancelPages(work, record.id)
  const after = await followPractice(parts, work, moved)
  await followGates(parts, work, after)
  return goOn(parts, work, after)
}

/** What the desk does next by itself, until the record waits for people. */
export async function goOn(parts: Parts, work: Work, record: Rec): Promise<Rec> {
  const next = practiceOf(parts, record.practice).next?.(record, parts.desks.current())
  return next ? moveRecord(parts, work, record, { ...next, by: { now: work.now } }) : record
}

/** Nobody need be called any more: somebody took it, it is solved or over, or another team has it. */
const isSeenTo = (before: Rec, after: Rec): boolean =>
  !after.open ||
  after.resolvedAt !== undefined ||
  after.team !== before.team ||
  (after.assignee !== undefined && after.assignee !== before.assignee)

/** What the practice keeps in step with a record, and what of the record follows from it. */
export async function followPractice(parts: Parts, work: Work, record: Rec): Promise<Rec> {
  const patch = await practiceOf(parts, record.practice).follows?.(parts, work, record)
  return patch ? change(work, record, patch) : record
}

/** What was asked in the record's threads may have been answered by this: its buttons go. */
async function answerAsked(parts: Parts, work: Work, record: Rec, entry: Entry): Promise<void> {
  const { asks = [] } = practiceOf(parts, record.practice)
  if (asks.length === 0) return
  const asked = await newestEntry(work, record.id, { kinds: asks, before: entry.id })
  if (asked && asked.kind !== entry.kind) await parts.outbox.retell(work, record.id, asked.id)
}

async function remarkOf(work: Work, record: Rec, verb: Verb, input: Input): Promise<number | undefined> {
  const text = verb.says ? input[verb.says] : undefined
  return text
    ? writeRemark(work, record, { author: actorWord(work.actor), text, internal: false, files: [] })
    : undefined
}

const kept = (verb: Verb, input: Input): Record<string, string> =>
  Object.fromEntries((verb.keeps ?? []).flatMap((name) => (input[name] ? [[name, input[name]]] : [])))

/** Updates a record under its version. Someone else's change in between is a refusal, never an overwriting. */
export async function change(
  work: Work,
  record: Rec,
  patch: Patch,
  to: { readonly state?: string; readonly open?: boolean } = {},
): Promise<Rec> {
  const { details, ...fields } = patch
  const merged = details ? { ...record.details, ...details } : record.details
  const set = { ...fields, ...to, details: withoutNulls(merged), version: record.version + 1, updatedAt: work.now }
  const changed = await work.update(recordTable, { id: record.id, version: record.version }, set as Partial<Rec>)
  if (changed === 0) throw new Refusal('record.changed_meanwhile', { number: record.number })
  return withoutNulls({ ...record, ...set }) as unknown as Rec
}

const withoutNulls = (of: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined))
