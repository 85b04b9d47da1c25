import { type Named, teamFor } from '../organisation/index.js'
import { linkTable, memberTable, type Rec, recordTable } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import { announceCard } from './announce.js'
import { targetsOf } from './audience.js'
import { followRuns } from './automated.js'
import { moveRecord } from './move.js'
import { openRecord } from './open.js'
import { type Parts, practiceOf } from './parts.js'

/** Work that a record needs from several teams: tasks are records of their own, which are part of it. */

/** How a task is done by itself, as the desk file says it; which automation reads it. */
export type TaskRun = Readonly<Record<string, unknown>>

/** A task as it is to be opened. */
export interface TaskPlan {
  /** Within the record, by which others say that they come after it. */
  readonly id: string
  readonly what: Named
  readonly team: string
  /** Ids of those that have to be done before. */
  readonly after: readonly string[]
  readonly run?: TaskRun
  /** Which part of the record it belongs to, where that has parts. */
  readonly line?: number
}

/** The kind of link by which a task hangs on the record that it is a part of. */
export const partOf = 'part of'

/** The practice whose records tasks are. */
const practice = 'task'

/**
 * Opens the tasks of a record, all at once: those that wait for others are told of when their turn has come. In the unit
 * of whatever made them necessary.
 */
export async function openTasks(
  parts: Parts,
  work: Work,
  parent: Rec,
  plans: readonly TaskPlan[],
): Promise<readonly Rec[]> {
  const { language } = parts.desks.current()
  const opened: Rec[] = []
  for (const { id, what, team, after, run, line } of plans) {
    const task = await openRecord(parts, work, practice, {
      title: what[language],
      body: '',
      requester: parent.requester,
      team,
      ...(parent.service === undefined ? {} : { service: parent.service }),
      priority: parent.priority ?? 4,
      private: parent.private,
      language,
      details: {
        parent: parent.number,
        task: id,
        what,
        about: parent.title,
        after,
        ...(run ? { run } : {}),
        ...(line === undefined ? {} : { line }),
      },
    })
    await work.insert(linkTable, { from: task.id, kind: partOf, to: parent.id, at: work.now, by: parent.requester })
    if (task.private) await letIn(parts, work, task, team)
    opened.push(task)
  }
  return startReady(parts, work, opened)
}

/** Whoever does a private task may see it, though they are not let in to what it is for. */
async function letIn(parts: Parts, work: Work, task: Rec, team: string): Promise<void> {
  for (const { id } of await parts.directory.membersOf(team))
    await work.insertNew(memberTable, { record: task.id, person: id, as: 'member' })
  await announceCard(parts, work, task, await targetsOf(parts, work, task))
}

/** The tasks of a record, in the order in which they were opened. */
export const tasksOf = (reader: Reader, parent: number): Promise<readonly Rec[]> =>
  reader.select(
    recordTable,
    `WHERE t."practice" = 'task' AND t."id" IN (SELECT l."from" FROM "record_link" l WHERE l."to" = ? AND l."kind" = ?)
     ORDER BY t."id"`,
    [parent, partOf],
  )

/** What a task is called within its record. */
export const taskId = (task: Rec): string => String(task.details.task)

/** Has those begin whose turn has come. */
async function startReady(parts: Parts, work: Work, tasks: readonly Rec[]): Promise<readonly Rec[]> {
  const over = new Set(tasks.filter(isOver).map(taskId))
  const all: Rec[] = []
  for (const task of tasks) {
    const after = Array.isArray(task.details.after) ? task.details.after : []
    const isNext = task.state === 'waiting' && after.every((id) => over.has(id))
    all.push(isNext ? await moveRecord(parts, work, task, { verb: 'ready', input: {}, by: { now: work.now } }) : task)
  }
  return all
}

/** Nothing more comes of it: it was done, or is not needed. */
const isOver = ({ state }: Rec): boolean => state === 'done' || state === 'cancelled'

/** After a task moved: those begin that waited for it, and its record is told. */
export async function followTask(parts: Parts, work: Work, task: Rec): Promise<void> {
  // Nothing follows from its being there, unless it does itself; and a record reads its tasks when it is drawn.
  const begins = task.state === 'open' && task.details.run !== undefined
  if (task.state === 'waiting' || (task.state === 'open' && !begins)) return
  const [link] = await work.find(linkTable, { from: task.id, kind: partOf })
  const parent = link && (await work.hold(recordTable, { id: link.to }))
  if (!parent) return
  await followRuns(parts, work, task, parent)
  if (begins) return
  await parts.outbox.refresh(work, parent.id)
  const mine = await tasksOf(work, parent.id)
  const siblings = mine.map((one) => (one.id === task.id ? task : one))
  const all = isOver(task) && parent.open ? await startReady(parts, work, siblings) : siblings
  await practiceOf(parts, parent.practice).tasked?.(parts, work, parent, { task, all })
}

/** Calls off what is still open of a record's tasks; their teams hear of it. */
export async function cancelTasks(parts: Parts, work: Work, parent: Rec, reason: string): Promise<void> {
  for (const { id } of await tasksOf(work, parent.id)) {
    const task = await work.hold(recordTable, { id })
    if (!task?.open) continue
    await moveRecord(parts, work, task, { verb: 'cancel', input: { reason }, by: { now: work.now } })
  }
}

/** The team that does something where no other is named: the service's, else the desk's usual one. */
export function teamOrUsual(parts: Parts, team: string | undefined, service: string | undefined): string {
  const organisation = parts.desks.current()
  return team ?? teamFor(organisation, service) ?? [...organisation.teams.keys()][0] ?? ''
}
