import { cancelTasks, moveRecord, openTasks, type Parts, type TaskPlan, teamOrUsual } from '../../desk/index.js'
import type { Patch, Rec } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { detailsOf } from './policy.js'
import type { Line } from './record.js'

/** What is done so that an order comes about: tasks for each of its lines, and what follows when they are done. */

/** After every move: its tasks are opened when it may be fulfilled, and called off when it is over or another order. */
export async function followRequest(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const { opens, opened, rounds = 0 } = detailsOf(record)
  if (record.state === 'in fulfilment' && opens) {
    const round = rounds + 1
    const plans = opens === 'all' ? plansOf(parts, record, round) : [mendingPlan(parts, record, round)]
    await openTasks(parts, work, record, plans)
    return { details: { opens: null, opened: true, rounds: round } }
  }
  if (opened && (record.state === 'cancelled' || record.state === 'submitted')) {
    await cancelTasks(parts, work, record, reasonOf(parts, record))
    return { details: { opened: null } }
  }
  return undefined
}

function reasonOf({ desks, voices }: Parts, { state, number }: Rec): string {
  const word = state === 'cancelled' ? 'request.called_off' : 'request.changed_order'
  return voices.in(desks.current().language).say(word, { number })
}

/** Each line's own tasks; where an item says none, one: to bring it. */
function plansOf(parts: Parts, record: Rec, round: number): readonly TaskPlan[] {
  const { lines } = detailsOf(record)
  const isOne = lines.length === 1 && round === 1
  return lines.flatMap((line, at): readonly TaskPlan[] => {
    const id = (task: string): string => (isOne ? task : `${round}.${at + 1}.${task}`)
    const own = { line: at + 1 }
    if (line.tasks.length === 0)
      return [{ ...own, id: id('deliver'), what: deliver(parts, line), team: teamOf(parts, line), after: [] }]
    return line.tasks.map(({ id: task, what, team, after, run }) => ({
      ...own,
      id: id(task),
      what,
      team,
      after: after.map(id),
      ...(run ? { run } : {}),
    }))
  })
}

const teamOf = (parts: Parts, { team, service }: Line): string => teamOrUsual(parts, team, service)

const deliver = ({ voices }: Parts, { name, count }: Line) => ({
  en: voices.in('en').say('request.bring', { count, name: name.en }),
  da: voices.in('da').say('request.bring', { count, name: name.da }),
})

function mendingPlan(parts: Parts, record: Rec, round: number): TaskPlan {
  const [line] = detailsOf(record).lines
  const words = (language: 'en' | 'da'): string =>
    parts.voices.in(language).say('request.put_right', { title: record.title })
  const team = record.team ?? (line ? teamOf(parts, line) : teamOrUsual(parts, undefined, record.service))
  return { id: `${round}.mend`, what: { en: words('en'), da: words('da') }, team, after: [] }
}

/** A task moved: work has begun, a line is there, or all of it is. */
export async function taskMoved(
  parts: Parts,
  work: Work,
  record: Rec,
  { task, all }: { readonly task: Rec; readonly all: readonly Rec[] },
): Promise<void> {
  if (record.state !== 'in fulfilment') return
  let now = record
  const go = async (verb: string, input: Readonly<Record<string, string>> = {}): Promise<void> => {
    now = await moveRecord(parts, work, now, { verb, input, by: { now: work.now } })
  }
  const begins = task.state === 'in progress' || task.state === 'done'
  if (begins && !detailsOf(now).begun) await go('start')
  if (task.state !== 'done' && task.state !== 'cancelled') return
  const over = (one: Rec): boolean => one.state === 'done' || one.state === 'cancelled'
  const { lines } = detailsOf(now)
  const line = typeof task.details.line === 'number' ? task.details.line : undefined
  const mine = all.filter(({ details }) => details.line === line)
  const isThere = line !== undefined && mine.every(over) && mine.some(({ state }) => state === 'done')
  const isLast = all.every(over)
  if (isThere && lines[line - 1]?.delivered === undefined && lines.length > 1)
    await go('deliver', { line: String(line), item: lines[line - 1]?.name[now.language === 'da' ? 'da' : 'en'] ?? '' })
  if (!isLast) return
  if (all.some(({ state }) => state === 'done')) return go('fulfil')
  const { voices, desks } = parts
  await go('cancel', { reason: voices.in(desks.current().language).say('request.nothing_left') })
}
