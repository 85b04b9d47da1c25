import type { Block } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Reply } from '../../chat/reply.js'
import { askFor, type Desk, digestsOf, doneReply, movedReply, namesOf } from '../../desk/index.js'
import { blocks, type Conflict, conflictLines, holdSchedule, othersKnown } from '../../forward/index.js'
import { after, minutes } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import { can } from '../../people/index.js'
import type { Rec } from '../../records/index.js'
import { detailsOf, managers, workers } from './policy.js'
import { conflictsFor } from './windows.js'

/** When a change is made, by whom, and what is done where something stands in its way. */

/** Arguments as they were typed. */
export type Words = Readonly<Record<string, string | undefined>>

/** Those of these arguments that were given. */
export const wordsOf = (given: Words, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.flatMap((name) => (given[name] ? [[name, given[name] as string]] : [])))

interface Scheduling {
  readonly record: string
  readonly from?: string
  readonly to?: string
  readonly who?: string
}

/** Gives it a window, or another one, and somebody who does it; what stands in the way is told instead. */
export async function schedule(call: Call<Desk>, given: Scheduling): Promise<Reply> {
  const conflicts = await inTheWay(call.desk, given)
  if (conflicts.length > 0) return conflictReply(call, given, conflicts)
  return scheduleNow(call, given)
}

/** The same in spite of what stands in the way, with the reason; a freeze yields to its own exception alone. */
export async function despite(call: Call<Desk>, given: Scheduling & { readonly reason: string }): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(given.record)
  if (!can(desk.caller, managers, record)) throw new Refusal('change.despite_managers', { number: record.number })
  const conflicts = await inTheWay(desk, given)
  if (conflicts.some(({ kind }) => kind === 'freeze')) return conflictReply(call, given, conflicts)
  return scheduleNow(call, given, { despite: given.reason })
}

async function scheduleNow(
  call: Call<Desk>,
  given: Scheduling,
  more: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(given.record)
  const input = {
    ...wordsOf(given as unknown as Words, ['from', 'to']),
    ...(given.who === undefined ? {} : { assignee: await implementer(desk, given.who) }),
    ...more,
  }
  const verb = record.state === 'scheduled' ? 'reschedule' : 'schedule'
  return movedReply(call, await desk.move(given.record, verb, input))
}

/** Go: unless no changes are made now, whatever was scheduled when. */
export async function start(call: Call<Desk>, number: string): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(number)
  const frozen = (await inTheWayNow(desk, record)).filter(({ kind }) => kind === 'freeze')
  if (frozen.length > 0) return conflictReply(call, { record: number }, frozen)
  return movedReply(call, await desk.move(number, 'start'))
}

/** What keeps a change from being made now; of one that has not been scheduled, for as long as it takes. */
async function inTheWayNow(desk: Desk, record: Rec): Promise<readonly Conflict[]> {
  const { parts, reader, now } = desk.handed
  const { outage = 0, effort = 0, window } = detailsOf(record)
  if (record.state !== 'authorised' && record.state !== 'scheduled') return []
  const to = after(now, minutes(Math.max(outage, effort, 1)))
  const isOpen = record.state === 'scheduled' && window !== undefined
  const at = isOpen ? window : { from: now.toISOString(), to: to.toISOString() }
  const as = { ...record, details: { ...record.details, window: at } }
  return (await conflictsFor(parts, reader, as, now)).filter(blocks)
}

/** What would keep a change from the window that is wanted for it. A window that cannot be is left to the move to refuse. */
async function inTheWay(desk: Desk, { record: number, from, to, who }: Scheduling): Promise<readonly Conflict[]> {
  // Nobody else schedules until this is committed: two at the same moment would not see each other.
  await holdSchedule(desk.handed.work())
  const record = await desk.see(number)
  const { window } = detailsOf(record)
  const wanted = { from: from ?? window?.from, to: to ?? window?.to }
  const isGood = wanted.from !== undefined && wanted.to !== undefined && wanted.from < wanted.to
  if (!isGood || new Date(wanted.to ?? 0) <= desk.now) return []
  const assignee = who ?? record.assignee
  const as = { ...record, ...(assignee ? { assignee } : {}), details: { ...record.details, window: wanted } }
  const { parts, reader, now } = desk.handed
  return (await conflictsFor(parts, reader, as, now)).filter(blocks)
}

/** What stands in the way of a window, and the ways on; `before` is said first. */
export async function conflictReply(
  { desk, voice }: Call<Desk>,
  given: Scheduling,
  conflicts: readonly Conflict[],
  before: readonly Block[] = [],
): Promise<Reply> {
  const { organisation, caller } = desk
  const { parts, reader } = desk.handed
  const record = await desk.see(given.record)
  const names = await namesOf(
    parts,
    conflicts.flatMap(({ kind, name }) => (kind === 'person' && name ? [name] : [])),
  )
  const others = await othersKnown(reader, conflicts, caller)
  const lines = conflictLines(conflicts, { voice, organisation, others, nameOf: names })
  const args = wordsOf(given as unknown as Words, ['record', 'from', 'to', 'who'])
  const press = (label: string, command: string, carried = args) =>
    ({ kind: 'press', label: voice.say(`change.buttons.${label}`), press: { command, args: carried } }) as const
  const isFrozen = conflicts.some(({ kind }) => kind === 'freeze')
  return {
    kind: 'whisper',
    card: {
      title: voice.line('change.in_the_way', {
        number: { kind: 'record', number: record.number },
        count: lines.length,
      }),
      tone: 'bad',
      blocks: [
        ...before,
        { kind: 'list', items: lines.map((line) => ({ line: ['⚠ ', ...line] })) },
        {
          kind: 'actions',
          actions: [
            press('another_window', 'change schedule', { record: record.number }),
            isFrozen ? press('except', 'change except', { record: record.number }) : press('despite', 'change despite'),
          ],
        },
      ],
      page: `/r/${record.number}`,
    },
  }
}

/** Asks the board that may do so for an exception from the freezes that stand in the way of the window it has. */
export async function except(call: Call<Desk>, number: string, reason: string): Promise<Reply> {
  const { desk } = call
  const { parts, work, now } = desk.handed
  const record = await desk.note(number, reason)
  if (!can(desk.caller, [...workers, 'requester'], record))
    throw new Refusal('record.not_allowed', { number, head: 'change', verb: { words: 'change.buttons.except' } })
  const frozen = (await conflictsFor(parts, work(), record, now)).filter(blocks).filter(({ kind }) => kind === 'freeze')
  if (frozen.length === 0) throw new Refusal('change.not_frozen', { number })
  const boards = new Set(frozen.map(({ name }) => desk.organisation.freezes.get(name ?? '')?.exception))
  if (boards.has(undefined)) throw new Refusal('change.no_exception', { number })
  const stages = [...boards].map((board) => ({ kind: 'board' as const, board: board ?? '' }))
  const names = frozen.map(({ name = '' }) => name)
  const shown = { ...digestsOf({ window: detailsOf(record).window }), freezes: names.join(' ') }
  await askFor(parts, work(), record, { about: 'freeze', asked: { stages, parallel: true }, shown })
  return doneReply(record, call.voice.line('change.exception_asked', { number: { kind: 'record', number } }))
}

/** Somebody who may be given work. */
export async function implementer(desk: Desk, person: string): Promise<string> {
  if (await desk.works(person)) return person
  throw new Refusal('change.not_an_agent', { name: (await desk.person(person))?.name ?? person }, 'who')
}
